//! The items of the order, each with its questions; then who claims.

use super::{
    draft::stated_rows,
    field::{Fields, Input, button, hidden},
    order,
    page::{Page, alert, head},
};
use crate::{config::Config, html::escape};
use claims::{
    order::{OrderLine, Trait},
    policy::{Policy, problems_for},
    problem::{EvidenceKind, ProblemKind},
    wire::{ClaimLink, FoundOrder},
};

/// The page; `trouble` is HTML of what went wrong and no field is to blame for.
pub fn page(
    status: u16,
    config: &Config,
    found: &FoundOrder,
    fields: &Fields<'_>,
    trouble: &str,
) -> Page {
    let words = fields.words;
    let order = &found.order;
    let (title, lead, content) = if order.verified {
        let placed = words.date(order.placed_on);
        let values = [("number", order.number.as_str()), ("date", &placed)];
        let lead = words.say_with("items.order", &values);
        (
            words.say("items.title"),
            lead,
            bought(config, found, fields),
        )
    } else {
        let key = match config.backend_url {
            Some(_) => "stated.lead",
            None => "stated.lead_always",
        };
        let content = stated(&config.policy, fields);
        (words.say("stated.title"), words.say(key), content)
    };
    let above = format!(
        "{trouble}{}{}{}",
        fields.summary(),
        head(&title, &lead),
        open_claims(fields, &found.open_claims),
    );
    let is_open = !order.verified || found.open_units.values().any(|open| *open > 0);
    let main = match is_open {
        true => above + &form(found, fields, &content),
        false => format!(
            "{above}{content}<p>{}</p>\n<p><a href=\"{}\">{}</a></p>\n",
            words.say("items.none_open"),
            order::ACTION,
            words.say("recover.new")
        ),
    };
    Page {
        status,
        title: fields.title(&title),
        main,
    }
}

fn form(found: &FoundOrder, fields: &Fields<'_>, content: &str) -> String {
    let next = fields.words.say("nav.next");
    format!(
        "<form method=\"post\" action=\"/claim/check\" novalidate>\n{}{}{}{content}{}{}</form>\n",
        // The first button is the one that Enter presses: not the one that adds an item.
        button(&next, "class=\"vh\" tabindex=\"-1\" aria-hidden=\"true\""),
        hidden("token", &found.order_token),
        hidden("order_number", &found.order.number) + &fields.hidden(|name| name != "locale"),
        contact(fields),
        button(&next, ""),
    )
}

/// Claims there are already, each with its link.
fn open_claims(fields: &Fields<'_>, claims: &[ClaimLink]) -> String {
    if claims.is_empty() {
        return String::new();
    }
    let links: String = claims.iter().map(|claim| follow(fields, claim)).collect();
    let told = fields.words.say("find.open_claims");
    alert("", &format!("<p>{told}</p>\n{links}"))
}

/// Opens a claim. Its token is in the form: no server sees what is behind the `#` of a link.
pub fn follow(fields: &Fields<'_>, claim: &ClaimLink) -> String {
    let number = [("number", claim.number.as_str())];
    let label = fields.words.say_with("items.follow", &number);
    let token = hidden("token", claim.url.rsplit('#').next().unwrap_or_default());
    let open = button(&label, "class=\"link\"");
    format!("<form method=\"post\" action=\"/track\">\n{token}{open}</form>\n")
}

fn bought(config: &Config, found: &FoundOrder, fields: &Fields<'_>) -> String {
    let only = found.order.lines.len() == 1;
    let lines = found.order.lines.iter().enumerate();
    lines
        .map(|(at, line)| of_line(config, found, fields, at, line, only))
        .collect()
}

fn of_line(
    config: &Config,
    found: &FoundOrder,
    fields: &Fields<'_>,
    at: usize,
    line: &OrderLine,
    only: bool,
) -> String {
    let words = fields.words;
    let open = found.open_units.get(&line.id).copied().unwrap_or_default();
    let id = format!("line.{at}");
    let is_first_look = !fields.form.has("token");
    let chosen = open > 0 && (fields.form.has(&id) || (only && is_first_look));
    let mut facts = Vec::new();
    if let Some(price) = &line.unit_price {
        facts.push(words.say_with("items.price", &[("price", &words.money(price))]));
    }
    if let Some(day) = found.order.delivered_on(line) {
        facts.push(words.say_with("items.delivered", &[("date", &words.date(day))]));
    }
    if open == 0 {
        facts.push(words.say("items.taken"));
    } else if open < line.quantity {
        let (open, bought) = (open.to_string(), line.quantity.to_string());
        facts.push(words.say_with("items.units", &[("open", &open), ("bought", &bought)]));
    }
    let picture = line.image.as_deref().map(|image| {
        let (image, title) = (escape(image), escape(&line.title));
        format!(
            "<img src=\"{image}\" alt=\"{title}\" width=\"64\" height=\"64\" loading=\"lazy\">\n"
        )
    });
    let legend = format!(
        "<p class=\"tick\"><input type=\"checkbox\" class=\"pick\" id=\"{id}\" name=\"{id}\" value=\"1\"{}{}{}> \
         <label for=\"{id}\">{}</label></p>\n",
        if chosen { " checked" } else { "" },
        if open == 0 { " disabled" } else { "" },
        fields.described(&id, false),
        escape(&line.title),
    );
    let more = match open {
        0 => String::new(),
        open => format!(
            "<div class=\"more\">\n{}{}</div>\n",
            quantity(fields, at, line, open),
            questions(&config.policy, fields, at, line)
        ),
    };
    format!(
        "<fieldset class=\"item\">\n<legend class=\"vh\">{}</legend>\n<div class=\"goods\">\n{}<div>\n{}{legend}\
         <p class=\"hint\">{}</p>\n</div>\n</div>\n{more}</fieldset>\n",
        escape(&line.title),
        picture.unwrap_or_default(),
        fields.note(&id),
        facts.join(" · ")
    )
}

fn quantity(fields: &Fields<'_>, at: usize, line: &OrderLine, open: u32) -> String {
    if open == 1 && fields.note(&format!("quantity.{at}")).is_empty() {
        return String::new();
    }
    let label = [("title", line.title.as_str())];
    fields.input(&Input {
        name: &format!("quantity.{at}"),
        label: &fields.words.say_with("items.quantity", &label),
        hint: "",
        more: &format!(
            "type=\"number\" min=\"1\" max=\"{open}\" placeholder=\"1\" inputmode=\"numeric\""
        ),
    })
}

/// What is wrong with it, in the shop's words and the customer's.
fn questions(policy: &Policy, fields: &Fields<'_>, at: usize, line: &OrderLine) -> String {
    let words = fields.words;
    let problems = problems_for(policy, line);
    let mut options = vec![("", words.say("problem.choose"))];
    for problem in &problems {
        options.push((&problem.id, escape(problem.text.get(words.locale))));
    }
    let question = match line.title.as_str() {
        "" => words.say("problem.title"),
        title => words.say_with("problem.for", &[("title", title)]),
    };
    let mut asked = fields.select(
        &Input {
            name: &format!("problem.{at}"),
            label: &question,
            ..Input::default()
        },
        &options,
    );
    asked.push_str(&fields.area(&Input {
        name: &format!("description.{at}"),
        label: &words.say("problem.description"),
        hint: &words.say("problem.description_hint"),
        more: "",
    }));
    if problems
        .iter()
        .any(|problem| problem.evidence.contains(&EvidenceKind::Serial))
    {
        asked.push_str(&fields.input(&Input {
            name: &format!("serial.{at}"),
            label: &words.say("problem.serial"),
            hint: &words.say("problem.serial_hint"),
            more: "autocomplete=\"off\" maxlength=\"100\"",
        }));
    }
    let unwanted = [ProblemKind::ChangedMind, ProblemKind::DoesNotFit];
    if problems
        .iter()
        .any(|problem| unwanted.contains(&problem.kind))
    {
        asked.push_str(&fields.tick(&format!("opened.{at}"), &words.say("problem.opened")));
    }
    let is_sealed = |it: &Trait| matches!(it, Trait::SealedHygiene | Trait::SealedMedia);
    if line.traits.iter().any(is_sealed) {
        asked.push_str(&fields.tick(&format!("seal.{at}"), &words.say("problem.seal_broken")));
    }
    asked
}

/// The order in the customer's own words.
fn stated(policy: &Policy, fields: &Fields<'_>) -> String {
    let words = fields.words;
    let day = |name: &str, key: &str| {
        fields.input(&Input {
            name,
            label: &words.say(key),
            hint: "",
            more: "type=\"date\"",
        })
    };
    let mut whole = day("placed", "stated.placed") + &day("delivered", "stated.delivered");
    let rows = stated_rows(fields.form);
    for at in 0..rows {
        let number = (at + 1).to_string();
        let legend = words.say_with("stated.item_n", &[("n", &number)]);
        let field = |name: &str, label: &str, hint: &str, more: &str| {
            fields.input(&Input {
                name: &format!("{name}.{at}"),
                label: &words.say(label),
                hint,
                more,
            })
        };
        whole.push_str(&format!(
            "<fieldset class=\"item\">\n<legend>{legend}</legend>\n{}{}{}{}</fieldset>\n",
            field(
                "title",
                "stated.item",
                &words.say("stated.item_hint"),
                "maxlength=\"200\""
            ),
            field(
                "bought",
                "stated.quantity",
                "",
                "type=\"number\" min=\"1\" placeholder=\"1\" inputmode=\"numeric\""
            ),
            field(
                "price",
                "stated.price",
                "",
                "maxlength=\"20\" inputmode=\"decimal\""
            ),
            questions(policy, fields, at, &OrderLine::default()),
        ));
    }
    let add = button(
        &words.say("stated.add"),
        "class=\"quiet\" name=\"add\" value=\"1\"",
    );
    whole + &hidden("rows", &rows.to_string()) + &add
}

fn contact(fields: &Fields<'_>) -> String {
    let words = fields.words;
    let field = |name: &str, key: &str, more: &str| {
        fields.input(&Input {
            name,
            label: &words.say(key),
            hint: "",
            more,
        })
    };
    format!(
        "<fieldset>\n<legend>{}</legend>\n{}{}{}</fieldset>\n",
        words.say("check.contact"),
        field(
            "name",
            "check.name",
            "autocomplete=\"name\" maxlength=\"200\""
        ),
        field(
            "email",
            "find.email",
            "type=\"email\" autocomplete=\"email\" maxlength=\"254\""
        ),
        field(
            "phone",
            "check.phone",
            "type=\"tel\" autocomplete=\"tel\" maxlength=\"40\""
        ),
    )
}
