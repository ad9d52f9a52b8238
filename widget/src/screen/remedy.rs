//! What the customer can get and why, before anything is sent.

use crate::{
    element::{El, el, nothing, text},
    flow::{Field, Flow, Grant, choices},
    part::{
        Choice, Icon, actions, choice, contact, facts, group, notice, primary, questions, screen,
    },
    read::{basis_name, remedy_name, still_name},
    words::Words,
};
use claims::verdict::{Decision, Entitlement, LineVerdict, Remedy};

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
        cards = cards.child(choice(&card, described(words, value, ground, remedy)));
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
            words.fill("remedy.review", &[("within", words.within())]),
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
    if let Some(person) = &line.contact {
        body = body.child(contact(words, person));
    }
    notice(class, sign, body).with("part", "verdict")
}

/// What a remedy is, its ground, and what it comes with.
fn described(words: &Words, name: &str, ground: Option<&Entitlement>, remedy: Remedy) -> El {
    let whole =
        el("span", "facts").child(words.el("span", "hint", &["remedy.", name, "_hint"].concat()));
    let Some(ground) = ground else { return whole };
    let basis = words.of("basis", basis_name(ground.basis));
    let covered = match ground.until {
        Some(until) => words.fill(
            "remedy.covered",
            &[("basis", &basis), ("date", &words.date(until))],
        ),
        None => basis,
    };
    whole.child(facts(
        words,
        &Grant::of(ground, remedy),
        None,
        vec![covered],
    ))
}
