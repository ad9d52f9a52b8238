//! What a claim is granted: in its view, the ground that offers the remedy, as far as it is shown.

use crate::{
    flow::Grant,
    json::Tree,
    read::{name, order::money},
};
use claims::verdict::{Payer, Remedy};

/// Of a line's `verdict`, what comes with `remedy`: on the ground that offers it, else on the best there is.
pub(super) fn grant(verdict: &Tree, remedy: Remedy) -> Option<Grant> {
    let Tree::List(grounds) = verdict.at("entitlements") else {
        return None;
    };
    let offers = |ground: &&Tree| ground.all("remedies", name::remedy).contains(&remedy);
    let ground = grounds.iter().find(offers).or_else(|| grounds.first())?;
    let days = ground.at("deadlines");
    Some(Grant {
        remedy,
        due: days.maybe_text(Grant::due_name(remedy)),
        send_back: None,
        return_shipping: name::payer(ground.at("return_shipping")).unwrap_or(Payer::Customer),
        fee: ground.maybe("fee", money),
        bonus: ground.maybe("bonus", money),
        keep_item: ground.is("keep_item"),
        loaner: ground.is("loaner"),
        loaner_by: days.maybe_text("loaner"),
        drop_off: ground.texts("drop_off"),
    })
}
