//! What happens to the claim: whose turn it is and by when, what has happened, and what the customer can do.

use crate::{
    element::{El, On, el, nothing, text},
    flow::{Act, Field, Flow, View, actor_name},
    part::{
        Icon, Input, Need, actions, alert, chip, contact, dropzone, facts, field, heading, link,
        notice, outcome, picture, primary, quiet, said, sent_files, summary, timeline, tone_of,
        with_amount,
    },
    read::remedy_name,
    words::Words,
};
use claims::{claim::Actor, problem::EvidenceKind};

const MESSAGE: Input = Input {
    label: "progress.message_label",
    ..Input::LINES
};
const REASON: Input = Input {
    label: "progress.withdraw_reason",
    ..Input::LINES
};

/// The screen.
#[inline(never)]
#[must_use]
pub fn show(flow: &Flow, words: &Words) -> El {
    let whole = el("div", "screen")
        .keyed("progress")
        .with("part", "screen")
        .child(said(flow, words))
        .child(alert(flow, words));
    let Some(view) = &flow.view else {
        return whole.child(heading(words.el("h2", "", "app.loading")));
    };
    let is_open = !view.is_over();
    let is_asked = !view.missing_evidence.is_empty()
        || (view.next.actor == Actor::Customer && view.next.action == "answer");
    let more = |shown: bool| {
        if is_open && shown {
            evidence(flow, words, view)
        } else {
            nothing()
        }
    };
    whole
        .child(head(words, view))
        .child(turn(words, view))
        .child(offer(flow, words, view))
        .child(more(is_asked))
        .child(items(words, view))
        .child(timeline(view, words))
        .child(if is_open {
            message(flow, words, view)
        } else {
            contact(words, &view.contact)
        })
        .child(more(!is_asked))
        .child(foot(flow, words, view))
}

fn head(words: &Words, view: &View) -> El {
    let updated = words.fill(
        "progress.updated",
        &[("date", &words.time(&view.updated_at))],
    );
    let order = words.fill("progress.order", &[("number", &view.order_number)]);
    el("header", "head")
        .child(chip(
            tone_of(&view.status),
            &words.of("status", &view.status),
        ))
        .child(heading(words.with_number(
            "h2",
            "progress.title",
            &view.number,
        )))
        .child(text("p", "lead", &[&order, " · ", &updated].concat()))
}

/// Whose turn it is, to do what, by when.
fn turn(words: &Words, view: &View) -> El {
    let next = &view.next;
    let actor = actor_name(next.actor);
    let (class, sign) = match next.actor {
        Actor::Customer => ("alert turn tip", Icon::Attention),
        Actor::Shop | Actor::Carrier => ("alert turn", Icon::Clock),
        Actor::Nobody => ("alert turn good", Icon::Tick),
    };
    let mut body = el("div", "")
        .child(words.el("p", "hint", &["progress.turn_", actor].concat()))
        .child(words.el("h3", "", &["next.", actor, ".", &next.action].concat()));
    if let Some(address) = &view.return_address {
        body = body.child(text("p", "", address));
    }
    if let Some(due) = &next.due {
        // An answer is promised by the hour; what else is due is due on a day.
        let date = if next.action == "answer" {
            words.time(due)
        } else {
            words.day(due)
        };
        body = body.child(text(
            "p",
            "",
            &words.fill("progress.due", &[("date", &date)]),
        ));
    }
    notice(class, sign, body).with("part", "next")
}

fn offer(flow: &Flow, words: &Words, view: &View) -> El {
    let Some(offer) = &view.offer else {
        return nothing();
    };
    let made = view
        .timeline
        .iter()
        .rev()
        .find(|event| event.kind == "offer.made");
    let mut body = el("section", "offer")
        .with("part", "offer")
        .child(words.el("p", "hint", "progress.offer"))
        .child(text(
            "p",
            "number",
            &with_amount(words, offer.remedy, offer.amount.as_ref()),
        ));
    if let Some(said) = made.and_then(|event| event.message.as_deref()) {
        body = body.child(text("blockquote", "", said));
    }
    let button =
        |name: &str, act: Act| quiet(words, name, act).when(flow.busy, "aria-disabled", "true");
    body.child(actions(
        button("progress.offer_accept", Act::Accept)
            .with("class", "button")
            .with("part", "button"),
        button("progress.offer_decline", Act::Decline),
    ))
}

/// What is still asked for, and one place for anything else.
fn evidence(flow: &Flow, words: &Words, view: &View) -> El {
    let mut kinds = view.missing_evidence.clone();
    let need = if kinds.is_empty() {
        kinds.push(EvidenceKind::Photo);
        Need::Free
    } else {
        Need::Missing
    };
    let mut zones = el("section", "stack");
    for (at, kind) in kinds.into_iter().enumerate() {
        zones = zones.child(dropzone(flow, words, kind, need, at, nothing()));
    }
    zones
        .child(summary(flow, words))
        .child(sent_files(flow, words))
}

fn items(words: &Words, view: &View) -> El {
    let mut list = el("ul", "plain");
    for (at, line) in view.lines.iter().enumerate() {
        let mut body = el("div", "choice-words")
            .child(text("p", "choice-name", &line.title))
            .child(text("p", "hint", &line.problem));
        if let Some(remedy) = line.requested {
            let asked = words.of("remedy", remedy_name(remedy));
            body = body.child(text(
                "p",
                "hint",
                &words.fill("progress.asked", &[("remedy", &asked)]),
            ));
        }
        body = body.child(outcome(words, line));
        if let Some(grant) = view.granted(at) {
            body = body.child(facts(words, grant, Some(view), Vec::new()));
        }
        list = list.child(
            el("li", "bought")
                .child(picture(line.image.as_deref()))
                .child(body),
        );
    }
    el("section", "stack")
        .child(words.el("h3", "", "progress.items"))
        .child(list)
}

fn message(flow: &Flow, words: &Words, view: &View) -> El {
    el("form", "stack")
        .with("novalidate", "")
        .on(On::Submit(Act::SendMessage))
        .child(words.el("h3", "", "progress.message"))
        .child(contact(words, &view.contact))
        .child(field(flow, words, Field::Message, &MESSAGE, &flow.message))
        .child(actions(
            primary(words, "progress.message_send", flow.busy)
                .with("class", "button quiet")
                .with("part", "button-quiet"),
            nothing(),
        ))
}

/// The statement, another claim, and the way out.
fn foot(flow: &Flow, words: &Words, view: &View) -> El {
    if flow.withdrawing {
        return el("section", "offer")
            .keyed("withdraw")
            .child(words.el("h3", "", "progress.withdraw_title"))
            .child(words.el("p", "hint", "progress.withdraw_hint"))
            .child(field(flow, words, Field::Reason, &REASON, &flow.reason))
            .child(actions(
                quiet(words, "progress.withdraw_confirm", Act::Withdraw)
                    .with("class", "button danger")
                    .with("part", "button"),
                quiet(words, "progress.withdraw_keep", Act::AskWithdraw(false)),
            ));
    }
    let mut foot =
        el("footer", "actions foot").child(link(words, "progress.statement", Act::Statement));
    if !flow.track_only {
        foot = foot.child(link(words, "progress.another", Act::Restart));
    }
    if view.can_withdraw() {
        foot = foot.child(link(words, "progress.withdraw", Act::AskWithdraw(true)));
    }
    foot
}
