//! What every request handler can reach.

use crate::{
    config::{Config, DemoShop},
    faults::Plan,
    inbox::Inbox,
    orders::DemoOrder,
};
use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};
use tokio::sync::watch;

/// What a request handler can reach.
#[derive(Debug)]
pub struct App {
    /// As given at start.
    pub config: Config,
    orders: Mutex<Vec<DemoOrder>>,
    inbox: Mutex<Inbox>,
    plan: Mutex<Plan>,
    edges: Mutex<BTreeMap<DemoShop, String>>,
    news: watch::Sender<u64>,
}

impl App {
    /// Nothing received yet.
    #[must_use]
    pub fn new(config: Config, orders: Vec<DemoOrder>) -> Self {
        let edges = DemoShop::ALL.map(|shop| (shop, config.link(shop).edge_url.clone()));
        Self {
            config,
            orders: Mutex::new(orders),
            inbox: Mutex::default(),
            plan: Mutex::default(),
            edges: Mutex::new(edges.into()),
            news: watch::Sender::new(0),
        }
    }

    /// The orders known.
    pub fn orders(&self) -> MutexGuard<'_, Vec<DemoOrder>> {
        self.orders.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What was received.
    pub fn inbox(&self) -> MutexGuard<'_, Inbox> {
        self.inbox.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is to go wrong.
    pub fn plan(&self) -> MutexGuard<'_, Plan> {
        self.plan.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where each shop's Worker is.
    pub fn edges(&self) -> MutexGuard<'_, BTreeMap<DemoShop, String>> {
        self.edges.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where the Worker of `shop` is.
    #[must_use]
    pub fn edge_url(&self, shop: DemoShop) -> String {
        self.edges().get(&shop).cloned().unwrap_or_default()
    }

    /// Says that there is something new to see.
    pub fn tell_the_clerk(&self) {
        self.news.send_modify(|count| *count += 1);
    }

    /// Changes whenever there is something new to see.
    pub fn news(&self) -> watch::Receiver<u64> {
        self.news.subscribe()
    }
}
