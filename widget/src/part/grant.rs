//! What a remedy comes with: by when, what it costs, what comes on top, and what becomes of the goods.

use crate::{
    element::{El, el, nothing, text},
    flow::View,
    part::{Icon, icon},
    read::remedy_name,
    words::Words,
};
use claims::{
    civil::Date,
    money::Money,
    timeline::ViewLine,
    verdict::{Entitlement, Payer, Remedy},
};

/// The days the shop promises with a remedy: the key of what is said of each, and the last day.
#[must_use]
pub fn promised(ground: &Entitlement, remedy: Remedy) -> [(&'static str, Option<Date>); 2] {
    let days = &ground.deadlines;
    let lent = ground.loaner && remedy == Remedy::Repair;
    let due = match remedy {
        Remedy::Refund | Remedy::PartialRefund => ("remedy.refund_by", days.refund),
        Remedy::Repair => ("remedy.done_by", days.repair),
        Remedy::Replace | Remedy::Exchange | Remedy::SparePart => ("remedy.done_by", days.replace),
        Remedy::StoreCredit | Remedy::Coupon => ("", None),
    };
    [due, ("remedy.loaner", days.loaner.filter(|_| lent))]
}

/// A line for each, below `told`. Before a claim is sent there is no view; of one that is granted, the goods are told
/// of only while they are to be sent.
#[inline(never)]
#[must_use]
pub fn facts(
    words: &Words,
    ground: &Entitlement,
    remedy: Remedy,
    view: Option<&View>,
    mut told: Vec<String>,
) -> El {
    let keeps_by_nature = matches!(
        remedy,
        Remedy::PartialRefund | Remedy::SparePart | Remedy::Coupon
    );
    let (is_to_be_sent, is_kept) = match view {
        _ if keeps_by_nature => (false, false),
        None => (!ground.keep_item, ground.keep_item),
        Some(view) => (
            view.goods == "awaiting",
            ground.keep_item && view.goods == "not_required",
        ),
    };
    // Once it is granted, the days to send it back are counted anew.
    let send_back = ground.deadlines.send_back;
    let send_back = send_back.filter(|_| is_to_be_sent && view.is_none());
    let [due, lent] = promised(ground, remedy);
    for (key, day) in [due, ("remedy.send_back", send_back), lent] {
        if let Some(day) = day {
            told.push(words.fill(key, &[("date", &words.date(day))]));
        }
    }
    if ground.loaner && remedy == Remedy::Repair && lent.1.is_none() {
        told.push(words.text("remedy.loaner_given").to_owned());
    }
    let is_credit = matches!(remedy, Remedy::StoreCredit | Remedy::Coupon);
    for (key, amount, applies) in [
        ("remedy.fee", &ground.fee, due.0 == "remedy.refund_by"),
        ("remedy.bonus", &ground.bonus, is_credit),
    ] {
        if let Some(amount) = amount.as_ref().filter(|_| applies) {
            told.push(words.fill(key, &[("amount", &words.money(amount))]));
        }
    }
    if is_kept {
        told.push(words.text("remedy.keep").to_owned());
    }
    if is_to_be_sent {
        let payer = match ground.return_shipping {
            Payer::Shop => "remedy.shipping_shop",
            Payer::Customer => "remedy.shipping_customer",
        };
        told.push(words.text(payer).to_owned());
        if !ground.drop_off.is_empty() {
            let places = ground.drop_off.join(" · ");
            told.push(words.fill("remedy.drop_off", &[("places", &places)]));
        }
    }
    let mut whole = el("span", "facts");
    for fact in told {
        whole = whole.child(
            el("span", "fact")
                .child(icon(Icon::Tick))
                .child(text("span", "", &fact)),
        );
    }
    whole
}

/// A remedy with its amount.
#[must_use]
pub fn with_amount(words: &Words, remedy: Remedy, amount: Option<&Money>) -> String {
    let name = words.of("remedy", remedy_name(remedy));
    match amount {
        Some(amount) => [&name, ", ", &words.money(amount)].concat(),
        None => name,
    }
}

/// What became of a line, once that is decided.
#[inline(never)]
#[must_use]
pub fn outcome(words: &Words, line: &ViewLine) -> El {
    let Some(outcome) = &line.outcome else {
        return nothing();
    };
    let Some(remedy) = outcome.remedy else {
        return words.el("p", "hint", "progress.not_given");
    };
    let given = with_amount(words, remedy, outcome.amount.as_ref());
    let given = words.fill("progress.given", &[("remedy", &given)]);
    text("p", "hint", &given)
}

/// What is granted for the line at that place, if anything is.
#[must_use]
pub fn granted(words: &Words, view: &View, at: usize) -> Option<El> {
    let (ground, remedy) = view.granted(at)?;
    Some(facts(words, ground, remedy, Some(view), Vec::new()))
}
