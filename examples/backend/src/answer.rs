//! The clerk's answer on its way to the edge: signed, sent, and what the edge replied.

use crate::{app::App, clock, config::DemoShop, edge, inbox::KnownClaim, signature};
use claims::{
    claim::Actor,
    status::{self, ClaimEvent, Pace, Status},
    timeline::Happened,
    wire::{BackendEvent, BackendEventKept, Problem},
};
use serde::{Deserialize, Serialize};
use std::{
    hash::{DefaultHasher, Hash, Hasher},
    sync::{Arc, OnceLock},
};

/// The hours until a person answers, for the backend's own copy of a claim. The edge's are what counts.
const PACE: Pace = Pace {
    respond_hours: 24,
    expire_days: 30,
};

/// What the edge said to an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reply", rename_all = "snake_case")]
pub enum Reply {
    /// The claim went on.
    Kept {
        /// The answer's `type`.
        event: String,
        /// The status after it.
        status: Status,
        /// Its place in the claim's timeline.
        seq: u32,
    },
    /// The edge would not have it.
    Refused {
        /// The HTTP status.
        status: u16,
        /// The problem's code, `illegal_transition`.
        code: String,
        /// Why, in words.
        detail: String,
    },
    /// Nobody knows whether it arrived. Sent again, it has the same id and is kept once.
    NoReply {
        /// What happened.
        why: String,
    },
    /// Something was missing in the form.
    NotSent {
        /// What.
        why: String,
    },
}

/// The same as [`send`], for handlers that must not block.
pub async fn send_in_background(
    app: Arc<App>,
    shop: DemoShop,
    number: String,
    event: ClaimEvent,
    turn: Option<u32>,
) -> Reply {
    let sent = tokio::task::spawn_blocking(move || send(&app, shop, &number, event, turn)).await;
    sent.unwrap_or_else(|error| Reply::NoReply {
        why: error.to_string(),
    })
}

/// Sends `event` to the Worker of `shop` and writes the reply down. `turn` is the one the clerk's form was made for.
pub fn send(
    app: &App,
    shop: DemoShop,
    number: &str,
    event: ClaimEvent,
    turn: Option<u32>,
) -> Reply {
    let turn = turn.unwrap_or_else(|| {
        app.inbox()
            .claim(shop, number)
            .map_or(0, |known| known.turn)
    });
    let edge = app.edge_url(shop);
    let answer = BackendEvent {
        claim: number.to_owned(),
        event,
    };
    let reply = match serde_json::to_string(&answer) {
        Ok(body) => post(app, shop, &edge, &message_id(&body, turn), &body),
        Err(error) => Reply::NoReply {
            why: error.to_string(),
        },
    };
    let reply = named(reply, &answer.event);
    if let Some(known) = app.inbox().claim_mut(shop, number) {
        write_down(known, turn, answer.event, reply.clone());
    }
    app.tell_the_clerk();
    reply
}

/// The same answer in the same turn of the same run has the same id, however often it is sent.
fn message_id(body: &str, turn: u32) -> String {
    static STARTED: OnceLock<i64> = OnceLock::new();
    let started = STARTED.get_or_init(|| clock::now().ms());
    let mut hasher = DefaultHasher::new();
    body.hash(&mut hasher);
    format!("msg_{started}_{turn}_{:016x}", hasher.finish())
}

fn post(app: &App, shop: DemoShop, edge: &str, id: &str, body: &str) -> Reply {
    let headers = match signature::sign(&app.config.link(shop).webhook_secret, id, body) {
        Ok(headers) => headers,
        Err(error) => {
            return Reply::NoReply {
                why: error.to_string(),
            };
        }
    };
    match edge::post(&format!("{edge}/v1/backend/events"), &headers, body) {
        Ok(answer) => read_reply(answer.status, &answer.body),
        Err(why) => Reply::NoReply { why },
    }
}

fn read_reply(status: u16, body: &str) -> Reply {
    if status == 200 {
        return match serde_json::from_str::<BackendEventKept>(body) {
            Ok(kept) => Reply::Kept {
                event: String::new(),
                status: kept.status,
                seq: kept.seq,
            },
            Err(error) => Reply::NoReply {
                why: format!("the edge answered 200, but: {error}"),
            },
        };
    }
    if status >= 500 {
        return Reply::NoReply {
            why: format!("the edge answered {status}"),
        };
    }
    refused(status, body)
}

/// What the edge says it is that it would not have.
pub fn refused(status: u16, body: &str) -> Reply {
    match serde_json::from_str::<Problem>(body) {
        Ok(problem) => {
            let errors = problem
                .errors
                .iter()
                .map(|error| format!(" {}: {}", error.pointer, error.detail));
            let detail = if problem.detail.is_empty() {
                problem.title
            } else {
                problem.detail
            };
            Reply::Refused {
                status,
                code: problem.code,
                detail: detail + &errors.collect::<String>(),
            }
        }
        Err(_) => Reply::Refused {
            status,
            code: String::new(),
            detail: body.chars().take(300).collect(),
        },
    }
}

fn named(reply: Reply, sent: &ClaimEvent) -> Reply {
    match reply {
        Reply::Kept { status, seq, .. } => Reply::Kept {
            event: sent.name().to_owned(),
            status,
            seq,
        },
        other @ (Reply::Refused { .. } | Reply::NoReply { .. } | Reply::NotSent { .. }) => other,
    }
}

/// The backend's own copy goes on with what the edge has kept; a reply ends the turn.
fn write_down(known: &mut KnownClaim, turn: u32, event: ClaimEvent, reply: Reply) {
    if let Reply::Kept { status, seq, .. } = reply {
        let newest = known
            .timeline
            .keys()
            .next_back()
            .is_none_or(|last| *last < seq);
        if newest {
            let now = clock::now();
            if let Ok(after) = status::apply(&known.claim, &event, now, PACE) {
                known.claim = after;
            }
            known.claim.status = status;
            known.timeline.insert(
                seq,
                Happened {
                    seq,
                    at: now,
                    by: Actor::Shop,
                    event,
                },
            );
        }
    }
    if !matches!(reply, Reply::NoReply { .. }) && known.turn == turn {
        known.turn += 1;
    }
    known.last_reply = Some(reply);
}
