//! The built Worker, started as anyone does: on bare workerd by `xtask serve`, or by `wrangler dev`.

use crate::{config::Config, folder::Folder, patience, patience::DEADLINE};
use rustix::process::{Pid, Signal, kill_process, kill_process_group};
use std::{
    env, fs,
    io::{BufRead, BufReader},
    net::TcpListener,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::{Arc, Mutex, mpsc},
    thread,
};

/// What serves the Worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Server {
    /// `xtask serve`: bare workerd.
    Xtask,
    /// The same as the service of docs/operations.md: with its command, and nothing of the checkout can be written.
    Service,
    /// `wrangler dev`: miniflare around the same workerd, as on Cloudflare.
    Wrangler,
}

/// One Worker with its own state, ended with its workerd when dropped.
#[derive(Debug)]
pub struct Edge {
    /// `http://localhost:PORT`, the same after a restart.
    pub url: String,
    port: u16,
    server: Server,
    folder: Folder,
    backend_url: Option<String>,
    serving: Option<Child>,
    log: Arc<Mutex<String>>,
}

impl Edge {
    /// Serves `config` with new state, on a free port; without a `backend_url` in no-backend mode.
    ///
    /// # Panics
    /// Where it does not get ready; the message has what it printed.
    #[must_use]
    pub fn start(config: &Config, backend_url: Option<&str>) -> Self {
        Self::start_by(Server::Xtask, config, backend_url, 0)
    }

    /// The same by `wrangler dev`.
    ///
    /// # Panics
    /// Where it does not get ready; the message has what it printed.
    #[must_use]
    pub fn start_by_wrangler(config: &Config, backend_url: &str) -> Self {
        let port = free_port();
        let config = config.clone().for_wrangler(
            &checkout(),
            backend_url,
            &format!("http://localhost:{port}"),
        );
        Self::start_by(Server::Wrangler, &config, Some(backend_url), port)
    }

    /// As a service with the command that docs/operations.md has for systemd, where the checkout can only be read;
    /// `None` where this user may not have it so.
    ///
    /// # Panics
    /// Where it does not get ready; the message has what it printed.
    #[must_use]
    pub fn start_as_service(config: &Config) -> Option<Self> {
        let mut allowed = Command::new("unshare");
        allowed.args(["--mount", "true"]).stderr(Stdio::null());
        allowed.status().ok().filter(ExitStatus::success)?;
        let port = free_port();
        Some(Self::start_by(Server::Service, config, None, port))
    }

    fn start_by(server: Server, config: &Config, backend_url: Option<&str>, port: u16) -> Self {
        let folder = Folder::new();
        config.write(folder.path());
        let backend_url = backend_url.map(ToOwned::to_owned);
        let log = Arc::new(Mutex::new(String::new()));
        let mut edge = Self {
            url: String::new(),
            port,
            server,
            folder,
            backend_url,
            serving: None,
            log,
        };
        edge.resume();
        edge
    }

    /// Ends it as Ctrl-C does. The state stays.
    pub fn stop(&mut self) {
        if let Some(mut serving) = self.serving.take() {
            let group = Pid::from_child(&serving);
            let _ = kill_process(group, Signal::TERM);
            let _ = serving.wait();
            // Whatever it left behind.
            let _ = kill_process_group(group, Signal::KILL);
        }
    }

    /// `kill -9` of workerd itself: it gets to do nothing more. The state stays.
    ///
    /// # Panics
    /// Where no workerd is running.
    pub fn kill(&mut self) {
        let mut serving = self.serving.take().expect("it is being served");
        let workerd = child_of(serving.id()).expect("`xtask serve` has a child");
        kill_process(workerd, Signal::KILL).unwrap();
        let _ = serving.wait();
    }

    /// Stands still (SIGSTOP): connections are taken, and nobody answers.
    ///
    /// # Panics
    /// Where no workerd is running.
    pub fn pauses(&self) {
        kill_process(self.workerd(), Signal::STOP).unwrap();
    }

    /// Goes on (SIGCONT).
    ///
    /// # Panics
    /// Where no workerd is running.
    pub fn goes_on(&self) {
        kill_process(self.workerd(), Signal::CONT).unwrap();
    }

    fn workerd(&self) -> Pid {
        let serving = self.serving.as_ref().expect("it is being served");
        child_of(serving.id()).expect("`xtask serve` has a child")
    }

    /// Serves again: same state, same port, same configuration.
    ///
    /// # Panics
    /// Where it does not get ready.
    pub fn resume(&mut self) {
        let mut command = match self.server {
            Server::Xtask => self.xtask(),
            Server::Service => self.service(),
            Server::Wrangler => self.wrangler(),
        };
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .process_group(0);
        let mut serving = command
            .spawn()
            .unwrap_or_else(|error| panic!("cannot start {command:?}: {error}"));
        let (sender, ready) = mpsc::channel();
        follow(
            BufReader::new(serving.stderr.take().unwrap()),
            &self.log,
            None,
        );
        follow(
            BufReader::new(serving.stdout.take().unwrap()),
            &self.log,
            Some(sender),
        );
        self.serving = Some(serving);
        let Ok(url) = ready.recv_timeout(DEADLINE) else {
            panic!("the edge does not get ready:\n{}", self.log())
        };
        self.url = url;
        self.port = self
            .url
            .rsplit(':')
            .next()
            .and_then(|port| port.parse().ok())
            .expect("a port");
    }

    /// Takes another configuration, from the next [`Edge::resume`] on.
    pub fn reconfigure(&self, config: &Config) {
        config.write(self.folder.path());
    }

    /// From now on it is that time for the Worker, which must run with `FAULTS` `on`; what is due then happens.
    #[track_caller]
    pub fn sets_the_clock(&self, time: claims::civil::Instant) {
        let _ = crate::http::get(&self.at("/v1/shop"))
            .header("recourse-fault", &format!("clock {time}"))
            .send()
            .expect(200);
    }

    /// What workerd holds in memory now (its resident set).
    ///
    /// # Panics
    /// Where no workerd is running.
    #[must_use]
    pub fn memory_kb(&self) -> u64 {
        let pid = self.workerd().as_raw_nonzero();
        let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS:"));
        line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok())
            .expect("a resident set")
    }

    /// Everything it keeps; a copy of it, made while it stands still, is a backup.
    #[must_use]
    pub fn state_folder(&self) -> PathBuf {
        self.folder.path().join("state")
    }

    /// Where the ledger's databases are, one for each shard.
    #[must_use]
    pub fn ledger_folder(&self) -> PathBuf {
        self.state_folder().join("ledger/recourse-ledger")
    }

    /// Files in the bucket bound as `EVIDENCE`, as `wrangler dev` keeps them: a blob each.
    #[must_use]
    pub fn files_in_bucket(&self) -> usize {
        let folder = self.state_folder().join("v3/r2/evidence/blobs");
        fs::read_dir(folder).map_or(0, Iterator::count)
    }

    /// Everything it has printed so far.
    ///
    /// # Panics
    /// Where a reader panicked.
    #[must_use]
    pub fn log(&self) -> String {
        self.log.lock().unwrap().clone()
    }

    /// Waits until it has printed `text`.
    pub fn wait_for_log(&self, text: &str) {
        patience::until(&format!("`{text}` in the log"), || {
            self.log().contains(text).then_some(())
        });
    }

    /// An address of it.
    #[must_use]
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.url)
    }

    fn xtask(&self) -> Command {
        // `cargo xtask test` names it; where a test is run alone, `cargo build -p xtask` has made it.
        let xtask = env::var_os("RECOURSE_XTASK")
            .map_or_else(|| checkout().join("target/debug/xtask"), PathBuf::from);
        let mut command = Command::new(xtask);
        command
            .arg("serve")
            .arg("--config")
            .arg(self.folder.path().join("wrangler.toml"));
        command
            .arg("--state")
            .arg(self.folder.path().join("state"))
            .arg("--port")
            .arg(self.port.to_string());
        if let Some(url) = &self.backend_url {
            command.arg("--backend-url").arg(url);
        }
        command.env("RECOURSE_END_WITH_PARENT", "1");
        command
    }

    fn service(&self) -> Command {
        let page = fs::read_to_string(checkout().join("docs/operations.md")).unwrap();
        let line = page
            .lines()
            .find_map(|line| line.strip_prefix("ExecStart="));
        let folder = self.folder.path().display();
        let command = line
            .expect("a command for systemd")
            .replace("/opt/recourse", &checkout().display().to_string())
            .replace("/etc/recourse", &folder.to_string())
            .replace("/var/lib/recourse", &format!("{folder}/state"))
            .replace("8787", &self.port.to_string());
        let mut unshare = Command::new("unshare");
        let script = format!(
            "mount --bind \"$0\" \"$0\" && mount -o remount,ro,bind \"$0\" \"$0\" && exec {command}"
        );
        unshare
            .args(["--mount", "sh", "-c", &script])
            .arg(checkout());
        unshare.env("RECOURSE_END_WITH_PARENT", "1");
        unshare
    }

    fn wrangler(&self) -> Command {
        let tools = checkout().join("node_modules/.bin");
        let path = format!(
            "{}:{}",
            tools.display(),
            env::var("PATH").unwrap_or_default()
        );
        let mut command = Command::new(tools.join("wrangler"));
        command.args([
            "dev",
            "--local",
            "--ip",
            "127.0.0.1",
            "--inspector-port",
            "0",
            "--show-interactive-dev-session=false",
        ]);
        command.arg("--port").arg(self.port.to_string());
        command
            .arg("--config")
            .arg(self.folder.path().join("wrangler.toml"));
        command
            .arg("--persist-to")
            .arg(self.folder.path().join("state"));
        command
            .current_dir(self.folder.path())
            .env("PATH", path)
            .env("WRANGLER_SEND_METRICS", "false")
            .env("CI", "true");
        command
    }
}

impl Drop for Edge {
    fn drop(&mut self) {
        self.stop();
        if thread::panicking() {
            eprintln!("--- the edge printed:\n{}---", self.log());
        }
    }
}

fn free_port() -> u16 {
    let free = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr());
    free.unwrap().port()
}

fn checkout() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_path_buf()
}

/// The one child of a process: who names it as parent in `/proc/PID/stat`, "PID (name) state PARENT ...".
fn child_of(parent: u32) -> Option<Pid> {
    let parent = parent.to_string();
    fs::read_dir("/proc").ok()?.flatten().find_map(|entry| {
        let stat = fs::read_to_string(entry.path().join("stat")).ok()?;
        let is_child = stat.rsplit(')').next()?.split_whitespace().nth(1)? == parent;
        is_child
            .then(|| {
                entry
                    .file_name()
                    .to_str()?
                    .parse()
                    .ok()
                    .and_then(Pid::from_raw)
            })
            .flatten()
    })
}

/// Writes every line down, and hands on the address of the one that says `ready`.
fn follow(
    lines: impl BufRead + Send + 'static,
    log: &Arc<Mutex<String>>,
    ready: Option<mpsc::Sender<String>>,
) {
    let log = Arc::clone(log);
    thread::spawn(move || {
        for line in lines.lines().map_while(Result::ok) {
            let address = line
                .find("http://localhost:")
                .or_else(|| line.find("http://127.0.0.1:"));
            if let (Some(ready), Some(at)) = (&ready, address)
                && line.to_lowercase().contains("ready")
            {
                let _ = ready.send(line[at..].trim().replace("127.0.0.1", "localhost"));
            }
            let mut log = log.lock().unwrap();
            log.push_str(&line);
            log.push('\n');
        }
    });
}
