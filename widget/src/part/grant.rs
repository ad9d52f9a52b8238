//! What a remedy comes with: by when, what it costs, what comes on top, and what becomes of the goods.

use crate::{
    element::{El, el, nothing, text},
    flow::{Grant, View},
    part::{Icon, icon},
    read::remedy_name,
    words::{Words, joined},
};
use claims::{
    money::Money,
    timeline::ViewLine,
    verdict::{Payer, Remedy},
};

/// A line for each, below `told`. Before a claim is sent there is no view; of one that is granted, the goods are told
/// of only while they are to be sent.
#[inline(never)]
#[must_use]
pub fn facts(words: &Words, grant: &Grant, view: Option<&View>, mut told: Vec<String>) -> El {
    let (is_refund, is_credit, goods_stay) = match grant.remedy {
        Remedy::Refund => (true, false, false),
        Remedy::PartialRefund => (true, false, true),
        Remedy::Coupon => (false, true, true),
        Remedy::StoreCredit => (false, true, false),
        Remedy::SparePart => (false, false, true),
        Remedy::Repair | Remedy::Replace | Remedy::Exchange => (false, false, false),
    };
    let (is_to_be_sent, is_kept) = match view {
        _ if goods_stay => (false, false),
        None => (!grant.keep_item, grant.keep_item),
        Some(view) => (
            view.goods == "awaiting",
            grant.keep_item && view.goods == "not_required",
        ),
    };
    let [due, lent] = grant.promised();
    let send_back = grant.send_back.as_deref().filter(|_| is_to_be_sent);
    for (key, day) in [due, ("remedy.send_back", send_back), lent] {
        if let Some(day) = day {
            told.push(words.fill(key, &[("date", &words.civil(day))]));
        }
    }
    if grant.is_lent() && grant.loaner_by.is_none() {
        told.push(words.text("remedy.loaner_given").to_owned());
    }
    for (key, amount, applies) in [
        ("remedy.fee", &grant.fee, is_refund),
        ("remedy.bonus", &grant.bonus, is_credit),
    ] {
        if let Some(amount) = amount.as_ref().filter(|_| applies) {
            told.push(words.fill(key, &[("amount", &words.money(amount))]));
        }
    }
    if is_kept {
        told.push(words.text("remedy.keep").to_owned());
    }
    if is_to_be_sent {
        let payer = match grant.return_shipping {
            Payer::Shop => "remedy.shipping_shop",
            Payer::Customer => "remedy.shipping_customer",
        };
        told.push(words.text(payer).to_owned());
        if !grant.drop_off.is_empty() {
            let places = joined(&grant.drop_off, " · ");
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
        Some(amount) => [&name, words.comma(), &words.money(amount)].concat(),
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
