//! What `dev` keeps running: two Workers and the demo backend, which also serves the shops' pages.

use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant, SystemTime};

use crate::build::Built;
use crate::places::Places;
use crate::process::{self, Running};
use crate::serve::worker::{Worker, WorkerOptions};
use crate::serve::{PORT, secrets};
use crate::stop;
use crate::tied;
use crate::trouble::Trouble;

const LAMPS: &str = "examples/storefront-lamps";
const SHOES: &str = "examples/storefront-shoes";
const BACKEND: &str = "target/debug/backend";
const READY_WITHIN: Duration = Duration::from_secs(15);

/// The demo's ports, one after the other.
#[derive(Clone, Copy, Debug)]
pub struct Ports {
    edge: u16,
    shop: u16,
    backend: u16,
    shoes_edge: u16,
}

impl Ports {
    /// Four ports from `first` on, all of them free.
    pub fn from(first: u16) -> Result<Self, Trouble> {
        let last = first.checked_add(3).filter(|_| first >= PORT.min(1024));
        let Some(last) = last else {
            return Err(Trouble::Usage(
                "--port takes a number from 1024 to 65532; the next three are used too".into(),
            ));
        };
        for port in first..=last {
            TcpListener::bind((Ipv4Addr::LOCALHOST, port))
                .map_err(|_| Trouble::PortInUse { port })?;
        }
        Ok(Self {
            edge: first,
            shop: first + 1,
            backend: first + 2,
            shoes_edge: last,
        })
    }

    /// The addresses, as they are printed when all is up.
    pub fn in_words(self) -> String {
        let Self {
            edge,
            shop,
            backend,
            shoes_edge,
        } = self;
        format!(
            "ready http://localhost:{shop}\n\
             \n  http://localhost:{shop}        the lamps shop, in French: file a claim here\
             \n  http://localhost:{shop}/shoes/ the shoes shop, in English\
             \n  http://localhost:{shop}/gallery/ every part and screen of the widget, in every state\
             \n  http://localhost:{backend}        the shops' backend: see claims arrive, answer them\
             \n  http://localhost:{backend}/mail   what customers are written\
             \n  http://localhost:{edge}        Recourse for the lamps (shoes: http://localhost:{shoes_edge})\
             \n\nCtrl-C ends all of it; claims are kept in target/dev."
        )
    }
}

/// The running processes; all end when dropped.
#[derive(Debug)]
pub struct Demo {
    ports: Ports,
    workers: Vec<Worker>,
    backend: Running,
    backend_built: Option<SystemTime>,
    settings: Vec<Option<Vec<u8>>>,
}

/// Compiles the backend; quick where nothing changed.
pub fn build_backend(places: &Places) -> Result<(), Trouble> {
    let mut cargo = process::command(places, "cargo");
    process::run(cargo.args(["build", "--quiet", "--package", "backend"]))
}

impl Demo {
    /// Starts everything and waits until it answers.
    pub fn start(places: &Places, workerd: &Path, ports: Ports) -> Result<Self, Trouble> {
        let workers = start_workers(places, workerd, ports)?;
        let backend = start_backend(places, ports)?;
        Ok(Self {
            ports,
            workers,
            backend,
            backend_built: backend_built(places),
            settings: settings(places),
        })
    }

    /// An error where one of them ended by itself.
    pub fn check(&mut self) -> Result<(), Trouble> {
        for worker in &mut self.workers {
            if let Some(how) = worker.ended() {
                let what = format!("workerd on port {} ended by itself ({how})", worker.port);
                return Err(Trouble::NotReady { what });
            }
        }
        match self.backend.ended() {
            Some(status) => Err(Trouble::NotReady {
                what: format!(
                    "the demo backend ended by itself ({})",
                    process::in_words(status)
                ),
            }),
            None => Ok(()),
        }
    }

    /// Workers after a build or another setting, the backend where it was compiled anew.
    pub fn restart_what_changed(
        &mut self,
        places: &Places,
        workerd: &Path,
        built: Built,
    ) -> Result<(), Trouble> {
        let settings = settings(places);
        if built == Built::Anew || settings != self.settings {
            self.workers.clear();
            self.workers = start_workers(places, workerd, self.ports)?;
        }
        let backend_built = backend_built(places);
        if backend_built != self.backend_built || settings != self.settings {
            self.backend.stop();
            self.backend = start_backend(places, self.ports)?;
            self.backend_built = backend_built;
        }
        self.settings = settings;
        Ok(())
    }
}

fn start_workers(places: &Places, workerd: &Path, ports: Ports) -> Result<Vec<Worker>, Trouble> {
    let start = |folder: &str, port: u16| {
        let name = Path::new(folder).file_name().unwrap_or_default();
        let options = WorkerOptions {
            config: places.at(folder).join("wrangler.toml"),
            state: Some(places.at("target/dev").join(name)),
            host: Ipv4Addr::LOCALHOST.to_string(),
            port,
            backend_url: None,
            public_url: None,
            port_shift: ports.edge.wrapping_sub(PORT),
        };
        Worker::start(places, workerd, &options)
    };
    Ok(vec![
        start(LAMPS, ports.edge)?,
        start(SHOES, ports.shoes_edge)?,
    ])
}

fn start_backend(places: &Places, ports: Ports) -> Result<Running, Trouble> {
    let local = |port: u16| format!("http://localhost:{port}");
    let mut command = tied::command(places.at(BACKEND));
    command
        .current_dir(&places.root)
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    command.args([
        "--port",
        &ports.backend.to_string(),
        "--shop-port",
        &ports.shop.to_string(),
    ]);
    command.args([
        "--edge-url",
        &local(ports.edge),
        "--shoes-edge-url",
        &local(ports.shoes_edge),
    ]);
    for (folder, option) in [(LAMPS, "--"), (SHOES, "--shoes-")] {
        let file = places.at(folder).join(".dev.vars");
        let secrets = secrets::read(&file)?;
        for (name, kind) in [
            ("WEBHOOK_SECRET", "webhook-secret"),
            ("SHOP_SECRET", "shop-secret"),
            ("ORDER_LINK_KEYS", "order-link-key"),
        ] {
            let Some(secret) = secrets.get(name) else {
                let problem = format!("has no {name}=…, which the demo backend needs");
                return Err(Trouble::content(file, problem));
            };
            command.args([&format!("{option}{kind}"), secret.expose()]);
        }
    }
    let mut backend = Running::start(&mut command)?;
    for port in [ports.backend, ports.shop] {
        wait_until_listening(&mut backend, port)?;
    }
    Ok(backend)
}

fn wait_until_listening(backend: &mut Running, port: u16) -> Result<(), Trouble> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let deadline = Instant::now() + READY_WITHIN;
    while TcpStream::connect(address).is_err() {
        if let Some(status) = backend.ended() {
            let what = format!(
                "the demo backend ended at once ({}); its output stands above",
                process::in_words(status)
            );
            return Err(Trouble::NotReady { what });
        }
        if Instant::now() > deadline {
            let what =
                format!("the demo backend does not listen on port {port} after {READY_WITHIN:?}");
            return Err(Trouble::NotReady { what });
        }
        stop::pause()?;
    }
    Ok(())
}

fn backend_built(places: &Places) -> Option<SystemTime> {
    std::fs::metadata(places.at(BACKEND))
        .and_then(|data| data.modified())
        .ok()
}

/// The bytes of both shops' settings, to see whether they changed.
fn settings(places: &Places) -> Vec<Option<Vec<u8>>> {
    let files: [PathBuf; 4] = [
        places.at(LAMPS).join("wrangler.toml"),
        places.at(LAMPS).join(".dev.vars"),
        places.at(SHOES).join("wrangler.toml"),
        places.at(SHOES).join(".dev.vars"),
    ];
    files.iter().map(|file| std::fs::read(file).ok()).collect()
}
