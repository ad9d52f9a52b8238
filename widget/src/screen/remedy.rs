//! What the customer can get and why, before anything is sent.

use crate::{
    element::{El, el, nothing, text},
    flow::{Field, Flow, choices},
    part::{Choice, Icon, actions, choice, group, icon, notice, primary, questions, screen},
    read::{basis_name, remedy_name, still_name},
    words::Words,
};
use claims::verdict::{Decision, Entitlement, LineVerdict, Payer, Remedy};

/// The screen.
#[inline(never)]
#[must_use]
pub fn show(flow: &Flow, words: &Words) -> El {
    let (Some(verdict), Some(order)) = (&flow.verdict, flow.order()) else {
        return nothing();
    };
    let declined = flow.all_declined();
    let (title, go_on) = if declined {
        ("remedy.decline_title", "remedy.ask_person")
    } else {
        ("remedy.title", "nav.next")
    };
    let mut whole = screen(flow, words, title, words.text("remedy.lead"));
    for (at, line) in verdict.lines.iter().enumerate() {
        let title = order
            .line(&line.line)
            .map_or("", |line| line.title.as_str());
        whole = whole.child(of_line(flow, words, at, line, title));
    }
    whole.child(actions(primary(words, go_on, flow.busy), nothing()))
}

fn of_line(flow: &Flow, words: &Words, at: usize, line: &LineVerdict, title: &str) -> El {
    let asked = flow.kept.lines.get(at).and_then(|line| line.requested);
    let mut cards = el("div", "choices");
    for (place, remedy) in choices(line).into_iter().enumerate() {
        let value = remedy_name(remedy);
        let card = Choice {
            field: Field::Remedy(at),
            at: place,
            value,
            name: &words.of("remedy", value),
            chosen: asked == Some(remedy),
        };
        let ground = line
            .entitlements
            .iter()
            .find(|ground| ground.remedies.contains(&remedy));
        cards = cards.child(choice(&card, facts(words, value, ground, remedy)));
    }
    let legend = if line.decision == Decision::Decline {
        words.el("legend", "", "remedy.not_granted")
    } else {
        text(
            "legend",
            "",
            &words.fill("remedy.choose", &[("title", title)]),
        )
    };
    let whole = el("section", "stack wide")
        .keyed(&line.line)
        .child(decided(flow, words, line, title))
        .child(group(flow, words, Field::Remedy(at), legend, cards));
    questions(flow, words, at, true, whole)
}

/// What the shop will do by itself, and why.
fn decided(flow: &Flow, words: &Words, line: &LineVerdict, title: &str) -> El {
    let hours = flow.shop.policy.respond_hours();
    let (class, sign, told) = match line.decision {
        Decision::Approve => (
            "alert good",
            Icon::Tick,
            words.text("remedy.approve").to_owned(),
        ),
        Decision::Review if hours == 0 => (
            "alert",
            Icon::Person,
            words.text("remedy.review_short").to_owned(),
        ),
        Decision::Review => (
            "alert",
            Icon::Person,
            words.fill("remedy.review", &[("hours", &hours.to_string())]),
        ),
        Decision::Decline => (
            "alert",
            Icon::Attention,
            words.text("remedy.decline").to_owned(),
        ),
    };
    let mut reasons = el("ul", "ways");
    for reason in &line.reasons {
        if !reason.text.is_empty() {
            reasons = reasons.child(text("li", "", &reason.text));
        }
    }
    // What is not covered is told why at once, a promise to those who want to know.
    let why = if line.entitlements.is_empty() || line.decision == Decision::Decline {
        reasons
    } else {
        el("details", "why")
            .child(words.el("summary", "link", "remedy.why"))
            .child(reasons)
    };
    let mut body = el("div", "").child(text("h3", "", &told)).child(why);
    if flow.kept.lines.len() > 1 {
        body = el("div", "").child(text("p", "hint", title)).child(body);
    }
    if !line.still_possible.is_empty() {
        let mut ways = el("ul", "ways");
        for still in &line.still_possible {
            ways = ways.child(text(
                "li",
                "",
                &words.of("still_possible", still_name(*still)),
            ));
        }
        body = body
            .child(words.el("h3", "then", "remedy.still"))
            .child(ways);
    }
    notice(class, sign, body).with("part", "verdict")
}

/// What a remedy is, and its ground, date, fee and shipping.
fn facts(words: &Words, name: &str, ground: Option<&Entitlement>, remedy: Remedy) -> El {
    let hint = words.el("span", "hint", &["remedy.", name, "_hint"].concat());
    let whole = el("span", "facts").child(hint);
    let Some(ground) = ground else { return whole };
    let deadlines = &ground.deadlines;
    let (due_key, due) = match remedy {
        Remedy::Refund | Remedy::PartialRefund => ("remedy.refund_by", deadlines.refund),
        Remedy::Repair => ("remedy.done_by", deadlines.repair),
        Remedy::Replace | Remedy::Exchange => ("remedy.done_by", deadlines.replace),
        Remedy::StoreCredit | Remedy::SparePart | Remedy::Coupon => ("", None),
    };
    let fee = ground
        .fee
        .as_ref()
        .filter(|_| due_key == "remedy.refund_by");
    let send_back = deadlines.send_back.filter(|_| !ground.keep_item);
    let loaner = deadlines.loaner.filter(|_| remedy == Remedy::Repair);
    let shipping = match (ground.keep_item, ground.return_shipping) {
        (true, _) => "remedy.keep",
        (false, Payer::Shop) => "remedy.shipping_shop",
        (false, Payer::Customer) => "remedy.shipping_customer",
    };
    let basis = words.of("basis", basis_name(ground.basis));
    let mut told = vec![match ground.until {
        Some(until) => words.fill(
            "remedy.covered",
            &[("basis", &basis), ("date", &words.date(until))],
        ),
        None => basis,
    }];
    for (key, day) in [
        (due_key, due),
        ("remedy.send_back", send_back),
        ("remedy.loaner", loaner),
    ] {
        if let Some(day) = day {
            told.push(words.fill(key, &[("date", &words.date(day))]));
        }
    }
    if let Some(fee) = fee {
        told.push(words.fill("remedy.fee", &[("amount", &words.money(fee))]));
    }
    told.push(words.text(shipping).to_owned());
    let mut whole = whole;
    for fact in told {
        whole = whole.child(
            el("span", "fact")
                .child(icon(Icon::Tick))
                .child(text("span", "", &fact)),
        );
    }
    whole
}
