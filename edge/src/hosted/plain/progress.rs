//! The claim as it stands: whose turn it is and by when, what has happened, and what the customer can do.

use super::{
    field::{Fields, Input, button, hidden},
    files,
    page::{Page, alert, head},
    sent::form,
    words::{Words, name},
};
use crate::html::escape;
use claims::{
    claim::Offer,
    money::Money,
    status::{ClaimEvent, Status},
    timeline::{ClaimView, Happened},
    verdict::Remedy,
    wire::ClaimLink,
};

/// The page; `said` is HTML of what was just done, or could not be.
pub fn page(status: u16, view: &ClaimView, token: &str, said: &str, fields: &Fields<'_>) -> Page {
    let words = fields.words;
    let title = words.say_with("progress.title", &[("number", &view.number)]);
    // Read out on the phone, it must not be broken across lines.
    let whole = format!("<span class=\"whole\">{}</span>", view.number);
    let heading = title.replace(&view.number, &whole);
    let order = words.say_with("progress.order", &[("number", &view.order_number)]);
    let updated = words.time(view.updated_at);
    let updated = words.say_with("progress.updated", &[("date", &updated)]);
    let is_open = !view.status.is_closed();
    let act = match is_open {
        true => message(fields, view, token) + &add_files(fields, view, token),
        false => String::new(),
    };
    let withdraw = match can_withdraw(view.status) {
        true => form(
            "/track/withdraw",
            token,
            &words.say("progress.withdraw"),
            "class=\"quiet\"",
        ),
        false => String::new(),
    };
    let main = format!(
        "{said}{}<p class=\"status\">{}</p>\n{}{}{}{}{}{}{act}{}{withdraw}",
        fields.summary(),
        words.name_of("status", &view.status),
        head(&heading, &format!("{order} · {updated}")),
        turn(words, view),
        offer(words, view, token),
        items(words, view),
        own_files(words, view),
        timeline(words, view),
        form(
            "/track/statement",
            token,
            &words.say("progress.statement"),
            "class=\"quiet\""
        ),
    );
    Page {
        status,
        title: fields.title(&title),
        main,
    }
}

/// What stands behind the `#` of a link.
pub fn token_of(link: &ClaimLink) -> &str {
    link.url.rsplit('#').next().unwrap_or_default()
}

/// Until the shop has decided, it is the customer's to take back.
fn can_withdraw(status: Status) -> bool {
    match status {
        Status::Received | Status::NeedsInfo | Status::UnderReview | Status::Approved => true,
        Status::Declined
        | Status::InProgress
        | Status::Resolved
        | Status::Withdrawn
        | Status::Expired => false,
    }
}

/// Whose turn it is, to do what, by when.
pub fn turn(words: Words<'_>, view: &ClaimView) -> String {
    let next = &view.next;
    let actor = name(&next.actor);
    let address = view.return_address.as_deref().unwrap_or_default();
    let address = match address {
        "" => String::new(),
        address => format!("<p class=\"told\">{}</p>\n", escape(address)),
    };
    let due = next.due.map(|due| {
        // An answer is promised by the hour; what else is due is due on a day.
        let due = match next.action.as_str() {
            "answer" => words.time(due),
            _ => words.day(due),
        };
        let due = words.say_with("progress.due", &[("date", &due)]);
        format!("<p>{due}</p>\n")
    });
    format!(
        "<div class=\"alert\">\n<p class=\"hint\">{}</p>\n<h2>{}</h2>\n{address}{}</div>\n",
        words.say(&format!("progress.turn_{actor}")),
        words.say(&format!("next.{actor}.{}", next.action)),
        due.unwrap_or_default(),
    )
}

fn with_amount(words: Words<'_>, remedy: Remedy, amount: Option<&Money>) -> String {
    let remedy = words.raw(&format!("remedy.{}", name(&remedy))).to_owned();
    match amount {
        Some(amount) => format!("{remedy}, {}", words.money(amount)),
        None => remedy,
    }
}

fn offer(words: Words<'_>, view: &ClaimView, token: &str) -> String {
    let Some(Offer { remedy, amount }) = &view.offer else {
        return String::new();
    };
    let made = |happened: &&Happened| matches!(happened.event, ClaimEvent::OfferMade { .. });
    let made = view.timeline.iter().rev().find(made);
    format!(
        "<section>\n<h2>{}</h2>\n<p class=\"number\">{}</p>\n{}{}{}</section>\n",
        words.say("progress.offer"),
        escape(&with_amount(words, *remedy, amount.as_ref())),
        quote(made.and_then(|made| told(&made.event))),
        form(
            "/track/accept",
            token,
            &words.say("progress.offer_accept"),
            ""
        ),
        form(
            "/track/decline",
            token,
            &words.say("progress.offer_decline"),
            "class=\"quiet\""
        ),
    )
}

fn items(words: Words<'_>, view: &ClaimView) -> String {
    let mut list = String::new();
    for line in &view.lines {
        let mut hints = vec![escape(&line.problem)];
        if let Some(remedy) = line.requested {
            let asked = with_amount(words, remedy, None);
            hints.push(words.say_with("progress.asked", &[("remedy", &asked)]));
        }
        if let Some(outcome) = &line.outcome {
            hints.push(match outcome.remedy {
                Some(remedy) => {
                    let given = with_amount(words, remedy, outcome.amount.as_ref());
                    words.say_with("progress.given", &[("remedy", &given)])
                }
                None => words.say("progress.not_given"),
            });
        }
        let hints: Vec<String> = hints
            .iter()
            .map(|hint| format!("<p class=\"hint\">{hint}</p>\n"))
            .collect();
        let units = match line.quantity {
            1 => String::new(),
            many => format!("{many} × "),
        };
        list.push_str(&format!(
            "<li><p>{units}{}</p>\n{}</li>\n",
            escape(&line.title),
            hints.concat()
        ));
    }
    let title = words.say("progress.items");
    format!("<section>\n<h2>{title}</h2>\n<ul class=\"plain\">\n{list}</ul>\n</section>\n")
}

/// The names of the files that are kept.
pub fn own_files(words: Words<'_>, view: &ClaimView) -> String {
    if view.evidence.is_empty() {
        return String::new();
    }
    let files: String = view
        .evidence
        .iter()
        .map(|file| format!("<li>{}</li>\n", escape(&file.name)))
        .collect();
    let title = words.say("upload.title");
    format!("<section>\n<h2>{title}</h2>\n<ul>\n{files}</ul>\n</section>\n")
}

/// Where files can be added, while the claim goes on.
pub fn add_files(fields: &Fields<'_>, view: &ClaimView, token: &str) -> String {
    if view.status.is_closed() {
        return String::new();
    }
    let words = fields.words;
    format!(
        "<form method=\"post\" action=\"/track/files\" enctype=\"multipart/form-data\">\n<section>\n\
         <h2>{}</h2>\n{}{}{}</section>\n</form>\n",
        words.say("evidence.title"),
        hidden("token", token),
        files::inputs(fields, &view.missing_evidence),
        button(&words.say("plain.send_files"), "class=\"quiet\""),
    )
}

fn message(fields: &Fields<'_>, view: &ClaimView, token: &str) -> String {
    let words = fields.words;
    let contact = words.say_with("progress.contact", &[("name", &view.contact.name)]);
    let area = fields.area(&Input {
        name: "message",
        label: &words.say("progress.message_label"),
        hint: "",
        more: "",
    });
    format!(
        "<form method=\"post\" action=\"/track/message\" novalidate>\n<section>\n<h2>{}</h2>\n\
         <p class=\"hint\">{contact}</p>\n{}{area}{}</section>\n</form>\n",
        words.say("progress.message"),
        hidden("token", token),
        button(&words.say("progress.message_send"), "class=\"quiet\""),
    )
}

fn timeline(words: Words<'_>, view: &ClaimView) -> String {
    let mut list = String::new();
    for happened in &view.timeline {
        let event = &happened.event;
        let key = if let ClaimEvent::OfferAnswered { accepted } = event {
            answered(*accepted).to_owned()
        } else {
            format!("event.{}", event.name())
        };
        let about = match about(words, &happened.event) {
            about if about.is_empty() => String::new(),
            about => format!("<p>{}</p>\n", escape(&about)),
        };
        list.push_str(&format!(
            "<li><p>{}</p>\n<p class=\"hint\">{}</p>\n{about}{}</li>\n",
            words.say(&key),
            escape(&words.time(happened.at)),
            quote(told(&happened.event)),
        ));
    }
    let title = words.say("progress.timeline");
    format!("<section>\n<h2>{title}</h2>\n<ol class=\"plain\">\n{list}</ol>\n</section>\n")
}

/// The key of what was said to an offer.
pub fn answered(accepted: bool) -> &'static str {
    match accepted {
        true => "event.offer.answered.accepted",
        false => "event.offer.answered.declined",
    }
}

/// What an event is about: a file, a person, a remedy with its amount.
fn about(words: Words<'_>, event: &ClaimEvent) -> String {
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the others are about nothing"
    )]
    match event {
        ClaimEvent::EvidenceAdded { file } => file.name.clone(),
        ClaimEvent::UnderReview { person } => person.clone().unwrap_or_default(),
        ClaimEvent::AppointmentChosen { time } => words.time(*time),
        ClaimEvent::AppointmentProposed { place, .. } => place.clone().unwrap_or_default(),
        ClaimEvent::LoanerLent { item, .. } => item.clone(),
        ClaimEvent::OfferMade { remedy, amount, .. } => {
            with_amount(words, *remedy, amount.as_ref())
        }
        ClaimEvent::Approved {
            remedy: Some(remedy),
            amount,
            ..
        } => with_amount(words, *remedy, amount.as_ref()),
        _ => String::new(),
    }
}

/// What somebody wrote with an event.
fn told(event: &ClaimEvent) -> Option<&str> {
    match event {
        ClaimEvent::MessageAdded { text } | ClaimEvent::MessageSent { text } => Some(text),
        ClaimEvent::NeedsInfo { message: text } | ClaimEvent::Declined { reason: text } => {
            Some(text)
        }
        ClaimEvent::GoodsInspected { finding: text } => Some(text),
        ClaimEvent::Withdrawn { reason: text }
        | ClaimEvent::Rated { text, .. }
        | ClaimEvent::AppointmentProposed { message: text, .. }
        | ClaimEvent::AppointmentCancelled { message: text }
        | ClaimEvent::GoodsInTransit { message: text }
        | ClaimEvent::GoodsReturned { message: text }
        | ClaimEvent::LoanerLent { message: text, .. }
        | ClaimEvent::LoanerReturned { message: text }
        | ClaimEvent::GoodsReceived { finding: text }
        | ClaimEvent::OfferMade { message: text, .. }
        | ClaimEvent::Approved { message: text, .. }
        | ClaimEvent::InProgress { message: text }
        | ClaimEvent::Resolved { message: text } => text.as_deref(),
        ClaimEvent::Submitted
        | ClaimEvent::EvidenceAdded { .. }
        | ClaimEvent::OfferAnswered { .. }
        | ClaimEvent::AppointmentChosen { .. }
        | ClaimEvent::DeadlineNear { .. }
        | ClaimEvent::DeadlineMissed { .. }
        | ClaimEvent::Expired
        | ClaimEvent::UnderReview { .. }
        | ClaimEvent::OrderChecked { .. }
        | ClaimEvent::LinkRequested
        | ClaimEvent::NotificationFailed { .. } => None,
    }
}

fn quote(text: Option<&str>) -> String {
    match text.map(str::trim) {
        None | Some("") => String::new(),
        Some(text) => format!("<blockquote class=\"told\">{}</blockquote>\n", escape(text)),
    }
}

/// Whether the customer means it.
pub fn withdraw(status: u16, view: &ClaimView, token: &str, fields: &Fields<'_>) -> Page {
    let words = fields.words;
    let title = words.say("progress.withdraw_title");
    let number = words.say_with("progress.title", &[("number", &view.number)]);
    let reason = fields.area(&Input {
        name: "reason",
        label: &words.say("progress.withdraw_reason"),
        hint: "",
        more: "",
    });
    let main = format!(
        "{}{}<p>{}</p>\n<form method=\"post\" action=\"/track/withdraw\">\n{}{}{reason}{}</form>\n{}",
        fields.summary(),
        head(&title, &number),
        words.say("progress.withdraw_hint"),
        hidden("token", token),
        hidden("sure", "1"),
        button(&words.say("progress.withdraw_confirm"), "class=\"danger\""),
        form(
            "/track",
            token,
            &words.say("progress.withdraw_keep"),
            "class=\"quiet\""
        ),
    );
    Page {
        status,
        title: fields.title(&title),
        main,
    }
}

/// What was done, said above the claim as it is then.
pub fn done(text: &str) -> String {
    alert("good", &format!("<p>{text}</p>"))
}
