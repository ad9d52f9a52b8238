//! What happens to the claim: whose turn it is and by when, what has happened, and what the customer can do.

use crate::{
    element::{El, On, el, nothing, text},
    flow::{Act, Field, Flow, Followed, View, actor_name},
    part::{
        Icon, Input, Need, actions, alert, attached_files, chip, contact, dropzone, facts, field,
        heading, icon, link, notice, outcome, picture, primary, quiet, said, sent_files, summary,
        timeline, tone_of,
    },
    read::remedy_name,
    words::{Words, joined},
};
use claims::{claim::Actor, decimal::count, problem::EvidenceKind};

mod meeting;
mod offer;
mod rating;

use meeting::meeting;
use offer::offer;
use rating::rating;

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
        .child(news(flow, words))
        .child(alert(flow, words));
    let Some(view) = &flow.view else {
        return whole.child(heading(words.el("h2", "", "app.loading")));
    };
    let told = view.followed();
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
        .child(turn(words, view, &told))
        .child(offer(flow, words, &told))
        .child(if is_open {
            meeting(flow, words, &told)
        } else {
            nothing()
        })
        .child(rating(flow, words, view, &told))
        .child(loaner(words, &told))
        .child(more(is_asked))
        .child(items(words, view))
        .child(timeline(&told, words))
        .child(if view.can_write() {
            message(flow, words, view)
        } else {
            contact(words, &view.contact)
        })
        .child(more(!is_asked))
        .child(foot(flow, words, view))
}

/// The one polite live region. What is said twice, such as two messages in a row, is said anew.
fn news(flow: &Flow, words: &Words) -> El {
    let mut region = said(flow, words);
    let is_key = region.0.text.starts_with("event.");
    let words = std::mem::take(&mut region.0.text);
    // An event of a newer edge has no words here.
    let words = if is_key { "" } else { &words };
    region.child(text("span", "", words).keyed(&count(flow.following.heard)))
}

/// What the customer has meanwhile.
fn loaner(words: &Words, told: &Followed) -> El {
    told.loaner.as_ref().map_or_else(nothing, |item| {
        let loaner = words.fill("progress.loaner", &[("item", item)]);
        notice("alert", Icon::Box, text("p", "", &loaner))
    })
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
fn turn(words: &Words, view: &View, told: &Followed) -> El {
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
    if let Some(address) = &told.return_address {
        body = body.child(text("p", "", address));
    }
    if let Some(due) = &next.due {
        // An answer is promised by the hour; what else is due is due on a day.
        let date = if matches!(next.action.as_str(), "answer" | "answer_offer") {
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
    // What is wrong elsewhere is told there.
    let is_about_files = flow.errors.iter().any(|error| error.field == Field::Files);
    let wrong = if is_about_files {
        summary(flow, words)
    } else {
        nothing()
    };
    zones.child(wrong).child(sent_files(flow, words))
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
    let busy = flow.busy || flow.following.sending;
    let attach = if view.is_over() {
        nothing()
    } else {
        attach(flow, words)
    };
    el("form", "stack")
        .with("novalidate", "")
        .on(On::Submit(Act::SendMessage))
        .child(words.el("h3", "", "progress.message"))
        .child(contact(words, &view.contact))
        .child(field(
            flow,
            words,
            Field::Message,
            &MESSAGE,
            flow.following.typed(Field::Message),
        ))
        .child(attached_files(flow, words))
        .child(actions(
            primary(words, "progress.message_send", busy)
                .with("class", "button quiet")
                .with("part", "button-quiet"),
            attach,
        ))
}

/// Where files are chosen that go with the message.
fn attach(flow: &Flow, words: &Words) -> El {
    let input = el("input", "vh")
        .with("type", "file")
        .with("multiple", "")
        .with("accept", &joined(&flow.shop.limits.media_types, ","))
        .on(On::Attach);
    el("label", "button quiet small")
        .child(icon(Icon::Plus))
        .child(words.el("span", "", "progress.attach"))
        .child(input)
}

/// The statement, another claim, and the way out.
fn foot(flow: &Flow, words: &Words, view: &View) -> El {
    if flow.withdrawing && view.can_withdraw() {
        return el("section", "offer")
            .keyed("withdraw")
            .child(words.el("h3", "", "progress.withdraw_title"))
            .child(words.el("p", "hint", "progress.withdraw_hint"))
            .child(field(
                flow,
                words,
                Field::Reason,
                &REASON,
                flow.following.typed(Field::Reason),
            ))
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
