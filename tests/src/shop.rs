//! The shop behind the edge: the demo backend in memory, which finds orders, keeps events, and fails when told to.

use crate::{
    config::{ORDER_LINK_KEYS, SHOP_SECRET, WEBHOOK_SECRET},
    patience,
};
use backend::{
    Backend, Call, Config, DemoOrder, DemoShop, Fault, Point, ReceivedCall, Treatment,
    config::{Link, Secret},
    faults::Planned,
    mailbox::Caught,
};
use claims::{
    civil::{Date, Instant},
    money::{Currency, Money},
    order::{Buyer, OrderFacts, OrderLine},
    wire::ShopEvent,
};
use standardwebhooks::Webhook;
use std::sync::{
    Mutex, MutexGuard, PoisonError,
    atomic::{AtomicU32, Ordering},
};

/// An order and the address it belongs to.
#[derive(Clone, Debug)]
pub struct Order {
    /// Whose it is.
    pub email: String,
    /// What the backend says of it.
    pub facts: OrderFacts,
}

impl Order {
    /// An order of its own, delivered that many days ago, three days after it was placed: two lamps for 49 EUR each
    /// in line `1`, three bulbs for 8.90 EUR each in line `2`.
    #[must_use]
    pub fn delivered(days_ago: i32) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let unique = NEXT.fetch_add(1, Ordering::Relaxed);
        let today = today();
        let facts = OrderFacts {
            number: format!("T-{unique:05}"),
            verified: true,
            placed_on: today.add_days(-days_ago - 3),
            delivered_on: Some(today.add_days(-days_ago)),
            country: "FR".to_owned(),
            currency: euro(),
            buyer: Buyer::Consumer,
            informed_of_withdrawal: true,
            channel: Some("web".to_owned()),
            discount: None,
            payment_method: None,
            gift: None,
            customer: None,
            lines: vec![
                line("1", "Lampe de table Aube", "lamp", 2, 4_900),
                line("2", "Ampoule Fila E27", "bulb", 3, 890),
            ],
        };
        Self {
            email: format!("customer-{unique}@mail.example"),
            facts,
        }
    }

    /// Of the till it was bought at.
    #[must_use]
    pub fn receipt(&self) -> String {
        format!("TILL-{}", self.facts.number)
    }

    /// As printed on the confirmation.
    #[must_use]
    pub fn number(&self) -> &str {
        &self.facts.number
    }
}

/// Today in UTC. Orders are whole days old, so that the shop's own midnight does not matter to a story.
#[must_use]
pub fn today() -> Date {
    Instant::from_ms(crate::desk::unix_seconds() * 1000).utc_date()
}

fn euro() -> Currency {
    Currency("EUR".to_owned())
}

fn line(id: &str, title: &str, category: &str, quantity: u32, amount_minor: i64) -> OrderLine {
    OrderLine {
        id: id.to_owned(),
        sku: format!("SKU-{category}"),
        title: title.to_owned(),
        quantity,
        unit_price: Some(Money {
            amount_minor,
            currency: euro(),
        }),
        category: Some(category.to_owned()),
        vendor: Some("Atelier Lumen".to_owned()),
        ..OrderLine::default()
    }
}

/// One attempt of the edge to deliver an event.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// `webhook-id`.
    pub id: String,
    /// What it says.
    pub event: ShopEvent,
    /// What the backend did with it.
    pub treatment: Treatment,
    /// As it came.
    pub call: ReceivedCall,
}

impl Attempt {
    /// The backend has it now, or had it already.
    #[must_use]
    pub fn was_kept(&self) -> bool {
        matches!(self.treatment, Treatment::Kept | Treatment::Duplicate)
    }
}

/// The backend, which can close and open again.
#[derive(Debug)]
pub struct Shop {
    port: u16,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    /// Absent while it is closed.
    open: Option<Backend>,
    /// Orders beside the demo's.
    sold: Vec<DemoOrder>,
    /// Calls received before it last closed.
    past: Vec<ReceivedCall>,
}

impl Shop {
    /// Starts it on a free port. It knows the demo's orders; [`Shop::sells`] adds more.
    ///
    /// # Panics
    /// Where it does not start.
    #[must_use]
    pub fn open() -> Self {
        let backend = start(0, &[]);
        let port = backend
            .url()
            .rsplit(':')
            .next()
            .and_then(|port| port.parse().ok())
            .unwrap();
        Self {
            port,
            state: Mutex::new(State {
                open: Some(backend),
                sold: Vec::new(),
                past: Vec::new(),
            }),
        }
    }

    /// Knows that order from now on.
    pub fn sells(&self, order: &Order) {
        let order = DemoOrder {
            shop: DemoShop::Lamps,
            email: order.email.clone(),
            story: "a test's".to_owned(),
            receipt: Some(order.receipt()),
            facts: order.facts.clone(),
        };
        let mut state = self.state();
        if let Some(backend) = &state.open {
            backend.add_order(order.clone());
        }
        state.sold.push(order);
    }

    /// The demo's orders of that shop.
    #[must_use]
    pub fn demo_orders(&self, shop: DemoShop) -> Vec<DemoOrder> {
        let orders = self.state().open.as_ref().expect("it is open").orders();
        orders
            .into_iter()
            .filter(|order| order.shop == shop)
            .collect()
    }

    /// Where the edge reaches it.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// The next `times` calls of that kind fail before anything is done with them.
    pub fn fails(&self, on: Call, fault: Fault, times: u32) {
        self.plans(Planned {
            on,
            point: Point::Before,
            times: Some(times),
            fault,
        });
    }

    /// The next call of that kind is done, but its caller does not learn of it.
    pub fn fails_after(&self, on: Call, fault: Fault) {
        self.plans(Planned {
            on,
            point: Point::After,
            times: Some(1),
            fault,
        });
    }

    /// Nothing fails from now on.
    pub fn heals(&self) {
        self.state().open.as_ref().expect("it is open").heal();
    }

    fn plans(&self, planned: Planned) {
        self.state()
            .open
            .as_ref()
            .expect("it is open")
            .plan(planned);
    }

    /// Nobody listens on its port any more.
    ///
    /// # Panics
    /// Where it is closed already.
    pub fn closes(&self) {
        let mut state = self.state();
        let backend = state.open.take().expect("it is open");
        for on in [Call::OrdersFind, Call::Events, Call::Emails] {
            state.past.extend(backend.calls(on));
        }
        backend.stop();
    }

    /// Opens again on the same port, with the orders it had.
    pub fn reopens(&self) {
        let mut state = self.state();
        state.open = Some(start(self.port, &state.sold));
    }

    /// How often the edge has made that call.
    #[must_use]
    pub fn count(&self, on: Call) -> usize {
        self.calls(on).len()
    }

    /// The calls of that kind, oldest first.
    #[must_use]
    pub fn calls(&self, on: Call) -> Vec<ReceivedCall> {
        let state = self.state();
        let past = state.past.iter().filter(|call| call.on == on).cloned();
        past.chain(state.open.iter().flat_map(|backend| backend.calls(on)))
            .collect()
    }

    /// Every attempt to deliver an event of that claim, oldest first. Each must be signed, kept or not.
    #[must_use]
    pub fn attempts(&self, claim: &str) -> Vec<Attempt> {
        let about_claims = self
            .calls(Call::Events)
            .into_iter()
            .filter(|call| call.body.contains(&format!("\"number\":\"{claim}\"")));
        let attempts = about_claims.map(read);
        attempts
            .filter(|attempt| attempt.event.data.claim.number.as_str() == claim)
            .collect()
    }

    /// Every attempt that was thanked for, oldest first: types of the events.
    #[must_use]
    pub fn kept(&self, claim: &str) -> Vec<String> {
        self.attempts(claim)
            .into_iter()
            .filter(Attempt::was_kept)
            .map(|attempt| attempt.event.kind)
            .collect()
    }

    /// What that address was written, oldest first, as far as it was caught since it last opened.
    #[must_use]
    pub fn mails(&self, to: &str) -> Vec<Caught> {
        let state = self.state();
        let caught = state.open.iter().flat_map(Backend::mails);
        caught.filter(|mail| mail.to == to).collect()
    }

    /// Waits until that address was written a message with that in its subject, or in its text where it has none.
    #[must_use]
    pub fn waits_for_mail(&self, to: &str, says: &str) -> Caught {
        patience::until(&format!("`{says}` to {to}"), || {
            let is_it = |mail: &Caught| mail.subject.contains(says) || mail.text.contains(says);
            self.mails(to).into_iter().find(is_it)
        })
    }

    /// Waits until the backend has an event of that claim and type.
    #[must_use]
    pub fn waits_for(&self, claim: &str, kind: &str) -> Attempt {
        patience::until(&format!("`{kind}` of {claim} at the backend"), || {
            self.attempts(claim)
                .into_iter()
                .find(|attempt| attempt.event.kind == kind && attempt.was_kept())
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shop {
    /// Waits until the backend has a message of that type, whatever it is about.
    #[must_use]
    pub fn waits_for_any(&self, kind: &str) -> ReceivedCall {
        let typed = format!("{{\"type\":\"{kind}\"");
        patience::until(&format!("`{kind}` at the backend"), || {
            self.calls(Call::Events)
                .into_iter()
                .find(|call| call.body.starts_with(&typed) && call.treatment == Treatment::Kept)
        })
    }
}

fn start(port: u16, sold: &[DemoOrder]) -> Backend {
    let link = Link {
        // The tests answer claims themselves (`desk`).
        edge_url: "http://localhost:9".to_owned(),
        webhook_secret: Secret::new(WEBHOOK_SECRET),
        shop_secret: Secret::new(SHOP_SECRET),
        order_link_key: Secret::new(ORDER_LINK_KEYS),
    };
    Backend::in_memory(Config {
        port,
        lamps: link,
        more_orders: sold.to_vec(),
        ..Config::default()
    })
    .unwrap()
}

/// Reads an attempt, and has its signature checked by the official crate whatever the backend did with it.
fn read(call: ReceivedCall) -> Attempt {
    let header = |name: &str| {
        call.headers
            .get(name)
            .cloned()
            .unwrap_or_else(|| panic!("no {name} in {call:?}"))
    };
    let (id, timestamp) = (header("webhook-id"), header("webhook-timestamp"));
    let signed = Webhook::new(WEBHOOK_SECRET).unwrap().sign(
        &id,
        timestamp.parse().unwrap(),
        call.body.as_bytes(),
    );
    let signatures = header("webhook-signature");
    assert!(
        signatures
            .split(' ')
            .any(|one| one == signed.as_ref().unwrap()),
        "{signatures} is not ours, in {call:?}"
    );
    let event =
        serde_json::from_str(&call.body).unwrap_or_else(|error| panic!("{error} in {call:?}"));
    Attempt {
        id,
        event,
        treatment: call.treatment.clone(),
        call,
    }
}
