//! Child processes: run to the end, or kept running until we end.

use std::io::{self, BufRead, BufReader, Read};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process_group};

use crate::places::Places;
use crate::stop;
use crate::trouble::Trouble;

/// How long a child may take to end by itself before it is killed.
const GRACE: Duration = Duration::from_secs(2);

/// A command in the checkout's root, with our own tools first in PATH.
pub fn command(places: &Places, program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    command
        .current_dir(&places.root)
        .env("PATH", places.path_variable())
        .stdin(Stdio::null());
    command
}

/// Runs to the end; the output goes to the terminal.
///
/// # Errors
/// The program is missing, fails, or the user stops us: then its whole process group has ended too.
pub fn run(command: &mut Command) -> Result<(), Trouble> {
    run_with_help(command, "")
}

/// As [`run`], with what to do when the program fails.
pub fn run_with_help(command: &mut Command, help: &str) -> Result<(), Trouble> {
    let name = name_of(command);
    let status = Running::start(command)?.wait()?;
    if status.success() {
        return Ok(());
    }
    let help = if help.is_empty() {
        String::new()
    } else {
        format!(": {help}")
    };
    Err(Trouble::Failed {
        program: name,
        how: in_words(status),
        help,
    })
}

/// Runs to the end and returns what it printed on stdout; stderr goes to the terminal.
pub fn output(command: &mut Command) -> Result<String, Trouble> {
    let name = name_of(command);
    let mut child = Running::start(command.stdout(Stdio::piped()))?;
    let mut text = String::new();
    if let Some(mut pipe) = child.child.stdout.take() {
        pipe.read_to_string(&mut text)
            .map_err(|error| Trouble::NotReady {
                what: format!("`{name}`: {error}"),
            })?;
    }
    let status = child.wait()?;
    if status.success() {
        Ok(text)
    } else {
        Err(Trouble::Failed {
            program: name,
            how: in_words(status),
            help: String::new(),
        })
    }
}

/// Runs to the end, handing on each line of its stdout as it comes.
pub fn lines(command: &mut Command, mut each: impl FnMut(&str)) -> Result<ExitStatus, Trouble> {
    let mut child = Running::start(command.stdout(Stdio::piped()))?;
    let (sender, receiver) = std::sync::mpsc::channel();
    if let Some(pipe) = child.child.stdout.take() {
        // A thread, because reading a pipe cannot be interrupted by Ctrl-C.
        std::thread::spawn(move || {
            for line in BufReader::new(pipe).split(b'\n').map_while(Result::ok) {
                let _ = sender.send(String::from_utf8_lossy(&line).into_owned());
            }
        });
    }
    loop {
        match receiver.recv_timeout(stop::POLL) {
            Ok(line) => each(&line),
            // Something it started may hold the pipe open after its end.
            Err(RecvTimeoutError::Timeout) if child.ended().is_some() => return child.wait(),
            Err(RecvTimeoutError::Timeout) => stop::check()?,
            Err(RecvTimeoutError::Disconnected) => return child.wait(),
        }
    }
}

/// The first line a program prints, or `None` where it is missing or fails: for version checks.
pub fn first_line(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output
        .status
        .success()
        .then(|| text.lines().next().unwrap_or_default().trim().to_owned())
}

/// A child in a process group of its own, ended with the group when dropped.
#[derive(Debug)]
pub struct Running {
    /// The child, for its pipes.
    pub child: Child,
    ended: bool,
}

impl Running {
    /// Starts the command.
    pub fn start(command: &mut Command) -> Result<Self, Trouble> {
        let name = name_of(command);
        match command.process_group(0).spawn() {
            Ok(child) => Ok(Self {
                child,
                ended: false,
            }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Trouble::MissingTool {
                tool: name,
                help: "`cargo xtask setup` installs what is needed".into(),
            }),
            Err(error) => Err(Trouble::NotReady {
                what: format!("cannot start `{name}`: {error}"),
            }),
        }
    }

    /// Its exit status, if it has ended.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        // Asked again after the end, the standard library repeats the status it has.
        let status = self.child.try_wait().ok().flatten();
        self.ended |= status.is_some();
        status
    }

    /// Waits for the end, or ends it when the user stops us.
    pub fn wait(&mut self) -> Result<ExitStatus, Trouble> {
        loop {
            if let Some(status) = self.ended() {
                return Ok(status);
            }
            stop::pause()?;
        }
    }

    /// Asks the group to end, and kills it when it does not.
    pub fn stop(&mut self) {
        if self.ended {
            return;
        }
        self.signal(Signal::TERM);
        let deadline = Instant::now() + GRACE;
        while self.ended().is_none() && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(10));
        }
        self.signal(Signal::KILL);
        let _ = self.child.wait();
        self.ended = true;
    }

    fn signal(&self, signal: Signal) {
        if let Some(group) = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw) {
            let _ = kill_process_group(group, signal);
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop();
    }
}

/// `exit code 1` or `signal 9`.
pub fn in_words(status: ExitStatus) -> String {
    match (status.code(), status.signal()) {
        (Some(code), _) => format!("exit code {code}"),
        (None, Some(signal)) => format!("signal {signal}"),
        (None, None) => "unknown end".to_owned(),
    }
}

fn name_of(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    let mut words = vec![
        program
            .file_name()
            .unwrap_or(program.as_os_str())
            .to_string_lossy(),
    ];
    words.extend(
        command
            .get_args()
            .take(3)
            .map(|argument| argument.to_string_lossy()),
    );
    words.join(" ")
}
