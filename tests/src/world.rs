//! An edge and the shop behind it.

use crate::{
    config::Config,
    customer,
    edge::Edge,
    http::get,
    shop::{Order, Shop},
};
use claims::{
    draft::{ClaimDraft, Customer, DraftLine},
    policy::problems_for,
    problem::ProblemKind,
    wire::{FoundOrder, ShopAnswer},
};
use std::sync::{Arc, Mutex, PoisonError, Weak};

/// One shop with its edge.
#[derive(Debug)]
pub struct World {
    /// The Worker.
    pub edge: Edge,
    /// The backend.
    pub shop: Shop,
}

impl World {
    /// The usual shop, for one test alone.
    #[must_use]
    pub fn new() -> Self {
        Self::of(&Config::lumen())
    }

    /// A shop of that configuration, for one test alone.
    #[must_use]
    pub fn of(config: &Config) -> Self {
        let shop = Shop::open();
        let edge = Edge::start(config, Some(&shop.url()));
        Self { edge, shop }
    }

    /// The usual shop, shared by the tests that neither stop it nor make it fail. It ends with the last of them.
    #[must_use]
    pub fn shared() -> Arc<Self> {
        static SHARED: Mutex<Weak<World>> = Mutex::new(Weak::new());
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        shared.upgrade().unwrap_or_else(|| {
            let world = Arc::new(Self::new());
            *shared = Arc::downgrade(&world);
            world
        })
    }

    /// A new order, delivered that many days ago, that the backend knows.
    #[must_use]
    pub fn order(&self, delivered_days_ago: i32) -> Order {
        let order = Order::delivered(delivered_days_ago);
        self.shop.sells(&order);
        order
    }

    /// Finds an order with its own address.
    #[must_use]
    #[track_caller]
    pub fn find(&self, order: &Order) -> FoundOrder {
        customer::find(&self.edge, order.number(), &order.email)
            .expect(200)
            .json()
    }

    /// A new order, found.
    #[must_use]
    #[track_caller]
    pub fn found(&self, delivered_days_ago: i32) -> (Order, FoundOrder) {
        let order = self.order(delivered_days_ago);
        let found = self.find(&order);
        (order, found)
    }

    /// What everyone may know of the shop.
    #[must_use]
    pub fn shop_answer(&self) -> ShopAnswer {
        // `wrangler dev` compresses for who does not say.
        get(&self.edge.at("/v1/shop"))
            .header("accept-encoding", "identity")
            .send()
            .expect(200)
            .json()
    }

    /// A claim for one unit of a line, in English, with a problem of that kind and no files.
    ///
    /// # Panics
    /// Where the shop's list has no such problem for the line.
    #[must_use]
    pub fn draft(&self, order: &Order, line: &str, kind: ProblemKind) -> ClaimDraft {
        let policy = self.shop_answer().policy;
        let problems = problems_for(
            &policy,
            order.facts.line(line).expect("a line of the order"),
        );
        let problem = problems
            .into_iter()
            .find(|problem| problem.kind == kind)
            .expect("a problem of that kind");
        ClaimDraft {
            locale: "en".to_owned(),
            customer: Customer {
                name: "Zoé Martin".to_owned(),
                email: order.email.clone(),
                phone: None,
            },
            lines: vec![DraftLine {
                line: line.to_owned(),
                quantity: 1,
                problem: problem.id.clone(),
                description: "It flickers, then goes out.".to_owned(),
                ..DraftLine::default()
            }],
            files: Vec::new(),
            stated_order: None,
        }
    }

    /// Files a claim for one lamp that broke, for an order delivered ten days ago.
    #[must_use]
    #[track_caller]
    pub fn claim(&self) -> customer::Held<'_> {
        let (order, found) = self.found(10);
        customer::file(
            &self.edge,
            &found,
            &self.draft(&order, "1", ProblemKind::Defective),
        )
    }
}

impl Default for World {
    fn default() -> Self {
        Self::new()
    }
}
