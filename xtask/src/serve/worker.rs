//! One running workerd: its folder, its configuration file, its process.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::fresh;
use crate::places::Places;
use crate::process::{self, Running};
use crate::serve::configuration::Configuration;
use crate::serve::{capnp, health};
use crate::stop;
use crate::tied;
use crate::trouble::Trouble;

/// How long workerd may take to answer for the first time.
const READY_WITHIN: Duration = Duration::from_secs(30);

/// How often a port that somebody took before workerd could is replaced by another.
const FREE_PORT_ATTEMPTS: u32 = 5;

/// What to serve, and where.
#[derive(Clone, Debug)]
pub struct WorkerOptions {
    /// The shop's `wrangler.toml`.
    pub config: PathBuf,
    /// Where claims are kept; beside the configuration's `.recourse` folder when not given.
    pub state: Option<PathBuf>,
    /// The address to listen on.
    pub host: String,
    /// The port; 0 for a free one.
    pub port: u16,
    /// In place of the file's BACKEND_URL.
    pub backend_url: Option<String>,
    /// In place of the file's PUBLIC_URL.
    pub public_url: Option<String>,
    /// Added to the demo's ports wherever the variables name them.
    pub port_shift: u16,
}

/// A running Worker; ends when dropped.
#[derive(Debug)]
pub struct Worker {
    /// Where it listens.
    pub port: u16,
    running: Running,
}

impl Worker {
    /// Writes `workerd.capnp` into the state folder, starts workerd and waits until it answers.
    pub fn start(
        places: &Places,
        workerd: &Path,
        options: &WorkerOptions,
    ) -> Result<Self, Trouble> {
        let mut attempt = 1;
        loop {
            let port = free_port(&options.host, options.port)?;
            let result = Self::start_on(places, workerd, options, port);
            if result.is_ok() || options.port != 0 || attempt == FREE_PORT_ATTEMPTS {
                return result;
            }
            stop::check()?;
            attempt += 1;
        }
    }

    fn start_on(
        places: &Places,
        workerd: &Path,
        options: &WorkerOptions,
        port: u16,
    ) -> Result<Self, Trouble> {
        let configuration = Configuration::read(options, port)?;
        let state = options
            .state
            .clone()
            .unwrap_or_else(|| options.config.with_file_name(".recourse"));
        let state = absolute(&state)?;
        prepare(places, &state)?;
        let capnp = state.join("workerd.capnp");
        let address = format!("{}:{port}", options.host);
        fresh::write(
            &capnp,
            capnp::write(&configuration, &address, &state, &places.assets()).as_bytes(),
        )?;

        let mut command = tied::command(workerd);
        command
            .current_dir(&state)
            .arg("serve")
            .arg(&capnp)
            .env("PATH", places.path_variable());
        for (name, secret) in &configuration.secrets {
            command.env(capnp::secret_variable(name), secret.expose());
        }
        let mut worker = Self {
            port,
            running: Running::start(command.stdin(std::process::Stdio::null()))?,
        };
        worker.wait_until_ready()?;
        Ok(worker)
    }

    fn wait_until_ready(&mut self) -> Result<(), Trouble> {
        let deadline = Instant::now() + READY_WITHIN;
        while !health::answers(self.port) {
            if let Some(how) = self.ended() {
                return Err(Trouble::NotReady {
                    what: format!("workerd ended at once ({how}); its output stands above"),
                });
            }
            if Instant::now() > deadline {
                let what = format!(
                    "the Worker did not answer on port {} within {READY_WITHIN:?}",
                    self.port
                );
                return Err(Trouble::NotReady { what });
            }
            stop::pause()?;
        }
        Ok(())
    }

    /// How it ended, if it did.
    pub fn ended(&mut self) -> Option<String> {
        self.running.ended().map(process::in_words)
    }
}

/// The state folder, with a copy of the bundle: a rebuild must not pull it from under a running Worker.
fn prepare(places: &Places, state: &Path) -> Result<(), Trouble> {
    let ledger = state.join("ledger");
    fs::create_dir_all(&ledger).map_err(Trouble::writing(&ledger))?;
    let assets = places.assets();
    fs::create_dir_all(&assets).map_err(Trouble::writing(&assets))?;
    for file in capnp::BUNDLE {
        let from = places.edge().join(file);
        let bytes = fs::read(&from).map_err(Trouble::reading(&from))?;
        fresh::write(&state.join("bundle").join(file), &bytes)?;
    }
    Ok(())
}

fn absolute(path: &Path) -> Result<PathBuf, Trouble> {
    std::path::absolute(path).map_err(Trouble::reading(path))
}

/// The port itself if nobody listens on it; for 0 one that is free now.
fn free_port(host: &str, port: u16) -> Result<u16, Trouble> {
    match TcpListener::bind((host, port)).and_then(|listener| listener.local_addr()) {
        Ok(address) => Ok(address.port()),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
            Err(Trouble::PortInUse { port })
        }
        Err(error) => Err(Trouble::NotReady {
            what: format!("cannot listen on {host}:{port}: {error}"),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_in_use_is_named_with_what_to_do() {
        let taken = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = taken.local_addr().unwrap().port();
        let trouble = free_port("127.0.0.1", port).unwrap_err().to_string();
        assert_eq!(
            trouble,
            format!(
                "port {port} is in use: end the program that uses it, or choose another with --port"
            )
        );
        assert_ne!(free_port("127.0.0.1", 0).unwrap(), port);
    }
}
