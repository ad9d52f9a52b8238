//! Which units of an order are in a claim already: pure.
//!
//! Units are taken until the claim is declined, withdrawn or expired. A claim on a stated order takes its units for
//! its own e-mail address only: anyone can state anything, and must neither block nor see another's claim by it.

use super::command::TakenBy;
use claims::{claim::Claim, number::ClaimNumber, order::OrderLine, status::Status};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Of a claim that is neither declined, withdrawn nor expired, what its units need: a small part of it.
#[derive(Deserialize)]
pub struct OpenClaim {
    number: ClaimNumber,
    status: Status,
    /// Its order is the shop's, not the customer's own word.
    verified: bool,
    bought: Vec<Bought>,
    lines: Vec<Claimed>,
}

#[derive(Deserialize)]
struct Bought {
    id: String,
    title: String,
}

#[derive(Deserialize)]
struct Claimed {
    line: String,
    quantity: u32,
}

/// Such a claim, with the address its order was found with.
pub struct Taking {
    /// Lower case.
    pub order_email: String,
    /// The claim.
    pub claim: OpenClaim,
}

impl Taking {
    fn counts_for(&self, by: &TakenBy) -> bool {
        self.order_email == by.email || (by.verified && self.claim.verified)
    }

    /// Units of `line` in this claim. Lines of the shop are the same by id, stated ones by what they are called.
    fn units_of(&self, line: &OrderLine, verified: bool) -> u32 {
        let OpenClaim { bought, .. } = &self.claim;
        let same = |id: &str| match verified && self.claim.verified {
            true => id == line.id,
            false => bought
                .iter()
                .any(|known| known.id == id && same_title(&known.title, &line.title)),
        };
        let lines = self
            .claim
            .lines
            .iter()
            .filter(|claimed| same(&claimed.line));
        lines.map(|claimed| claimed.quantity).sum()
    }
}

fn same_title(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.trim().to_lowercase()
}

/// Units by line id, for a verified order; a stated order has no ids that last.
pub fn units(claims: &[Taking], by: &TakenBy) -> BTreeMap<String, u32> {
    let mut units = BTreeMap::new();
    for taking in claims.iter().filter(|taking| taking.counts_for(by)) {
        if by.verified && taking.claim.verified {
            for line in &taking.claim.lines {
                *units.entry(line.line.clone()).or_default() += line.quantity;
            }
        }
    }
    units
}

/// The claims the customer of this address may still want to look at.
pub fn own_open(claims: &[Taking], by: &TakenBy) -> Vec<ClaimNumber> {
    let own = claims
        .iter()
        .filter(|taking| taking.order_email == by.email);
    let open = own.filter(|taking| taking.claim.status != Status::Resolved);
    open.map(|taking| taking.claim.number.clone()).collect()
}

/// The claim in the way of `new`, if there is one: its number only where it belongs to the same address.
pub fn conflict(claims: &[Taking], new: &Claim, by: &TakenBy) -> Option<Option<ClaimNumber>> {
    let counting: Vec<_> = claims
        .iter()
        .filter(|taking| taking.counts_for(by))
        .collect();
    new.lines.iter().find_map(|wanted| {
        let line = new.order.line(&wanted.line)?;
        let taken = |taking: &&&Taking| taking.units_of(line, by.verified);
        let sum: u32 = counting.iter().map(|taking| taken(&taking)).sum();
        if sum == 0 || sum.saturating_add(wanted.quantity) <= line.quantity {
            return None;
        }
        let first = counting.iter().find(|taking| taken(taking) > 0)?;
        Some((first.order_email == by.email).then(|| first.claim.number.clone()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn claim(number: u64, verified: bool, line: &str, title: &str, quantity: u32) -> Claim {
        let claim = json!({
            "number": ClaimNumber::new(1, 0, number),
            "created_at": "2026-11-21T10:00:00Z", "updated_at": "2026-11-21T10:00:00Z",
            "filed_on": "2026-11-21", "locale": "fr",
            "customer": { "name": "Zoé", "email": "zoe@mail.example" },
            "order": {
                "number": "1001", "verified": verified, "placed_on": "2026-11-01",
                "country": "FR", "currency": "EUR",
                "lines": [{ "id": line, "title": title, "quantity": 2 }],
            },
            "lines": [{ "line": line, "quantity": quantity, "problem": "broken" }],
            "verdict": { "policy_version": "1", "decision": "review", "lines": [] },
            "status": "received", "goods": "not_required",
            "next": { "actor": "shop", "action": "answer" },
        });
        serde_json::from_value(claim).unwrap()
    }

    /// As the ledger finds it.
    fn found(order_email: &str, claim: &Claim) -> [Taking; 1] {
        let open = json!({
            "number": claim.number, "status": claim.status, "verified": claim.order.verified,
            "bought": claim.order.lines, "lines": claim.lines,
        });
        [Taking {
            order_email: order_email.to_owned(),
            claim: serde_json::from_value(open).unwrap(),
        }]
    }

    fn by(email: &str, verified: bool) -> TakenBy {
        TakenBy {
            order: "1001".into(),
            email: email.into(),
            verified,
        }
    }

    const ZOE: &str = "zoe@mail.example";

    #[test]
    fn a_third_unit_of_two_is_refused_with_the_first_claim() {
        let first = claim(1, true, "a", "Lamp", 1);
        let taking = found(ZOE, &first);
        let wanted = |quantity| claim(2, true, "a", "Lamp", quantity);
        assert_eq!(conflict(&taking, &wanted(1), &by(ZOE, true)), None);
        let refused = conflict(&taking, &wanted(2), &by(ZOE, true));
        assert_eq!(refused, Some(Some(first.number.clone())));
        assert_eq!(
            units(&taking, &by(ZOE, true)),
            BTreeMap::from([("a".to_owned(), 1)])
        );
        assert_eq!(own_open(&taking, &by(ZOE, true)), [first.number]);
    }

    #[test]
    fn stated_lines_are_the_same_by_what_they_are_called() {
        let first = claim(1, false, "1", "Lampe Aube ", 2);
        let taking = found(ZOE, &first);
        let again = claim(2, false, "mine", "lampe aube", 1);
        assert!(conflict(&taking, &again, &by(ZOE, false)).is_some());
        let other = claim(2, false, "1", "Ampoule", 1);
        assert_eq!(conflict(&taking, &other, &by(ZOE, false)), None);
    }

    #[test]
    fn what_a_stranger_states_blocks_nobody_and_tells_nothing() {
        let strangers = claim(1, false, "1", "Lamp", 2);
        let taking = found("eve@mail.example", &strangers);
        let real = claim(2, true, "a", "Lamp", 2);
        assert_eq!(conflict(&taking, &real, &by(ZOE, true)), None);
        assert!(own_open(&taking, &by(ZOE, true)).is_empty());

        let taking = found(ZOE, &real);
        let stated = claim(3, false, "1", "Lamp", 2);
        assert_eq!(
            conflict(&taking, &stated, &by("eve@mail.example", false)),
            None
        );
        assert!(own_open(&taking, &by("eve@mail.example", false)).is_empty());
    }

    #[test]
    fn a_second_address_of_a_verified_order_meets_the_claim_but_not_its_number() {
        let first = claim(1, true, "a", "Lamp", 2);
        let taking = found(ZOE, &first);
        let second = claim(2, true, "a", "Lamp", 1);
        assert_eq!(
            conflict(&taking, &second, &by("work@mail.example", true)),
            Some(None)
        );
    }
}
