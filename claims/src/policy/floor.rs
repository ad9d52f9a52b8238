//! The statutory floor: what rules and terms made less than the law is raised to it.

use crate::{
    policy::{
        grounds::Ground,
        line::Line,
        why::{Notes, Why},
    },
    problem::ProblemKind,
    verdict::{Basis, Entitlement, Payer, Remedy},
    words::{REMEDIES, word},
};

/// Raises an entitlement to what the law gives on its ground.
pub(super) fn raise(line: &Line<'_>, ground: &Ground, given: &mut Entitlement, notes: &mut Notes) {
    if !ground.is_law(line.today()) {
        return;
    }
    let missing = missing_remedies(line, &ground.law_remedies, &given.remedies);
    if !missing.is_empty() {
        given.remedies.extend(missing);
        notes.step(|| line.floor(), "remedies", || listed(&given.remedies));
        notes.why(Why::FloorRemedies);
    }
    if ground.law_ships && given.return_shipping == Payer::Customer {
        given.return_shipping = Payer::Shop;
        notes.step(|| line.floor(), "return_shipping", || "shop".to_owned());
    }
    if lends(line, ground) && given.remedies.contains(&Remedy::Repair) && !given.loaner {
        given.loaner = true;
        notes.step(|| line.floor(), "loaner", || "yes".to_owned());
    }
    if given.fee.take().is_some() {
        notes.step(|| line.floor(), "fee", || "none".to_owned());
    }
}

/// Whether the law has the shop lend another one for the time of repair.
pub(super) fn lends(line: &Line<'_>, ground: &Ground) -> bool {
    let law = line.law.guarantee.as_ref();
    let by_law = ground.basis == Basis::Conformity && ground.is_law(line.today());
    by_law && law.is_some_and(|law| law.loaner)
}

/// What the law gives and the shop does not offer. Repair may be left out where new goods and money are both
/// offered (it would be out of proportion), or where a missing part is sent.
fn missing_remedies(line: &Line<'_>, by_law: &[Remedy], offered: &[Remedy]) -> Vec<Remedy> {
    let offers = |remedy: Remedy| offered.contains(&remedy);
    let better_than_repair = line
        .law
        .guarantee
        .as_ref()
        .is_some_and(|law| law.repair_may_be_refused)
        && offers(Remedy::Refund)
        && (offers(Remedy::Replace) || offers(Remedy::SparePart));
    let is_missing = |remedy: &&Remedy| {
        let excused = match **remedy {
            Remedy::Repair => better_than_repair,
            Remedy::SparePart => {
                better_than_repair && line.problem.kind == ProblemKind::MissingParts
            }
            Remedy::Replace
            | Remedy::Exchange
            | Remedy::Refund
            | Remedy::PartialRefund
            | Remedy::StoreCredit
            | Remedy::Coupon => false,
        };
        !offered.contains(*remedy) && !excused
    };
    by_law.iter().filter(is_missing).copied().collect()
}

/// `replace, refund`, as the trace writes remedies.
pub(super) fn listed(remedies: &[Remedy]) -> String {
    let names: Vec<&str> = remedies
        .iter()
        .map(|remedy| word(&REMEDIES, remedy))
        .collect();
    names.join(", ")
}

#[cfg(test)]
mod any;
#[cfg(test)]
mod tests;
