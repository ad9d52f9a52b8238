//! A flow in every state that shows something else.

use crate::flow::{
    Act, Field, FileState, Flow, News, Screen, Trouble,
    stories::{
        asking_shop, found, granted, lamp_at, look_up, money, photo, recovering, refused, set,
        shop, start, strict_shop, unverified, usual, view,
    },
};
use serde_json::json;

/// A flow in every state that shows something else.
pub(super) fn states() -> Vec<(&'static str, Flow)> {
    let with = |name: &'static str, mut flow: Flow, change: fn(&mut Flow)| {
        change(&mut flow);
        (name, flow)
    };
    let on = |name: &'static str, screen: Screen, change: fn(&mut Flow)| {
        with(name, usual(screen), change)
    };
    let mut stated = start(shop());
    look_up(&mut stated, unverified());
    let mut declined = lamp_at(Screen::Problem, start(strict_shop()), found("2023-01-15"));
    set(&mut declined, Field::Problem(0), "changed-my-mind");
    declined.apply(Act::Next);
    declined.apply(Act::Next);
    let mut asked = lamp_at(Screen::Problem, start(asking_shop()), found("2026-10-24"));
    set(&mut asked, Field::Problem(0), "does-not-light");
    set(&mut asked, Field::Description(0), "It stays dark.");
    vec![
        with("find", start(shop()), |_| {}),
        with("find, not filled in", start(shop()), |flow| {
            flow.apply(Act::Next);
        }),
        with("find, no answer", start(shop()), |flow| {
            flow.hear(News::Found(Err(Trouble::NoAnswer)));
        }),
        with("find, by other numbers", start(shop()), |flow| {
            flow.shop.find_by = ["receipt", "serial"].map(str::to_owned).to_vec();
            set(flow, Field::By, "serial");
        }),
        on("draft, offered", Screen::Remedy, |flow| {
            flow.offered = true;
        }),
        on("draft, of another order", Screen::Remedy, |flow| {
            flow.typed("LL-2".to_owned(), "b@mail.example".to_owned(), true);
            flow.offered = true;
        }),
        with("recover", recovering(), |_| {}),
        with("recovered", recovering(), |flow| {
            flow.hear(News::Recovered(Ok(())));
        }),
        on("items", Screen::Items, |flow| {
            set(flow, Field::Item(2), "1");
        }),
        on("items, none chosen", Screen::Items, |flow| {
            flow.apply(Act::Next);
        }),
        with("stated", stated.clone(), |_| {}),
        with("stated, two items and errors", stated, |flow| {
            flow.apply(Act::AddItem);
            flow.apply(Act::Next);
        }),
        on("problem", Screen::Problem, |_| {}),
        on("problem, told", Screen::Evidence, |flow| {
            flow.apply(Act::Back);
        }),
        with("problem, asked", asked.clone(), |_| {}),
        with("problem, not answered", asked.clone(), |flow| {
            flow.apply(Act::Next);
        }),
        with("remedy, asked", asked.clone(), wish),
        with("check, answered", asked, |flow| {
            wish(flow);
            set(flow, Field::Answer(0, 1), "Brass");
            flow.apply(Act::Next);
        }),
        on("problem, none chosen", Screen::Problem, |flow| {
            flow.apply(Act::Next);
        }),
        on("solved", Screen::Evidence, |flow| {
            flow.apply(Act::Solved(0));
        }),
        on("evidence", Screen::Evidence, |_| {}),
        on("evidence, missing", Screen::Evidence, |flow| {
            flow.apply(Act::Next);
        }),
        on("evidence, given", Screen::Remedy, |flow| {
            flow.apply(Act::Back);
        }),
        on("remedy", Screen::Remedy, |_| {}),
        on("remedy, none chosen", Screen::Remedy, |flow| {
            flow.apply(Act::Next);
        }),
        with("remedy, declined", declined, |_| {}),
        on("check", Screen::Check, |_| {}),
        on("check, no name", Screen::Check, |flow| {
            flow.apply(Act::Next);
        }),
        on("check, already claimed", Screen::Check, |flow| {
            let claim = json!({ "number": "AAAA-BBBB", "url": "https://lumen.example/track#t" });
            let trouble = refused("already_claimed", &json!({ "claim": claim }));
            flow.hear(News::Filed(Err(trouble)));
        }),
        on("sent", Screen::Sent, |_| {}),
        on("sent, granted already", Screen::Sent, |flow| {
            flow.view = Some(view(&granted("refund", &json!({ "fee": money(500) }))));
        }),
        on("sent, a file failed", Screen::Sent, |flow| {
            flow.kept.files[0].state = FileState::Failed;
        }),
        on("progress", Screen::Progress, |_| {}),
        on("progress, not looked at yet", Screen::Progress, |flow| {
            flow.view = None;
        }),
        on(
            "progress, with all there can be",
            Screen::Progress,
            |flow| {
                flow.view = Some(view(&full()));
            },
        ),
        on("progress, granted", Screen::Progress, |flow| {
            let with =
                json!({ "bonus": money(500), "drop_off": ["Kiosk"], "return_shipping": "shop" });
            flow.view = Some(view(&granted("store_credit", &with)));
        }),
        on(
            "progress, asking for something else",
            Screen::Progress,
            |flow| {
                flow.view = Some(view(&full()));
                flow.apply(Act::AskCounter(true));
                flow.apply(Act::SendCounter);
            },
        ),
        on("progress, changing the time", Screen::Progress, |flow| {
            let mut met = full();
            met["appointment"]["chosen"] = json!("2026-12-02T14:30:00.000Z");
            met["appointment"]["chosen_place"] = json!("Paris");
            met["appointment_until"] = json!("2026-12-01T14:30:00.000Z");
            flow.view = Some(view(&met));
            flow.apply(Act::AskSlots);
        }),
        on(
            "progress, a file with the message",
            Screen::Progress,
            |flow| {
                flow.hear(News::Attached(vec![photo(40)]));
            },
        ),
        on("progress, rated", Screen::Progress, |flow| {
            flow.view = Some(view(
                &json!({ "status": "resolved", "rating": { "stars": 2 } }),
            ));
        }),
        on("progress, over", Screen::Progress, |flow| {
            flow.view = Some(view(&json!({ "status": "resolved" })));
        }),
        on("progress, withdrawing", Screen::Progress, |flow| {
            flow.apply(Act::AskWithdraw(true));
        }),
    ]
}

fn wish(flow: &mut Flow) {
    set(flow, Field::Answer(0, 0), "E27");
    flow.apply(Act::Next);
    flow.apply(Act::Later);
    set(flow, Field::Remedy(0), "replace");
}

/// A claim with an offer, something missing, an outcome, and something of everything that happens.
fn full() -> serde_json::Value {
    let money = money(2000);
    let mut timeline = Vec::new();
    for (by, event) in [
        (
            "customer",
            json!({ "type": "message.added", "text": "Hello?" }),
        ),
        (
            "shop",
            json!({ "type": "message.sent", "text": "Hello.", "files": [1] }),
        ),
        (
            "customer",
            json!({ "type": "offer.answered", "accepted": false, "counter": { "amount": money, "text": "More?" } }),
        ),
        ("nobody", json!({ "type": "offer.lapsed" })),
        (
            "customer",
            json!({ "type": "appointment.chosen", "time": "2026-12-02T14:30:00.000Z", "place": "Paris" }),
        ),
        (
            "shop",
            json!({ "type": "offer.made", "remedy": "partial_refund", "amount": money, "message": "Keep it?" }),
        ),
        (
            "customer",
            json!({ "type": "offer.answered", "accepted": false }),
        ),
        (
            "customer",
            json!({ "type": "offer.answered", "accepted": true }),
        ),
    ] {
        let mut event = event;
        event["seq"] = json!(timeline.len() + 1);
        event["at"] = json!("2026-11-21T10:00:00.000Z");
        event["by"] = json!(by);
        timeline.push(event);
    }
    json!({
        "status": "under_review", "timeline": timeline, "missing_evidence": ["photo", "receipt"],
        "next": { "actor": "customer", "action": "answer_offer" },
        "offer": { "remedy": "partial_refund", "amount": money, "expires_at": "2026-11-25T10:00:00.000Z" },
        "appointment": {
            "times": ["2026-12-01T09:00:00.000Z"], "place": "Lyon",
            "slots": [{ "time": "2026-12-02T14:30:00.000Z", "place": "Paris" }],
        },
        "loaner": "Lampe Aube",
        "files": [{ "n": 1, "kind": "photo", "name": "Note 1.pdf", "media_type": "application/pdf", "size_bytes": 9, "sha256": "0" }],
        "file_urls": { "1": "https://lumen.example/v1/evidence/t" },
    })
}
