//! After the last fault: everything is delivered, and what must hold is looked at, claim by claim.

use super::{Said, Soak, desk, disk};
use crate::{http::get, patience};
use backend::{Call, Treatment};
use claims::{claim::Claim, wire::ShopEvent};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Beyond every moment that the clock was put forward to.
const LATER_MS: i64 = 2 * 3_600_000;

/// What arrived of one claim.
#[derive(Debug, Default)]
struct Arrived {
    /// Ids of the messages that told of each event, by its place in the claim's history.
    ids: BTreeMap<u32, BTreeSet<String>>,
    /// Places, in the order in which they were kept for the first time.
    order: Vec<u32>,
    kinds: BTreeMap<u32, String>,
}

impl Soak {
    /// A claim whose events have arrived: what is lost then is this one claim.
    pub(super) fn damage_a_claim(&mut self) {
        let arrived = self.arrived();
        let is_told = |number: &str| {
            arrived
                .get(number)
                .is_some_and(|arrived| arrived.kinds.values().any(|kind| kind == "claim.submitted"))
        };
        let folder = self.world.edge.ledger_folder();
        let mut told = self.kept.iter_mut().filter(|kept| !kept.damaged);
        // SQLite itself takes no such row where the claim is over: an index reads it.
        if let Some(victim) = told.find(|kept| {
            let number = &kept.filed.claim.number;
            is_told(number) && disk::damage_claim(&folder, number)
        }) {
            victim.damaged = true;
        }
    }

    /// Waits until all is delivered, and looks.
    pub(super) fn end(mut self) -> Result<String, String> {
        self.world.shop.heals();
        self.waits_until_all_is_delivered();
        let arrived = self.arrived();
        let claims = desk::claims(&self.world.edge);
        let mut events = 0;
        for kept in &self.kept {
            let number = kept.filed.claim.number.as_str();
            let Some(arrived) = arrived.get(number) else {
                self.report
                    .breaks(format!("{number} was answered with 201 and never arrived"));
                continue;
            };
            events += arrived.ids.len();
            for (seq, ids) in arrived.ids.iter().filter(|(_, ids)| ids.len() > 1) {
                self.report
                    .breaks(format!("event {seq} of {number} came under {ids:?}"));
            }
            let is_given_up = self
                .given_up
                .iter()
                .any(|id| arrived.ids.values().any(|ids| ids.contains(id)));
            if !is_given_up && !arrived.order.is_sorted() {
                self.report
                    .breaks(format!("{number}: kept in the order {:?}", arrived.order));
            }
            let messages = arrived
                .kinds
                .values()
                .filter(|kind| *kind == "message.added")
                .count();
            if messages < kept.messages && !kept.damaged {
                let asked = kept.messages;
                self.report
                    .breaks(format!("{number}: {messages} of {asked} messages arrived"));
            }
        }
        self.each_order_has_one_claim(&claims);
        self.each_event_of_the_shop_happened_once();
        let damaged = self.damaged_claims_are_told_of();
        let given_up = self.given_up.len();
        let Self {
            report, kept, told, ..
        } = self;
        report.end(&[
            (
                "claims answered with 201, each delivered, none doubled",
                kept.len(),
            ),
            ("events delivered, each under one id", events),
            ("events of the shop, each kept once", told.len()),
            (
                "messages given up or damaged, replayed and delivered",
                given_up,
            ),
            (
                "claims damaged: theirs is an error, the others go on",
                damaged,
            ),
        ])
    }

    fn waits_until_all_is_delivered(&mut self) {
        // Forward, past everything that was put off while the clock was ahead.
        self.set_ahead(LATER_MS);
        let began = std::time::Instant::now();
        loop {
            self.replay();
            let health = get(&self.world.edge.at("/v1/health")).outcome().text();
            let said: Value = serde_json::from_str(&health).unwrap_or_default();
            if said["undelivered"] == 0 && said["dead_letters"] == 0 {
                return;
            }
            if began.elapsed() > patience::DEADLINE {
                let waiting = disk::waiting(&self.world.edge.ledger_folder());
                self.report
                    .breaks(format!("not everything is delivered: {health}{waiting:#?}"));
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
    }

    fn arrived(&self) -> BTreeMap<String, Arrived> {
        let mut all: BTreeMap<String, Arrived> = BTreeMap::new();
        for call in self.world.shop.calls(Call::Events) {
            // Others, such as `delivery.failed`, are about no claim.
            let Ok(event) = serde_json::from_str::<ShopEvent>(&call.body) else {
                continue;
            };
            let arrived = all
                .entry(event.data.claim.number.as_str().to_owned())
                .or_default();
            let seq = event.data.event.seq;
            let id = call.headers.get("webhook-id").cloned().unwrap_or_default();
            arrived.ids.entry(seq).or_default().insert(id);
            if call.treatment == Treatment::Kept {
                arrived.order.push(seq);
                arrived.kinds.insert(seq, event.kind);
            }
        }
        all
    }

    fn each_order_has_one_claim(&mut self, claims: &[Claim]) {
        let mut of_order: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for claim in claims {
            of_order
                .entry(&claim.order.number)
                .or_default()
                .push(claim.number.as_str());
        }
        let mut breaches = Vec::new();
        for kept in self.kept.iter().filter(|kept| !kept.damaged) {
            let number = kept.filed.claim.number.as_str();
            let found = of_order.remove(kept.order.as_str()).unwrap_or_default();
            if found != [number] {
                breaches.push(format!(
                    "order {} was claimed as {number}, and the ledger has {found:?}",
                    kept.order
                ));
            }
        }
        breaches
            .into_iter()
            .for_each(|breach| self.report.breaks(breach));
    }

    /// What was answered as kept stands once in the claim's history, where the answer said; what was refused nowhere.
    fn each_event_of_the_shop_happened_once(&mut self) {
        let mut of_claim: BTreeMap<&str, BTreeMap<&str, (&Said, u32)>> = BTreeMap::new();
        for (said, seq) in &self.told {
            let all = of_claim.entry(&said.claim).or_default();
            all.insert(&said.mark, (said, *seq));
        }
        let mut breaches = Vec::new();
        for kept in self.kept.iter().filter(|kept| !kept.damaged) {
            let number = kept.filed.claim.number.as_str();
            let mut told = of_claim.remove(number).unwrap_or_default();
            let whole: Value = desk::claim(&self.world.edge, number).json();
            for event in whole["timeline"].as_array().into_iter().flatten() {
                let Some(mark) = mark_of(event) else {
                    continue;
                };
                let Some((said, seq)) = told.remove(mark.as_str()) else {
                    breaches.push(format!("{number}: {event} was refused or happened twice"));
                    continue;
                };
                if event["seq"] != seq || event["type"] != said.kind() {
                    breaches.push(format!(
                        "{number}: {said:?} was kept as {seq}, and is {event}"
                    ));
                }
            }
            for (said, seq) in told.into_values() {
                breaches.push(format!(
                    "{number}: {said:?} was kept as {seq}, and is not there"
                ));
            }
        }
        breaches
            .into_iter()
            .for_each(|breach| self.report.breaks(breach));
    }

    /// How many there are. Each is refused, and the log says so.
    fn damaged_claims_are_told_of(&mut self) -> usize {
        let damaged: Vec<&str> = self
            .kept
            .iter()
            .filter(|kept| kept.damaged)
            .map(|kept| kept.filed.claim.number.as_str())
            .collect();
        let mut breaches = Vec::new();
        for number in &damaged {
            let status = desk::claim(&self.world.edge, number).status;
            if status != 500 {
                breaches.push(format!(
                    "the damaged claim {number} is answered with {status}"
                ));
            }
        }
        let count = damaged.len();
        if count > 0 && !self.world.edge.log().contains("claim_row_damaged") {
            breaches.push("no line of the log tells of a damaged claim".to_owned());
        }
        breaches
            .into_iter()
            .for_each(|breach| self.report.breaks(breach));
        count
    }
}

/// The mark of what the shop said, where the event has one.
fn mark_of(event: &Value) -> Option<String> {
    let text = event.to_string();
    let mark = &text[text.find("said-")?..];
    Some(mark[..=mark.find(';')?].to_owned())
}
