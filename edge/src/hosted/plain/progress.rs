//! The claim as it stands: whose turn it is and by when, what has happened, and what the customer can do.

use super::{
    answering,
    field::{Fields, Input, button, hidden},
    files,
    page::{Page, alert, head},
    sent::form,
    told::{file_list, timeline},
    words::{Words, name},
};
use crate::html::escape;
use claims::{
    civil::Instant, money::Money, status::Status, timeline::ClaimView, verdict::Remedy,
    wire::ClaimLink,
};

/// The page; `said` is HTML of what was just done, or could not be.
pub fn page(
    status: u16,
    view: &ClaimView,
    token: &str,
    said: &str,
    fields: &Fields<'_>,
    now: Instant,
) -> Page {
    let words = fields.words;
    let title = words.say_with("progress.title", &[("number", &view.number)]);
    // Read out on the phone, it must not be broken across lines.
    let whole = format!("<span class=\"whole\">{}</span>", view.number);
    let heading = title.replace(&view.number, &whole);
    let order = words.say_with("progress.order", &[("number", &view.order_number)]);
    let updated = words.time(view.updated_at);
    let updated = words.say_with("progress.updated", &[("date", &updated)]);
    let is_open = !view.status.is_closed();
    // A refusal can be answered, and so can what was given.
    let may_write = !matches!(view.status, Status::Withdrawn | Status::Expired);
    let mut act = match may_write {
        true => message(fields, view, token),
        false => contact(words, view),
    };
    if is_open {
        act.push_str(&add_files(fields, view, token));
    }
    let withdraw = match can_withdraw(view.status) {
        true => form(
            "/track/withdraw",
            token,
            &words.say("progress.withdraw"),
            "class=\"quiet\"",
        ),
        false => String::new(),
    };
    let loaner = view.loaner.as_deref().map_or_else(String::new, |item| {
        let loaner = words.say_with("progress.loaner", &[("item", item)]);
        format!("<p>{loaner}</p>\n")
    });
    let main = format!(
        "{said}{}<p class=\"status\">{}</p>\n{}{}{}{}{}{loaner}{}{}{}{act}{}{withdraw}",
        fields.summary(),
        words.name_of("status", &view.status),
        head(&heading, &format!("{order} · {updated}")),
        turn(words, view),
        answering::offer(fields, view, token),
        answering::appointment(fields, view, token, now),
        answering::rating(fields, view, token),
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
            "answer" | "answer_offer" => words.time(due),
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

/// A remedy with how much it is.
pub fn with_amount(words: Words<'_>, remedy: Remedy, amount: Option<&Money>) -> String {
    let remedy = words.raw(&format!("remedy.{}", name(&remedy))).to_owned();
    match amount {
        Some(amount) => format!("{remedy}, {}", words.money(amount)),
        None => remedy,
    }
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
    let files = file_list(words, &view.evidence, &view.evidence_urls);
    let title = words.say("upload.title");
    format!("<section>\n<h2>{title}</h2>\n{files}</section>\n")
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

/// Who has it, and how to reach them.
fn contact(words: Words<'_>, view: &ClaimView) -> String {
    let contact = &view.contact;
    let mut who = words.say_with("progress.contact", &[("name", &contact.name)]);
    for (scheme, way) in [("tel:", &contact.phone), ("mailto:", &contact.email)] {
        if let Some(way) = way {
            let address = escape(&way.replace(' ', ""));
            who.push_str(&format!(
                " · <a href=\"{scheme}{address}\" dir=\"auto\">{}</a>",
                escape(way)
            ));
        }
    }
    format!("<p class=\"hint\">{who}</p>\n")
}

fn message(fields: &Fields<'_>, view: &ClaimView, token: &str) -> String {
    let words = fields.words;
    let contact = contact(words, view);
    let area = fields.area(&Input {
        name: "message",
        label: &words.say("progress.message_label"),
        hint: "",
        more: "",
    });
    let attach = match view.status.is_closed() {
        true => String::new(),
        false => files::attach(fields),
    };
    format!(
        "<form method=\"post\" action=\"/track/message\" enctype=\"multipart/form-data\" novalidate>\n<section>\n\
         <h2>{}</h2>\n{contact}{}{area}{attach}{}</section>\n</form>\n",
        words.say("progress.message"),
        hidden("token", token),
        button(&words.say("progress.message_send"), "class=\"quiet\""),
    )
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
