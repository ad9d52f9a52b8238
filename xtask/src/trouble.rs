//! Everything that can go wrong, each as one line that says what to do.

use std::io;
use std::path::PathBuf;

/// Why a command could not do its job.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The command line was not understood.
    #[error("{0}")]
    Usage(String),
    /// Ctrl-C or a termination signal: not an error to print.
    #[error("stopped")]
    Stopped,
    /// A program that must be on the machine is not.
    #[error("`{tool}` was not found: {help}")]
    MissingTool {
        /// The program's name.
        tool: String,
        /// What to do about it.
        help: String,
    },
    /// A program ran and failed; what it printed stands above.
    #[error("`{program}` failed ({how}){help}")]
    Failed {
        /// The program as it was called.
        program: String,
        /// Its exit status in words.
        how: String,
        /// Empty, or `: ` and what to do.
        help: String,
    },
    /// Somebody else listens on the port.
    #[error("port {port} is in use: end the program that uses it, or choose another with --port")]
    PortInUse {
        /// The port.
        port: u16,
    },
    /// A file could not be read or written.
    #[error("{doing} `{}`: {source}", path.display())]
    File {
        /// The verb, such as "cannot read".
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file was read, and is not what it should be.
    #[error("`{}`: {problem}", path.display())]
    Content {
        /// The file.
        path: PathBuf,
        /// What is wrong and what was expected.
        problem: String,
    },
    /// A server that was started did not become ready.
    #[error("{what}")]
    NotReady {
        /// Which one, and what it did instead.
        what: String,
    },
    /// Checks or tests failed; their output stands above.
    #[error("{0}")]
    Findings(String),
}

impl From<lexopt::Error> for Trouble {
    fn from(error: lexopt::Error) -> Self {
        Self::Usage(format!("{error}; `cargo xtask help` lists the commands"))
    }
}

impl Trouble {
    /// For `map_err` on a failed read of `path`.
    pub fn reading(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File {
            doing: "cannot read",
            path,
            source,
        }
    }

    /// For `map_err` on a failed write of `path`.
    pub fn writing(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File {
            doing: "cannot write",
            path,
            source,
        }
    }

    /// The file's content is wrong.
    pub fn content(path: impl Into<PathBuf>, problem: impl ToString) -> Self {
        Self::Content {
            path: path.into(),
            problem: problem.to_string(),
        }
    }
}
