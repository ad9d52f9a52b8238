//! What the shop's backend says: every kind of event, alone and several in a message, twice at once, too early and
//! again later; and what becomes of each.

use super::{Soak, fault::Random, joined, until};
use crate::{
    desk,
    edge::Edge,
    http::{Answer, Call},
};
use claims::{
    civil::Instant,
    claim::Slot,
    status::ClaimEvent,
    verdict::Remedy,
    wire::{BackendEvent, BackendEventKept},
};
use serde_json::{Value, json};
use std::thread;

/// Claims that are spoken of at the same time: few, so that each goes through a life.
const AT_ONCE: u64 = 3;

/// Others come after so many were filed.
const CHAPTER: usize = 20;

/// In one message at most.
const IN_A_MESSAGE: u64 = 5;

/// One event.
#[derive(Clone, Debug)]
pub(super) struct Said {
    /// Stands in the event's text, and nowhere else.
    pub mark: String,
    /// Of which claim.
    pub claim: String,
    /// Known by it in whatever message; else by its place.
    own_id: Option<String>,
    /// Nothing: of a type that nobody knows.
    event: Option<ClaimEvent>,
}

impl Said {
    /// Its `type`.
    pub fn kind(&self) -> &'static str {
        self.event.as_ref().map_or("claim.burned", ClaimEvent::name)
    }

    fn json(&self) -> Value {
        let mut said = match &self.event {
            Some(event) => serde_json::to_value(BackendEvent {
                claim: self.claim.clone(),
                event: event.clone(),
            })
            .unwrap(),
            None => json!({ "claim": self.claim, "type": self.kind(), "text": self.mark }),
        };
        if let Some(id) = &self.own_id {
            said["id"] = id.as_str().into();
        }
        said
    }
}

/// One signed message.
#[derive(Clone, Debug)]
pub(super) struct Message {
    id: String,
    said: Vec<Said>,
    is_several: bool,
}

/// What was answered to one event: its place in the claim's history, or nothing where it was refused.
type Outcome = Option<BackendEventKept>;

impl Message {
    fn call(&self, edge: &Edge) -> Call {
        let said: Vec<Value> = self.said.iter().map(Said::json).collect();
        let body = match (self.is_several, said.as_slice()) {
            (false, [one]) => one.to_string(),
            _ => json!({ "events": said }).to_string(),
        };
        desk::signed(edge, &self.id, desk::unix_seconds(), &body)
    }

    /// The answer's, one for each event.
    fn outcomes(&self, answer: &Answer) -> Vec<Outcome> {
        if !self.is_several {
            return vec![(answer.status == 200).then(|| answer.json())];
        }
        let body: Value = match answer.status {
            200 => answer.json(),
            _ => Value::Null,
        };
        let results = body["results"].as_array().cloned().unwrap_or_default();
        let kept = |result: &Value| serde_json::from_value(result["kept"].clone()).ok();
        (0..self.said.len())
            .map(|place| results.get(place).and_then(kept))
            .collect()
    }
}

impl Soak {
    /// Something to say about claims that are there: now and then what was refused before.
    pub(super) fn message(&mut self) -> Option<Message> {
        if !self.refused.is_empty() && self.random.below(5) == 0 {
            let count = u64::try_from(self.refused.len()).unwrap_or(1);
            let which = usize::try_from(self.random.below(count)).unwrap_or_default();
            let again = self.refused.swap_remove(which);
            let is_damaged = |said: &Said| self.is_damaged(&said.claim);
            if !again.said.iter().any(is_damaged) {
                self.report.counts("inbound message sent again later");
                return Some(again);
            }
        }
        let is_several = self.random.below(2) == 0;
        let count = match is_several {
            true => 2 + self.random.below(IN_A_MESSAGE - 1),
            false => 1,
        };
        let said: Vec<Said> = (0..count).filter_map(|_| self.say(is_several)).collect();
        if is_several && !said.is_empty() {
            self.report.counts("inbound message with several events");
        }
        (!said.is_empty()).then(|| Message {
            id: desk::new_id(),
            said,
            is_several,
        })
    }

    fn say(&mut self, may_have_id: bool) -> Option<Said> {
        let few = self.kept.len() / CHAPTER * CHAPTER;
        let place = few + usize::try_from(self.random.below(AT_ONCE)).unwrap_or_default();
        let kept = self.kept.get_mut(place).filter(|kept| !kept.damaged)?;
        self.said += 1;
        let mark = format!("said-{};", self.said);
        let step = match self.random.below(3) {
            // Out of turn, most often.
            0 => self.random.below(KINDS),
            _ => {
                kept.steps += 1;
                LIFE.get(kept.steps - 1).copied().unwrap_or(0)
            }
        };
        let event = match self.random.below(20) {
            0 => None,
            _ => Some(event(step, &mark, &mut self.random)),
        };
        Some(Said {
            own_id: (may_have_id && self.random.below(2) == 0).then(desk::new_id),
            claim: kept.filed.claim.number.clone(),
            event,
            mark,
        })
    }

    /// Sends it in the middle of the fault; at times twice at once.
    pub(super) fn utter(&mut self, message: &Message) -> Vec<thread::JoinHandle<Answer>> {
        let times = 1 + u64::from(self.random.below(3) == 0);
        if times > 1 {
            self.report.counts("inbound message sent twice at once");
        }
        (0..times)
            .map(|_| {
                let call = message.call(&self.world.edge);
                thread::spawn(move || call.outcome())
            })
            .collect()
    }

    /// As the shop's backend does: the same again under the same id, until it is answered; and once more after that.
    pub(super) fn tell(&mut self, mut message: Message, during: Vec<thread::JoinHandle<Answer>>) {
        let during: Vec<Answer> = during.into_iter().map(joined).collect();
        // The row of a claim may have been damaged meanwhile: nobody can be told of it any more.
        if !message.is_several && message.said.iter().any(|said| self.is_damaged(&said.claim)) {
            return;
        }
        for said in &mut message.said {
            if self.is_damaged(&said.claim) {
                said.event = None;
            }
        }
        let is_answer = |answer: &Answer| matches!(answer.status, 200 | 404 | 409 | 422);
        let first = until(|| message.call(&self.world.edge).outcome(), is_answer);
        let again = until(|| message.call(&self.world.edge).outcome(), is_answer);
        if !is_answer(&first) {
            self.report
                .breaks(format!("{message:?} was never answered: {first:?}"));
            return;
        }
        let mut answers: Vec<Vec<Outcome>> = during
            .iter()
            .map(|answer| message.outcomes(answer))
            .collect();
        answers.push(message.outcomes(&first));
        answers.push(message.outcomes(&again));
        let mut all_kept = true;
        for (place, said) in message.said.iter().enumerate() {
            let kept: Vec<&BackendEventKept> = answers
                .iter()
                .filter_map(|answer| answer[place].as_ref())
                .collect();
            self.report.hears(said.kind(), !kept.is_empty());
            let Some(first) = kept.first() else {
                all_kept = false;
                continue;
            };
            if kept.iter().any(|other| other != first) {
                self.report
                    .breaks(format!("{said:?} was answered in two ways: {kept:?}"));
            }
            self.told.push((said.clone(), first.seq));
        }
        if !all_kept && !message.is_several {
            self.refused.push(message);
        }
    }

    fn is_damaged(&self, number: &str) -> bool {
        self.kept
            .iter()
            .any(|kept| kept.damaged && kept.filed.claim.number == number)
    }
}

/// Of `event`: one claim's way through it all.
const LIFE: [u64; 16] = [1, 2, 1, 0, 3, 7, 8, 9, 11, 13, 5, 6, 10, 12, 14, 16];
const KINDS: u64 = 17;

/// The event of that number.
fn event(number: u64, mark: &str, random: &mut Random) -> ClaimEvent {
    let text = format!("From the shop: {mark}");
    let message = Some(text.clone());
    let in_ms = |ms: i64| Instant::from_ms(desk::unix_seconds() * 1000).plus_ms(ms);
    let in_days = |days: i64| in_ms(days * 24 * 3_600_000);
    match number {
        0 => ClaimEvent::MessageSent {
            text,
            files: Vec::new(),
        },
        1 => ClaimEvent::UnderReview { person: message },
        2 => ClaimEvent::NeedsInfo { message: text },
        3 => ClaimEvent::Approved {
            remedy: Some(Remedy::Repair),
            amount: None,
            lines: Vec::new(),
            message,
            send_goods: Some(true),
        },
        4 => ClaimEvent::OfferMade {
            remedy: Remedy::Replace,
            amount: None,
            message,
            // Some lapse while the clock jumps.
            expires_at: (random.below(2) == 0).then(|| in_ms(10 * 60_000)),
            may_counter: None,
        },
        5 => ClaimEvent::AppointmentProposed {
            times: vec![in_days(3), in_days(4)],
            place: Some("Rue des Lampes 1".to_owned()),
            slots: Vec::<Slot>::new(),
            notice_hours: None,
            message,
        },
        6 => ClaimEvent::AppointmentCancelled { message },
        7 => ClaimEvent::GoodsInTransit { message },
        8 => ClaimEvent::GoodsReceived { finding: message },
        9 => ClaimEvent::GoodsInspected { finding: text },
        10 => ClaimEvent::GoodsReturned { message },
        11 => ClaimEvent::LoanerLent {
            item: "A lamp".to_owned(),
            message,
        },
        12 => ClaimEvent::LoanerReturned { message },
        13 => ClaimEvent::InProgress { message },
        14 => ClaimEvent::NotificationFailed {
            reason: text,
            notification: None,
        },
        15 => ClaimEvent::Declined { reason: text },
        _ => ClaimEvent::Resolved { message },
    }
}
