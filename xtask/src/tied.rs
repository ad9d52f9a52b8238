//! `xtask tied PARENT PROGRAM …`: becomes PROGRAM, which the kernel ends when PARENT ends.
//!
//! The setting survives `exec`, so that even `kill -9` of the build tool leaves no
//! server behind. It is a process of its own because the standard library offers no
//! safe way to run code between `fork` and `exec`.

use std::ffi::OsString;
use std::process::Command;

use crate::trouble::Trouble;

/// The hidden command's name.
pub const COMMAND: &str = "tied";

/// The command line that starts `program` tied to this process.
///
/// Call it from the main thread only: the kernel ends the child when the *thread* that started it ends.
pub fn command(program: impl Into<OsString>) -> Command {
    // The path works even after cargo replaced the file of the running build tool.
    #[cfg(target_os = "linux")]
    let mut command = Command::new("/proc/self/exe");
    #[cfg(not(target_os = "linux"))]
    let mut command = Command::new(std::env::current_exe().unwrap_or_else(|_| "xtask".into()));
    command
        .arg(COMMAND)
        .arg(std::process::id().to_string())
        .arg(program.into());
    command
}

/// Runs in the child: ties itself to the parent and becomes the program.
pub fn run(mut arguments: lexopt::Parser) -> Result<(), Trouble> {
    let words: Vec<OsString> = arguments.raw_args()?.collect();
    let [parent, program, rest @ ..] = words.as_slice() else {
        return Err(Trouble::Usage(format!(
            "`{COMMAND}` is for the build tool itself"
        )));
    };
    tie(&parent.to_string_lossy())?;
    Err(become_program(Command::new(program).args(rest)))
}

#[cfg(target_os = "linux")]
fn tie(parent: &str) -> Result<(), Trouble> {
    use rustix::process::{Signal, getppid, set_parent_process_death_signal};
    let tied = set_parent_process_death_signal(Some(Signal::KILL));
    let alive = getppid().is_some_and(|pid| pid.as_raw_nonzero().to_string() == parent);
    if tied.is_ok() && alive {
        Ok(())
    } else {
        Err(Trouble::Stopped)
    }
}

#[cfg(not(target_os = "linux"))]
fn tie(_parent: &str) -> Result<(), Trouble> {
    Ok(())
}

fn become_program(command: &mut Command) -> Trouble {
    use std::os::unix::process::CommandExt;
    let error = command.exec();
    Trouble::NotReady {
        what: format!("cannot start {:?}: {error}", command.get_program()),
    }
}
