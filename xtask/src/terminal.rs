//! What the commands print: results on stdout, progress on stderr.

use std::io::{IsTerminal, Write};
use std::time::Duration;

/// A result, on stdout. A closed pipe is the reader's choice, not an error.
pub fn say(line: impl AsRef<str>) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{}", line.as_ref());
    let _ = out.flush();
}

/// Progress, on stderr.
pub fn note(line: impl AsRef<str>) {
    if std::io::stderr().is_terminal() {
        eprintln!("\x1b[1;36m·\x1b[0m {}", line.as_ref());
    } else {
        eprintln!("· {}", line.as_ref());
    }
}

/// `12.3 s` or `4 min 05 s`.
pub fn duration(elapsed: Duration) -> String {
    let seconds = elapsed.as_secs();
    if seconds >= 60 {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    } else {
        format!("{:.1} s", elapsed.as_secs_f64())
    }
}
