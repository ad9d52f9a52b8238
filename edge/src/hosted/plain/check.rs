//! What the customer can get, the claim once more, its files, and sending it.

use super::{
    draft::Told,
    field::{Fields, button, hidden},
    files,
    page::{Page, head},
    verdict,
};
use crate::{call::Call, html::escape, intl::Intl, orders::HeldOrder};
use claims::{
    draft::{ClaimDraft, StatedLine},
    order::{OrderFacts, OrderLine},
    policy::{Case, judge},
    verdict::{Decision, Verdict},
};

/// What stands on this page, and is not carried from the page before it.
fn is_of_this_page(name: &str) -> bool {
    name == "key" || name.starts_with("requested.") || name.starts_with("answer.")
}

/// A field of an item that is not claimed: an order may have more of them than a claim.
fn is_unused(name: &str, rows: &[usize]) -> bool {
    let row = name.split('.').nth(1).and_then(|row| row.parse().ok());
    row.is_some_and(|row| !rows.contains(&row))
}

/// The page. `key` files the claim once, however often the button is pressed.
pub fn page(
    status: u16,
    call: &Call<'_>,
    held: &HeldOrder,
    told: &Told,
    key: &str,
    fields: &Fields<'_>,
    trouble: &str,
) -> Page {
    let words = fields.words;
    let order = stated(&held.order, &told.draft);
    let verdict = verdict_of(call, &order, &told.draft);
    let declined = verdict
        .lines
        .iter()
        .all(|line| line.decision == Decision::Decline);
    let (title, send) = match declined {
        true => ("remedy.decline_title", "remedy.ask_person"),
        false => ("remedy.title", "check.send"),
    };
    let hours = call.config.policy.respond_hours();
    let mut lines = String::new();
    for ((line, at), draft) in verdict.lines.iter().zip(&told.rows).zip(&told.draft.lines) {
        let title = title_of(&order, &line.line);
        let problem = call.config.policy.problem(&draft.problem);
        let tip = problem.and_then(|problem| problem.tip.as_ref());
        let tip = tip.map(|tip| tip.get(words.locale));
        lines.push_str(&verdict::of_line(fields, hours, *at, line, title, tip));
    }
    let title = words.say(title);
    let again = match fields.mistakes.is_empty() && trouble.is_empty() {
        true => String::new(),
        false => format!("<p class=\"hint\">{}</p>\n", words.say("plain.files_again")),
    };
    let main = format!(
        "{trouble}{}{}<form method=\"post\" action=\"/claim/send\" enctype=\"multipart/form-data\">\n{}{}{lines}\
         <section>\n<h2>{}</h2>\n{again}{}</section>\n{}<p class=\"hint\">{}</p>\n{}</form>\n\
         <form method=\"post\" action=\"/claim/items\">\n{}{}</form>\n",
        fields.summary(),
        head(&title, &words.say("remedy.lead")),
        fields.hidden(|name| is_of_this_page(name) || is_unused(name, &told.rows)),
        hidden("key", key),
        words.say("check.files"),
        files::inputs(fields, &files::missing(&verdict)),
        summary(call, fields, &order, &told.draft),
        words.say("check.lead"),
        button(&words.say(send), ""),
        fields.hidden(|name| name == "key" || is_unused(name, &told.rows)),
        button(&words.say("check.change"), "class=\"quiet\""),
    );
    Page {
        status,
        title: fields.title(&title),
        main,
    }
}

/// As the page of the widget judges: without private rules, and without what the shop knows of the customer.
fn verdict_of(call: &Call<'_>, order: &OrderFacts, draft: &ClaimDraft) -> Verdict {
    let case = Case {
        order,
        lines: &draft.lines,
        // They are chosen on this page.
        files: &[],
        locale: call.config.locale(&draft.locale),
        today: call.config.intl.today(call.now),
    };
    let mut verdict = judge(&call.config.policy.for_page(), &case);
    Intl::explain(&draft.locale, &mut verdict);
    verdict
}

/// The order with what the customer states of it.
fn stated(order: &OrderFacts, draft: &ClaimDraft) -> OrderFacts {
    let mut order = OrderFacts {
        customer: None,
        ..order.clone()
    };
    if let Some(stated) = draft.stated_order.as_ref().filter(|_| !order.verified) {
        order.placed_on = stated.placed_on;
        order.delivered_on = stated.delivered_on;
        let line = |line: &StatedLine| OrderLine {
            id: line.id.clone(),
            title: line.title.clone(),
            quantity: line.quantity,
            unit_price: line.unit_price.clone(),
            ..OrderLine::default()
        };
        order.lines = stated.lines.iter().map(line).collect();
    }
    order
}

fn title_of<'o>(order: &'o OrderFacts, line: &str) -> &'o str {
    order.line(line).map_or("", |line| line.title.as_str())
}

/// What will be sent, as it was told.
fn summary(call: &Call<'_>, fields: &Fields<'_>, order: &OrderFacts, draft: &ClaimDraft) -> String {
    let words = fields.words;
    let (mut items, mut problems) = (String::new(), String::new());
    for line in &draft.lines {
        let title = escape(title_of(order, &line.line));
        items.push_str(&match line.quantity {
            1 => format!("<p>{title}</p>\n"),
            many => format!("<p>{many} × {title}</p>\n"),
        });
        let problem = call.config.policy.problem(&line.problem);
        let problem = problem.map_or("", |problem| problem.text.get(words.locale));
        let serial = line.serial.as_deref().unwrap_or_default();
        for text in [problem, &line.description, serial] {
            if !text.is_empty() {
                problems.push_str(&format!("<p class=\"told\">{}</p>\n", escape(text)));
            }
        }
    }
    let customer = &draft.customer;
    let phone = customer.phone.as_deref().unwrap_or_default();
    let reached: String = [&customer.name, &customer.email, phone]
        .iter()
        .filter(|text| !text.is_empty())
        .map(|text| format!("<p>{}</p>\n", escape(text)))
        .collect();
    format!(
        "<section>\n<h2>{}</h2>\n<dl>\n<dt>{}</dt>\n<dd>{items}</dd>\n<dt>{}</dt>\n<dd>{problems}</dd>\n\
         <dt>{}</dt>\n<dd>{reached}</dd>\n</dl>\n</section>\n",
        words.say("check.title"),
        words.say("check.items"),
        words.say("check.problem"),
        words.say("check.contact"),
    )
}
