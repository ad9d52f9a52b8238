//! Starting, asking, stopping: the handle that the binary and the tests hold.

use crate::{
    answer::{self, Reply},
    app::App,
    config::{Config, DemoShop},
    connection::{Breakable, Connection},
    faults::{Call, Fault, Planned, Point},
    inbox::{Inbox, KnownClaim, ReceivedCall},
    mailbox::Caught,
    orders::{self, DemoOrder},
    routes, storefront,
};
use axum::Router;
use claims::status::ClaimEvent;
use std::{
    io,
    net::{Ipv4Addr, TcpListener},
    sync::Arc,
    thread::JoinHandle,
    time::{Duration, Instant},
};
use tokio::sync::watch;

/// How long open connections may take to finish once it is told to stop.
const STOP_WITHIN: Duration = Duration::from_secs(1);

/// Why it did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The port is taken, or may not be listened on.
    #[error("cannot listen on port {port}: {error}")]
    Listen {
        /// The port asked for.
        port: u16,
        /// What the system said.
        error: io::Error,
    },
    /// No thread or runtime to run on.
    #[error("cannot start: {0}")]
    Run(#[from] io::Error),
}

/// A running backend, with everything in memory. Dropping it stops it.
#[derive(Debug)]
pub struct Backend {
    app: Arc<App>,
    port: u16,
    shop_port: Option<u16>,
    stop: watch::Sender<bool>,
    thread: Option<JoinHandle<()>>,
}

impl Backend {
    /// Starts it on threads of its own, so tests of every kind can use it, and returns once it listens.
    ///
    /// # Errors
    /// A port is taken, or the system has no thread to give.
    pub fn in_memory(config: Config) -> Result<Self, StartError> {
        let (listener, port) = listen(config.port)?;
        let shop = config
            .storefront
            .as_ref()
            .map(|pages| listen(pages.port))
            .transpose()?;
        let shop_port = shop.as_ref().map(|(_, port)| *port);
        let pictures = shop_port.map(|port| format!("http://localhost:{port}"));
        let mut known = orders::demo(config.today, pictures.as_deref());
        known.extend(config.more_orders.iter().cloned());
        let app = Arc::new(App::new(config, known));
        let mut servers = vec![(listener, routes::router(Arc::clone(&app)))];
        servers.extend(shop.map(|(listener, _)| (listener, storefront::router(Arc::clone(&app)))));
        let (stop, stopping) = watch::channel(false);
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()?;
        let thread = std::thread::Builder::new()
            .name("shop backend".to_owned())
            .spawn(move || {
                runtime.block_on(serve_all(servers, stopping));
                runtime.shutdown_timeout(Duration::ZERO);
            })?;
        Ok(Self {
            app,
            port,
            shop_port,
            stop,
            thread: Some(thread),
        })
    }

    /// What goes into `BACKEND_URL`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// Where the shops' pages are, if they are served.
    #[must_use]
    pub fn shop_url(&self) -> Option<String> {
        self.shop_port
            .map(|port| format!("http://localhost:{port}"))
    }

    /// The orders known.
    #[must_use]
    pub fn orders(&self) -> Vec<DemoOrder> {
        self.app.orders().clone()
    }

    /// One more order.
    pub fn add_order(&self, order: DemoOrder) {
        self.app.orders().push(order);
    }

    /// The Worker of `shop` is there from now on.
    pub fn set_edge_url(&self, shop: DemoShop, url: &str) {
        self.app
            .edges()
            .insert(shop, url.trim_end_matches('/').to_owned());
    }

    /// The next `times` of these calls fail like this, before anything is done with them.
    pub fn fail(&self, on: Call, fault: Fault, times: u32) {
        self.plan(Planned {
            on,
            point: Point::Before,
            times: Some(times),
            fault,
        });
    }

    /// Plans a fault with all its details.
    pub fn plan(&self, planned: Planned) {
        self.app.plan().add(planned);
    }

    /// Nothing fails from now on.
    pub fn heal(&self) {
        self.app.plan().clear();
    }

    /// How often it was called, failures included.
    #[must_use]
    pub fn count(&self, on: Call) -> usize {
        self.app
            .inbox()
            .calls()
            .iter()
            .filter(|call| call.on == on)
            .count()
    }

    /// Every call as it came, oldest first.
    #[must_use]
    pub fn calls(&self, on: Call) -> Vec<ReceivedCall> {
        self.app
            .inbox()
            .calls()
            .iter()
            .filter(|call| call.on == on)
            .cloned()
            .collect()
    }

    /// The messages to customers, oldest first.
    #[must_use]
    pub fn mails(&self) -> Vec<Caught> {
        self.app.inbox().mailbox.all().to_vec()
    }

    /// The claims it knows, newest first.
    #[must_use]
    pub fn claims(&self) -> Vec<KnownClaim> {
        self.app.inbox().claims().into_iter().cloned().collect()
    }

    /// Forgets what it received and what was to fail.
    pub fn clear(&self) {
        *self.app.inbox() = Inbox::default();
        self.heal();
    }

    /// Answers a claim as the clerk would, and says what the edge replied.
    #[must_use]
    pub fn answer(&self, shop: DemoShop, number: &str, event: ClaimEvent) -> Reply {
        answer::send(&self.app, shop, number, event, None)
    }

    /// Waits until `done` holds; `false` if it does not within `limit`.
    #[must_use]
    pub fn wait_until(&self, limit: Duration, done: impl Fn(&Inbox) -> bool) -> bool {
        let end = Instant::now() + limit;
        while !done(&self.app.inbox()) {
            if Instant::now() > end {
                return false;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        true
    }

    /// Stops listening and waits for open connections, a second at most.
    pub fn stop(mut self) {
        self.end();
    }

    fn end(&mut self) {
        self.stop.send_replace(true);
        if let Some(thread) = self.thread.take() {
            // A panic in there was printed when it happened; here it only means that it has stopped.
            drop(thread.join());
        }
    }
}

impl Drop for Backend {
    fn drop(&mut self) {
        self.end();
    }
}

fn listen(port: u16) -> Result<(TcpListener, u16), StartError> {
    let refused = |error| StartError::Listen { port, error };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(refused)?;
    listener.set_nonblocking(true)?;
    let port = listener.local_addr()?.port();
    Ok((listener, port))
}

/// Ends once it is told to stop and open connections are done, or were given time to be.
async fn serve_all(servers: Vec<(TcpListener, Router)>, stopping: watch::Receiver<bool>) {
    let running: Vec<_> = servers
        .into_iter()
        .map(|(listener, router)| tokio::spawn(serve(listener, router, stopping.clone())))
        .collect();
    told_to_stop(stopping).await;
    let done = async {
        for server in running {
            drop(server.await);
        }
    };
    drop(tokio::time::timeout(STOP_WITHIN, done).await);
}

async fn serve(
    listener: TcpListener,
    router: Router,
    stopping: watch::Receiver<bool>,
) -> io::Result<()> {
    let listener = Breakable::from(tokio::net::TcpListener::from_std(listener)?);
    let service = router.into_make_service_with_connect_info::<Connection>();
    axum::serve(listener, service)
        .with_graceful_shutdown(told_to_stop(stopping))
        .await
}

async fn told_to_stop(mut stopping: watch::Receiver<bool>) {
    // An error says that the handle is gone, which means the same.
    drop(stopping.wait_for(|stop| *stop).await);
}
