//! The ledger: a Durable Object with an SQLite database, which keeps claims, their events and what is still to be
//! told to the shop. A shop has `SHARDS` of them.
//!
//! The Worker decides what needs no state and sends one [`Command`]; here is what needs the state, and the writing.
//! A change is claim + event + outbox row in one [`transaction`], then the alarm, then the answer, which the runtime
//! holds back until the writes are on disk, then the deliveries. Nothing is awaited inside a transaction.

use crate::{
    call::now,
    circuit::Circuit,
    config::environment::{Loaded, load},
    crossing::Statement,
    log::{self, Level},
    problem::Refusal,
};
use cause::Cause;
use claims::{
    civil::Instant,
    claim::Claim,
    number::ClaimNumber,
    policy::{Policy, read_kept},
    status::Status,
    timeline::{Happened, view},
};
use command::{Command, Refused, Reply};
use futures_util::lock::Mutex;
use hand::Hand;
use serde::Deserialize;
use serde_json::value::{RawValue, to_raw_value};
use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    panic::AssertUnwindSafe,
    rc::Rc,
};
use worker::{
    DurableObject, Env, Error, Request, Response, Result, SqlStorage, State, WebSocket,
    WebSocketIncomingMessage, durable_object, wasm_bindgen,
};

mod alarm;
mod asked;
mod cause;
mod change;
pub mod client;
pub mod command;
mod dead;
mod deadlines;
mod endpoints;
mod erase;
pub mod evidence;
mod hand;
mod health;
mod live;
mod look_up;
mod next;
mod notices;
mod outbox;
mod read;
mod schema;
pub mod shop_files;
mod statements;
mod submit;
mod sweep;
mod telling;
mod transaction;
mod units;

/// One shard of the ledger.
#[durable_object]
pub struct Ledger {
    state: State,
    env: Env,
    sql: SqlStorage,
    memory: AssertUnwindSafe<Memory>,
}

/// What this instance knows without asking its tables. A panic leaves it as it was: a whole value is put in, or none.
struct Memory {
    loaded: Loaded,
    policies: RefCell<HashMap<String, Rc<Policy>>>,
    /// When the alarm is to ring, as far as this instance set it.
    alarm_at: Cell<Option<Instant>>,
    /// Something was written that is to be done once the answer is on its way.
    is_due: Cell<bool>,
    /// Of who delivers.
    turn: Mutex<()>,
    /// It has set its alarm once.
    is_awake: Cell<bool>,
    /// What is about to be written in one go ([`Ledger::together`]).
    gathered: RefCell<Option<Vec<Statement>>>,
    /// The row of the newest claim: only this instance adds any.
    last_claim: Cell<Option<i64>>,
    /// The newest row of the outbox: the same.
    last_row: Cell<i64>,
    /// What was written for the backend and not attempted yet.
    hand: Hand,
    /// Over how many shards claims here were spread is noted for this count.
    spread_over: Cell<Option<u8>>,
    /// How the endpoints are, as their rows say; taken out before a row changes.
    circuits: RefCell<Vec<(outbox::Job, Circuit)>>,
    /// Nobody was told of what was given up: perhaps, until looked for.
    has_untold: Cell<bool>,
    /// Whose work goes on right now.
    cause: Cause,
}

/// A claim with its row.
struct Kept {
    id: i64,
    /// The address its order was found with.
    order_email: String,
    last_seq: u32,
    claim: Claim,
}

impl DurableObject for Ledger {
    fn new(state: State, env: Env) -> Self {
        let sql = state.storage().sql();
        let now = now().ms();
        let begun = transaction::transact(&state.storage(), || {
            schema::migrate(&sql, now)?;
            schema::take_over(&sql, now)
        });
        let last_row = begun.unwrap_or_else(|error| {
            // Every command will fail and say so; there is no way to fail here.
            let reason = ("reason", error.to_string().into());
            log::event(Level::Error, "ledger_tables", [reason]);
            0
        });
        // How often an object wakes is what its cost hangs on.
        log::event(Level::Info, "ledger_awake", []);
        let loaded = load(&env);
        let (policies, alarm_at) = (RefCell::default(), Cell::default());
        let memory = AssertUnwindSafe(Memory {
            loaded,
            policies,
            alarm_at,
            is_due: Cell::default(),
            turn: Mutex::default(),
            is_awake: Cell::default(),
            gathered: RefCell::default(),
            last_claim: Cell::default(),
            last_row: Cell::new(last_row),
            hand: Hand::default(),
            spread_over: Cell::default(),
            circuits: RefCell::default(),
            has_untold: Cell::new(true),
            cause: Cause::default(),
        });
        Self {
            state,
            env,
            sql,
            memory,
        }
    }

    async fn fetch(&self, request: Request) -> Result<Response> {
        match request.headers().get("upgrade")? {
            Some(_) => self.take_socket(&request),
            None => Response::error("only sockets come by a request", 426),
        }
    }

    async fn alarm(&self) -> Result<Response> {
        self.ring().await;
        Response::empty()
    }

    async fn websocket_message(
        &self,
        socket: WebSocket,
        message: WebSocketIncomingMessage,
    ) -> Result<()> {
        if let Err(error) = self.hear(&socket, &message) {
            let reason = ("reason", error.to_string().into());
            log::event(Level::Error, "live_failed", [reason]);
        }
        Ok(())
    }

    async fn websocket_close(
        &self,
        socket: WebSocket,
        code: usize,
        _reason: String,
        _was_clean: bool,
    ) -> Result<()> {
        // The other half of the closing handshake; where it is closed already there is nothing to do. 1005 and 1006
        // say that there was no code, and cannot be sent.
        let code = u16::try_from(code)
            .ok()
            .filter(|code| !matches!(code, 1005 | 1006));
        let _ = socket.close(code, Some(""));
        Ok(())
    }

    async fn websocket_error(&self, _socket: WebSocket, _error: Error) -> Result<()> {
        // A connection that broke: its page opens another.
        Ok(())
    }
}

impl Ledger {
    async fn carry_out(&self, command: Command, bytes: &[u8]) -> Result<(Reply, Option<Vec<u8>>)> {
        if !self.memory.is_awake.replace(true) {
            // Tables that were just brought to a newer form may have something to do that no alarm was set for.
            self.arm().await?;
        }
        let reply = match command {
            Command::Submit(submit) => self.submit(*submit).await?,
            Command::Taken(by) => self.taken(&by)?,
            Command::Spread => self.spread()?,
            Command::View { number, unless } => self.view_unless(&number, unless.as_deref())?,
            Command::Change { number, event } => self.change(&number, &event).await?,
            Command::ShopSays {
                number,
                event,
                webhook_id,
            } => self.shop_says(&number, &event, &webhook_id).await?,
            Command::KeepFile {
                number,
                file,
                place,
            } => self.keep_file(&number, file, place, bytes).await?,
            Command::KeepShopFile {
                number,
                file,
                place,
            } => self.keep_shop_file(&number, file, place, bytes).await?,
            Command::ExpectShopFile { number, file } => {
                self.expect_shop_file(&number, &file).await?
            }
            Command::File { number, n } => return self.file(&number, n),
            Command::Whole { number } => self.whole(&number)?,
            Command::List {
                status,
                after,
                limit,
            } => self.list(status, after, limit)?,
            Command::SendLinks { email, number } => {
                self.send_links(&email, number.as_deref()).await?
            }
            Command::Dead { after, limit } => self.dead(after, limit)?,
            Command::Replay { message_id } => self.replay(message_id.as_deref()).await?,
            Command::Expect { number, file } => self.expect(&number, &file).await?,
            Command::OfPerson { email } => self.of_person(&email)?,
            Command::Erase { number } => self.erase(&number).await?,
            Command::Sweep { ahead_ms } => {
                self.sweep(now().plus_ms(ahead_ms)).await?;
                Reply::Done
            }
            Command::Health => self.health()?,
            Command::Panic => self.panic()?,
            Command::SetClock { ahead_ms } => self.set_clock(ahead_ms).await?,
        };
        Ok((reply, None))
    }

    fn find(&self, number: &ClaimNumber) -> Result<Option<Kept>> {
        let row: Option<ClaimRow> = self.row(schema::CLAIM_BY_NUMBER, [number.as_str().into()])?;
        row.map(ClaimRow::read).transpose()
    }

    fn find_by_id(&self, id: i64) -> Result<Option<Kept>> {
        let row: Option<ClaimRow> = self.row(schema::CLAIM_BY_ID, [id.into()])?;
        row.map(ClaimRow::read).transpose()
    }

    fn events(&self, claim: i64) -> Result<Vec<Happened>> {
        let rows: Vec<Body> = self.rows(schema::EVENTS, [claim.into()])?;
        rows.iter()
            .map(|row| Ok(serde_json::from_str(&row.body)?))
            .collect()
    }

    /// The policy of that version as it was kept, or why it cannot be had.
    fn policy(&self, version: &str) -> Result<std::result::Result<Rc<Policy>, String>> {
        if let Some(known) = self.memory.policies.borrow().get(version) {
            return Ok(Ok(known.clone()));
        }
        let row: Option<Body> = self.row(schema::POLICY, [version.into()])?;
        let Some(row) = row else {
            return Ok(Err("it is not in the ledger".to_owned()));
        };
        let policy = match read_kept(&row.body) {
            Ok(policy) => Rc::new(policy),
            Err(error) => return Ok(Err(error.to_string())),
        };
        self.memory
            .policies
            .borrow_mut()
            .insert(version.to_owned(), policy.clone());
        Ok(Ok(policy))
    }

    /// The policy the claim was judged by. Where it cannot be had today's is in its place: its verdict is kept with the
    /// claim, and a customer must not be left without an answer.
    fn policy_of(&self, claim: &Claim) -> Result<Rc<Policy>> {
        let version = &claim.verdict.policy_version;
        let reason = match self.policy(version)? {
            Ok(policy) => return Ok(policy),
            Err(reason) => reason,
        };
        let fields = [
            ("policy", version.as_str().into()),
            ("reason", reason.into()),
        ];
        log::event(Level::Error, "policy_unreadable", fields);
        let policy = Rc::new(self.config()?.policy.clone());
        self.memory
            .policies
            .borrow_mut()
            .insert(version.clone(), policy.clone());
        Ok(policy)
    }

    /// The claim as its customer sees it, as JSON.
    fn view_of(&self, kept: &Kept) -> Result<Box<RawValue>> {
        self.view_with(kept, &self.events(kept.id)?)
    }

    /// The same where all its events are at hand.
    fn view_with(&self, kept: &Kept, events: &[Happened]) -> Result<Box<RawValue>> {
        let (config, policy) = (self.config()?, self.policy_of(&kept.claim)?);
        let mut view = view(&kept.claim, events, &config.shop, &policy);
        // The same all day: a view that says nothing new is the same view.
        let day = now().utc_midnight();
        view.evidence_urls = client::evidence_urls(config, &kept.claim, day);
        view.file_urls = client::file_urls(config, &kept.claim, day);
        Ok(to_raw_value(&view)?)
    }

    /// In the middle of a change, to show that nothing of it stays.
    #[allow(
        clippy::panic,
        reason = "what it is for: tests ask how a panic is answered"
    )]
    fn panic(&self) -> Result<Reply> {
        transaction::transact(&self.state.storage(), || {
            let row = ["written before the panic".into(), 0.into(), "{}".into()];
            self.write(schema::INSERT_INBOUND, row)?;
            panic!("asked for by a test")
        })
    }

    async fn set_clock(&self, ahead_ms: i64) -> Result<Reply> {
        crate::clock::set_ahead(ahead_ms);
        self.memory.alarm_at.set(None);
        self.arm().await?;
        Ok(Reply::Done)
    }

    fn config(&self) -> Result<&crate::config::Config> {
        let invalid = |_: &_| Error::RustError(Refusal::ConfigInvalid.to_string());
        self.memory.loaded.as_ref().as_ref().map_err(invalid)
    }
}

#[derive(Deserialize)]
struct ClaimRow {
    id: i64,
    order_email: String,
    last_seq: u32,
    body: String,
}

impl ClaimRow {
    fn read(self) -> Result<Kept> {
        let claim = serde_json::from_str(&self.body)?;
        let Self {
            id,
            order_email,
            last_seq,
            ..
        } = self;
        Ok(Kept {
            id,
            order_email,
            last_seq,
            claim,
        })
    }
}

#[derive(Deserialize)]
struct Body {
    body: String,
}

/// How an order's number is compared: without its spaces around, in capitals (as `shard_of_order` does).
fn order_key(number: &str) -> String {
    number.trim().to_uppercase()
}

/// As it stands in JSON.
fn status_name(status: Status) -> Result<String> {
    let name = serde_json::to_value(status)?;
    Ok(name.as_str().unwrap_or_default().to_owned())
}

fn no_such_claim() -> Reply {
    Reply::Refused(Refused::NoSuchClaim)
}
