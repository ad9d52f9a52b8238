//! The tools from npm: Node, workerd, esbuild, wasm-opt, wrangler, Playwright's driver.

use std::fs;
use std::path::PathBuf;

use crate::fresh::Stamp;
use crate::places::Places;
use crate::process;
use crate::terminal::note;
use crate::trouble::Trouble;
use crate::turn::Turn;

/// The oldest Node that runs our scripts.
const NODE_MAJOR: u32 = 22;

/// The programs, by path: native ones where npm has them, so that signals reach them.
#[derive(Debug)]
pub struct NpmTools {
    /// Node of at least [`NODE_MAJOR`].
    pub node: PathBuf,
    /// The Worker's runtime.
    pub workerd: PathBuf,
    /// Bundler and minifier.
    pub esbuild: PathBuf,
    /// The folder of what makes wasm smaller. Scripts: they need Node.
    pub binaryen: PathBuf,
}

/// Runs `npm ci` where the lock file changed since the last time.
pub fn install(places: &Places) -> Result<NpmTools, Trouble> {
    let stamp = Stamp::of(places, "npm", &["package.json", "package-lock.json"], &[])?;
    let outputs = [places.at("node_modules/.package-lock.json")];
    if stamp.is_fresh(&outputs) {
        // Without a turn: a service runs where nothing of the checkout can be written.
        return locate(places);
    }
    let _turn = Turn::of(places, "set-up")?;
    // Another may have done it meanwhile.
    if !stamp.is_fresh(&outputs) {
        if process::first_line(process::command(places, "npm").arg("--version")).is_none() {
            let help =
                "install Node with npm first: `apt-get install nodejs npm`, or https://nodejs.org";
            return Err(Trouble::MissingTool {
                tool: "npm".into(),
                help: help.into(),
            });
        }
        note(
            "npm ci: node, workerd, esbuild, wasm-opt, wrangler, the browser's driver; 150 MB, under a minute",
        );
        // Install scripts only unpack what lies there already, and one of them asks the network again.
        let arguments = [
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
        ];
        process::run_with_help(
            process::command(places, "npm").args(arguments),
            "it comes from the npm registry; if that could not be reached, try again with a network",
        )?;
        stamp.keep()?;
    }
    locate(places)
}

fn locate(places: &Places) -> Result<NpmTools, Trouble> {
    let modules = places.at("node_modules");
    let either = |native: String, script: &str| {
        let native = modules.join(native);
        if native.exists() {
            native
        } else {
            modules.join(script)
        }
    };
    let (system, machine) = platform();
    let workerd_machine = if machine == "x64" { "64" } else { machine };
    let mut node = either(format!("node-{system}-{machine}/bin/node"), ".bin/node");
    if !node.exists() {
        node = PathBuf::from("node");
    }
    let version =
        process::first_line(process::command(places, &node).arg("--version")).unwrap_or_default();
    if major(&version).is_none_or(|major| major < NODE_MAJOR) {
        let help = format!(
            "Node {NODE_MAJOR} or newer is needed, found `{version}`: see https://nodejs.org"
        );
        return Err(Trouble::MissingTool {
            tool: "node".into(),
            help,
        });
    }
    Ok(NpmTools {
        node,
        workerd: either(
            format!("@cloudflare/workerd-{system}-{workerd_machine}/bin/workerd"),
            ".bin/workerd",
        ),
        esbuild: either(
            format!("@esbuild/{system}-{machine}/bin/esbuild"),
            ".bin/esbuild",
        ),
        binaryen: fs::canonicalize(modules.join("binaryen/bin"))
            .unwrap_or_else(|_| modules.join("binaryen/bin")),
    })
}

/// npm's words for this machine.
fn platform() -> (&'static str, &'static str) {
    let system = if cfg!(target_os = "macos") {
        "darwin"
    } else {
        "linux"
    };
    let machine = if cfg!(target_arch = "aarch64") {
        "arm64"
    } else {
        "x64"
    };
    (system, machine)
}

/// `22` of `v22.12.0`.
fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn node_tells_its_major_version() {
        assert_eq!(major("v24.21.0"), Some(24));
        assert_eq!(major("24.21.0"), None);
        assert_eq!(major(""), None);
    }
}
