//! Where things are in this checkout.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The folders and files the commands read and write.
#[derive(Clone, Debug)]
pub struct Places {
    /// The checkout.
    pub root: PathBuf,
}

impl Places {
    /// The checkout this build tool was compiled in.
    pub fn of_this_checkout() -> Self {
        let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
        Self {
            root: xtask.parent().unwrap_or(xtask).to_path_buf(),
        }
    }

    /// A file or folder by its path from the root.
    pub fn at(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join(relative)
    }

    /// What the browser loads.
    pub fn assets(&self) -> PathBuf {
        self.at("dist/assets")
    }

    /// The Worker's bundle.
    pub fn edge(&self) -> PathBuf {
        self.at("dist/edge")
    }

    /// Rust programs installed for this checkout only.
    pub fn tools(&self) -> PathBuf {
        self.at("target/tools")
    }

    /// PATH with our own Node and tools before the machine's.
    pub fn path_variable(&self) -> OsString {
        let ours = [self.at("node_modules/.bin"), self.tools().join("bin")];
        let theirs = std::env::var_os("PATH").unwrap_or_default();
        let all = ours.into_iter().chain(std::env::split_paths(&theirs));
        std::env::join_paths(all).unwrap_or(theirs)
    }

    /// A path for people: from the root where it is under it.
    pub fn short(&self, path: &Path) -> String {
        path.strip_prefix(&self.root)
            .unwrap_or(path)
            .display()
            .to_string()
    }
}
