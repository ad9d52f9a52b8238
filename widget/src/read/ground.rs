//! What a claim was judged to have, ground by ground: what stands in the verdict of its view.

use crate::{
    json::Tree,
    read::{
        name,
        order::{date, money},
    },
};
use claims::verdict::{Deadlines, Entitlement, Payer};

/// One ground; `None` where it is on none that this page knows.
pub(super) fn ground(tree: &Tree) -> Option<Entitlement> {
    let days = tree.at("deadlines");
    Some(Entitlement {
        basis: name::basis(tree.at("basis"))?,
        remedies: tree.all("remedies", name::remedy),
        until: date(tree.at("until")),
        evidence: tree.all("evidence", name::kind),
        return_shipping: name::payer(tree.at("return_shipping")).unwrap_or(Payer::Customer),
        fee: tree.maybe("fee", money),
        keep_item: tree.is("keep_item"),
        bonus: tree.maybe("bonus", money),
        loaner: tree.is("loaner"),
        drop_off: tree.texts("drop_off"),
        deadlines: Deadlines {
            respond_hours: days.maybe_count("respond_hours"),
            decide: date(days.at("decide")),
            refund: date(days.at("refund")),
            repair: date(days.at("repair")),
            replace: date(days.at("replace")),
            loaner: date(days.at("loaner")),
            send_back: date(days.at("send_back")),
        },
    })
}
