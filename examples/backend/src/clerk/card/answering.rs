//! The form that answers a claim, and what the edge said to the last answer.

use crate::{answer::Reply, clerk::words, inbox::KnownClaim};
use claims::verdict::Remedy;
use maud::{Markup, html};

/// What the edge said, in clear words.
pub fn reply(reply: Option<&Reply>) -> Markup {
    html! {
        div data-part="reply" {
            @match reply {
                None => {},
                Some(Reply::Kept { event, status, seq }) => p.reply.good role="status" {
                    "The edge kept " code { (event) } " as number " (seq) ". The claim is now: " strong { (words::status(*status)) } "."
                },
                Some(Reply::Refused { status, code, detail }) => p.reply.bad role="alert" {
                    "The edge refused it (" (status) " " code { (code) } "): " (detail)
                },
                Some(Reply::NoReply { why }) => p.reply.bad role="alert" {
                    "No reply: " (why) ". Press the same button again; it cannot count twice."
                },
                Some(Reply::NotSent { why }) => p.reply.bad role="alert" { (why) },
            }
        }
    }
}

/// One form with a button for each answer.
pub fn form(known: &KnownClaim) -> Markup {
    let number = known.claim.number.as_str();
    let field = |name: &str| format!("{number}-{name}");
    let before = known.unsent.clone().unwrap_or_default();
    let chosen = if before.remedy.is_empty() {
        wire_name(suggested(known))
    } else {
        before.remedy
    };
    html! {
        form.answer method="post" action=(format!("/claims/{}/{number}/answers", known.shop.id())) data-part="answer"
            aria-label=(format!("Answer claim {number}")) {
            input type="hidden" name="turn" value=(known.turn);
            p.wide {
                label for=(field("message")) { "Message to the customer" }
                textarea id=(field("message")) name="message" rows="2" maxlength="4000" { (before.message) }
            }
            p {
                label for=(field("remedy")) { "Remedy" }
                select id=(field("remedy")) name="remedy" {
                    @for remedy in words::REMEDIES {
                        option value=(wire_name(remedy)) selected[wire_name(remedy) == chosen] { (words::remedy(remedy)) }
                    }
                }
            }
            p {
                label for=(field("amount")) { "Amount in " (known.claim.order.currency.0) }
                input id=(field("amount")) name="amount" inputmode="decimal" autocomplete="off" placeholder="where it is money" value=(before.amount);
            }
            p {
                label for=(field("goods")) { "Goods come back" }
                select id=(field("goods")) name="send_goods" {
                    option value="verdict" { "As the verdict says" }
                    option value="yes" selected[before.send_goods == "yes"] { "Yes" }
                    option value="no" selected[before.send_goods == "no"] { "No, the customer keeps them" }
                }
            }
            p {
                label for=(field("until")) { "Offer open until (UTC)" }
                input id=(field("until")) name="until" type="datetime-local" value=(before.until);
            }
            p {
                label for=(field("counter")) { "Counter-offer" }
                select id=(field("counter")) name="counter" {
                    option value="yes" { "The customer may make one" }
                    option value="no" selected[before.counter == "no"] { "Yes or no only" }
                }
            }
            p {
                label for=(field("item")) { "Loaner" }
                input id=(field("item")) name="item" autocomplete="off" maxlength="200" value=(before.item);
            }
            p.wide {
                label for=(field("times")) { "Times to meet (UTC), one a line: 2026-12-01 09:00 | place" }
                textarea id=(field("times")) name="times" rows="2" { (before.times) }
            }
            (buttons())
        }
        (file_form(known))
    }
}

/// A message with a file: a form of its own, as only its body can carry one.
fn file_form(known: &KnownClaim) -> Markup {
    let number = known.claim.number.as_str();
    let field = |name: &str| format!("{number}-{name}");
    html! {
        form.answer method="post" action=(format!("/claims/{}/{number}/files", known.shop.id())) data-part="file"
            enctype="multipart/form-data" aria-label=(format!("Send a file on claim {number}")) {
            p.wide {
                label for=(field("file-text")) { "Message with a file" }
                textarea id=(field("file-text")) name="text" rows="1" maxlength="4000" required {}
            }
            p {
                label for=(field("file")) { "File" }
                input id=(field("file")) name="file" type="file" required;
            }
            p.buttons { button { "Send message with file" } }
        }
    }
}

fn buttons() -> Markup {
    const ANSWERS: [(&str, &str); 13] = [
        ("claim.approved", "Approve"),
        ("offer.made", "Make an offer"),
        ("claim.needs_info", "Ask for information"),
        ("claim.declined", "Decline"),
        ("message.sent", "Send message"),
        ("claim.under_review", "Under review"),
        ("goods.received", "Goods received"),
        ("appointment.proposed", "Propose times"),
        ("appointment.cancelled", "Cancel appointment"),
        ("loaner.lent", "Lend a loaner"),
        ("loaner.returned", "Loaner is back"),
        ("claim.in_progress", "In progress"),
        ("claim.resolved", "Resolved"),
    ];
    html! {
        p.buttons {
            @for (kind, name) in ANSWERS {
                button.main[kind == "claim.approved"].no[kind == "claim.declined"] name="type" value=(kind) { (name) }
            }
        }
    }
}

/// What the customer asks for, else the best they are entitled to.
fn suggested(known: &KnownClaim) -> Remedy {
    let claim = &known.claim;
    let wish = claim.lines.iter().find_map(|line| line.requested);
    let entitled = claim
        .verdict
        .lines
        .iter()
        .flat_map(|line| &line.entitlements)
        .flat_map(|one| &one.remedies)
        .next();
    wish.or(entitled.copied()).unwrap_or(Remedy::Replace)
}

fn wire_name(remedy: Remedy) -> String {
    serde_json::to_value(remedy)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}
