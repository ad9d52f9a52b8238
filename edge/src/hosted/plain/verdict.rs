//! What the customer can get for a line and why, before anything is sent: what the widget's screen says, as plain HTML.

use super::{
    field::{Fields, Input},
    words::{Words, name},
};
use crate::html::escape;
use claims::{
    texts::Language,
    verdict::{AskedQuestion, Decision, Entitlement, LineVerdict, Payer, Remedy},
};

/// Remedies to ask a person for where none is granted, the usual ones first.
const TO_ASK_FOR: [Remedy; 4] = [
    Remedy::Repair,
    Remedy::Replace,
    Remedy::Refund,
    Remedy::StoreCredit,
];

/// What can be chosen: all that some ground gives, the best ground first.
fn choices(line: &LineVerdict) -> Vec<Remedy> {
    let mut remedies = Vec::new();
    for remedy in line.entitlements.iter().flat_map(|ground| &ground.remedies) {
        if !remedies.contains(remedy) {
            remedies.push(*remedy);
        }
    }
    match remedies.is_empty() {
        true => TO_ASK_FOR.to_vec(),
        false => remedies,
    }
}

/// One line: the decision with its reasons, then the remedies to choose from.
pub fn of_line(
    fields: &Fields<'_>,
    respond_hours: u32,
    at: usize,
    line: &LineVerdict,
    title: &str,
    tip: Option<&str>,
) -> String {
    let words = fields.words;
    let tip = tip.map(|tip| {
        let (title, tip) = (words.say("problem.tip"), escape(tip));
        format!("<div class=\"alert\">\n<h3>{title}</h3>\n<p>{tip}</p>\n</div>\n")
    });
    let id = format!("requested.{at}");
    let asked = fields.form.get(&id);
    let legend = match line.decision {
        Decision::Decline => words.say("remedy.not_granted"),
        Decision::Approve | Decision::Review => {
            words.say_with("remedy.choose", &[("title", title)])
        }
    };
    let mut radios = String::new();
    for (place, remedy) in choices(line).into_iter().enumerate() {
        let value = name(&remedy);
        // The summary of what is wrong leads to the first.
        let own = match place {
            0 => id.clone(),
            place => format!("{id}.{place}"),
        };
        let checked = if asked == value { " checked" } else { "" };
        radios.push_str(&format!(
            "<div class=\"choice\">\n<p class=\"tick\"><input type=\"radio\" id=\"{own}\" name=\"{id}\" \
             value=\"{value}\" required{checked} aria-describedby=\"{own}-facts\"> \
             <label for=\"{own}\">{}</label></p>\n<ul class=\"facts\" id=\"{own}-facts\">\n{}</ul>\n</div>\n",
            words.name_of("remedy", &remedy),
            facts(words, &value, line, remedy),
        ));
    }
    format!(
        "<section>\n<h2>{}</h2>\n{}{}<fieldset>\n<legend>{legend}</legend>\n{}{radios}</fieldset>\n{}</section>\n",
        escape(title),
        tip.unwrap_or_default(),
        decided(words, respond_hours, line),
        fields.note(&id),
        questions(fields, at, line),
    )
}

/// What the shop will do by itself, why, and what is still possible.
fn decided(words: Words<'_>, respond_hours: u32, line: &LineVerdict) -> String {
    let (class, told) = match line.decision {
        Decision::Approve => ("alert good", words.say("remedy.approve")),
        Decision::Review if respond_hours == 0 => ("alert", words.say("remedy.review_short")),
        Decision::Review => {
            let within =
                Language::of(words.locale).counted("policy.within.hours", respond_hours, &[]);
            (
                "alert",
                words.say_with("remedy.review", &[("within", &within)]),
            )
        }
        Decision::Decline => ("alert", words.say("remedy.decline")),
    };
    let reasons = line.reasons.iter().filter(|reason| !reason.text.is_empty());
    let reasons: String = reasons
        .map(|reason| format!("<li>{}</li>\n", escape(&reason.text)))
        .collect();
    let ways: String = line
        .still_possible
        .iter()
        .map(|way| format!("<li>{}</li>\n", words.name_of("still_possible", way)))
        .collect();
    let ways = match ways.is_empty() {
        true => String::new(),
        false => format!(
            "<h3>{}</h3>\n<ul>\n{ways}</ul>\n",
            words.say("remedy.still")
        ),
    };
    format!("<div class=\"{class}\">\n<h3>{told}</h3>\n<ul>\n{reasons}</ul>\n{ways}</div>\n")
}

/// What a remedy is, and its ground, dates, fee and shipping.
fn facts(words: Words<'_>, value: &str, line: &LineVerdict, remedy: Remedy) -> String {
    let mut told = vec![words.say(&format!("remedy.{value}_hint"))];
    let gives = |ground: &&Entitlement| ground.remedies.contains(&remedy);
    if let Some(ground) = line.entitlements.iter().find(gives) {
        told.extend(of_ground(words, ground, remedy));
    }
    let fact = |fact: String| format!("<li>{fact}</li>\n");
    told.into_iter().map(fact).collect()
}

fn of_ground(words: Words<'_>, ground: &Entitlement, remedy: Remedy) -> Vec<String> {
    let deadlines = &ground.deadlines;
    let is_refund = matches!(remedy, Remedy::Refund | Remedy::PartialRefund);
    let (due_key, due) = match remedy {
        Remedy::Refund | Remedy::PartialRefund => ("remedy.refund_by", deadlines.refund),
        Remedy::Repair => ("remedy.done_by", deadlines.repair),
        Remedy::Replace | Remedy::Exchange => ("remedy.done_by", deadlines.replace),
        Remedy::StoreCredit | Remedy::SparePart | Remedy::Coupon => ("remedy.done_by", None),
    };
    let basis_key = format!("basis.{}", name(&ground.basis));
    let basis = words.raw(&basis_key);
    let mut told = vec![match ground.until {
        Some(until) => words.say_with(
            "remedy.covered",
            &[("basis", basis), ("date", &words.date(until))],
        ),
        None => words.say(&basis_key),
    }];
    let send_back = deadlines.send_back.filter(|_| !ground.keep_item);
    let loaner = deadlines.loaner.filter(|_| remedy == Remedy::Repair);
    for (key, day) in [
        (due_key, due),
        ("remedy.send_back", send_back),
        ("remedy.loaner", loaner),
    ] {
        if let Some(day) = day {
            told.push(words.say_with(key, &[("date", &words.date(day))]));
        }
    }
    if let Some(fee) = ground.fee.as_ref().filter(|_| is_refund) {
        told.push(words.say_with("remedy.fee", &[("amount", &words.money(fee))]));
    }
    told.push(words.say(match (ground.keep_item, ground.return_shipping) {
        (true, _) => "remedy.keep",
        (false, Payer::Shop) => "remedy.shipping_shop",
        (false, Payer::Customer) => "remedy.shipping_customer",
    }));
    told
}

/// What the shop would like to know, in its own words.
fn questions(fields: &Fields<'_>, at: usize, line: &LineVerdict) -> String {
    let question = |asked: &AskedQuestion| {
        fields.input(&Input {
            name: &format!("answer.{at}.{}", asked.id),
            label: &escape(&asked.text),
            ..Input::default()
        })
    };
    line.questions.iter().map(question).collect()
}
