//! Skipping a step whose inputs are the same as when it last succeeded.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::places::Places;
use crate::trouble::Trouble;

/// The hash of everything a step reads, compared with the one kept after its last success.
#[derive(Debug)]
pub struct Stamp {
    file: PathBuf,
    hash: String,
}

impl Stamp {
    /// Hashes the files under `inputs` (paths from the root; missing ones count as missing) and `settings`.
    pub fn of(
        places: &Places,
        step: &str,
        inputs: &[&str],
        settings: &[&str],
    ) -> Result<Self, Trouble> {
        let mut hasher = Sha256::new();
        for setting in settings {
            hasher.update(setting);
            hasher.update([0]);
        }
        for input in inputs {
            for file in files_under(&places.at(input))? {
                hasher.update(places.short(&file));
                hasher.update([0]);
                let bytes = fs::read(&file).map_err(Trouble::reading(&file))?;
                hasher.update(Sha256::digest(&bytes));
            }
        }
        let hash = hex(&hasher.finalize());
        Ok(Self {
            file: places.at("target/stamps").join(step),
            hash,
        })
    }

    /// The step need not run again: same inputs, and each of `outputs` is there.
    pub fn is_fresh(&self, outputs: &[PathBuf]) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|kept| kept == self.hash)
            && outputs.iter().all(|output| output.exists())
    }

    /// To be called after the step succeeded.
    pub fn keep(&self) -> Result<(), Trouble> {
        write(&self.file, self.hash.as_bytes())
    }
}

/// Every file under `path` (or `path` itself) in a fixed order, without hidden ones, `target` and `node_modules`.
pub fn files_under(path: &Path) -> Result<Vec<PathBuf>, Trouble> {
    let mut files = Vec::new();
    if path.is_dir() {
        for entry in fs::read_dir(path).map_err(Trouble::reading(path))? {
            let entry = entry.map_err(Trouble::reading(path))?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if !name.starts_with('.') && name != "target" && name != "node_modules" {
                files.extend(files_under(&entry.path())?);
            }
        }
        files.sort();
    } else if path.exists() {
        files.push(path.to_path_buf());
    }
    Ok(files)
}

/// The first ten hex digits of the content's hash: what goes into an asset's name.
pub fn short_hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes)).chars().take(10).collect()
}

/// Writes the file and the folders above it; readers see the old or the new one, never half of it.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Trouble::writing(folder))?;
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let half = path.with_file_name(format!(".{name}.{}", std::process::id()));
    fs::write(&half, bytes).map_err(Trouble::writing(&half))?;
    fs::rename(&half, path).map_err(Trouble::writing(path))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scratch(name: &str) -> Places {
        let root = std::env::temp_dir().join(format!("recourse-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(&root).unwrap();
        Places { root }
    }

    #[test]
    fn a_step_is_fresh_until_an_input_a_setting_or_an_output_changes() {
        let places = scratch("stamp");
        write(&places.at("src/a.rs"), b"1").unwrap();
        write(&places.at("out"), b"").unwrap();
        let outputs = [places.at("out")];
        let stamp =
            |settings: &str| Stamp::of(&places, "step", &["src", "absent"], &[settings]).unwrap();

        assert!(!stamp("x").is_fresh(&outputs), "nothing kept yet");
        stamp("x").keep().unwrap();
        assert!(stamp("x").is_fresh(&outputs));
        assert!(!stamp("y").is_fresh(&outputs), "another setting");

        write(&places.at("src/a.rs"), b"2").unwrap();
        assert!(!stamp("x").is_fresh(&outputs), "another content");
        write(&places.at("src/a.rs"), b"1").unwrap();
        assert!(stamp("x").is_fresh(&outputs));
        write(&places.at("src/b.rs"), b"").unwrap();
        assert!(!stamp("x").is_fresh(&outputs), "a new file");

        fs::remove_file(places.at("src/b.rs")).unwrap();
        fs::remove_file(places.at("out")).unwrap();
        assert!(!stamp("x").is_fresh(&outputs), "the output is gone");
        fs::remove_dir_all(&places.root).unwrap();
    }

    #[test]
    fn hidden_files_and_build_folders_are_no_inputs() {
        let places = scratch("inputs");
        for file in ["a/x.rs", "a/.hidden", "a/target/y", "a/node_modules/z"] {
            write(&places.at(file), b"").unwrap();
        }
        assert_eq!(files_under(&places.at("a")).unwrap(), [places.at("a/x.rs")]);
        fs::remove_dir_all(&places.root).unwrap();
    }

    #[test]
    fn a_name_carries_ten_hex_digits_of_the_content() {
        assert_eq!(short_hash(b""), "e3b0c44298");
    }
}
