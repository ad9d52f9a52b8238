//! `then` of a rule.

use crate::{
    limits,
    policy::{
        Deadline, Question, Then, Window, WindowFrom, Within,
        file::{
            described::DEADLINE_NAMES,
            problems::{evidence_list, id, localized},
            quantities::{PROMISE_DAYS, fee_if, hours_if},
            reader::{Reader, Table},
            shop::{Known, contact_if},
            terms,
        },
    },
    words::{DECISIONS, PAYERS, REMEDIES},
};

/// Places to hand goods in that one rule may name.
const PLACES: usize = 20;

const WINDOW_FROM: [(&str, WindowFrom); 3] = [
    ("delivery", WindowFrom::Delivery),
    ("order", WindowFrom::Order),
    ("last_delivery", WindowFrom::LastDelivery),
];

/// The actions in `table`.
pub(super) fn read(reader: &mut Reader, table: &Table<'_>, known: &Known) -> Then {
    Then {
        eligible: reader.flag_if(table, "eligible"),
        text: localized(reader, table, "text", known),
        window: window(reader, table),
        remedies: reader.words(table, "remedies", &REMEDIES),
        decision: reader.word_if(table, "decision", &DECISIONS),
        evidence: evidence_list(reader, table, "evidence"),
        question: question(reader, table, known),
        tip: localized(reader, table, "tip", known),
        return_shipping: reader.word_if(table, "return_shipping", &PAYERS),
        drop_off: places(reader, table),
        fee: fee_if(reader, table, "fee", known),
        bonus: fee_if(reader, table, "bonus", known),
        keep_item: reader.flag_if(table, "keep_item"),
        loaner: reader.flag_if(table, "loaner"),
        contact: contact_if(reader, table),
        deadlines: deadlines(reader, table),
    }
}

fn window(reader: &mut Reader, table: &Table<'_>) -> Option<Window> {
    let inner = reader.inner(table, "window", &["days", "months", "from"])?;
    let (days, months) = terms::window(reader, &inner);
    let from = reader.word_if(&inner, "from", &WINDOW_FROM);
    if inner.is_empty() {
        reader.mistake(inner.path(), "an empty table", "`days` or `months`", None);
    } else if inner.keys().eq(["from"]) {
        reader.mistake(inner.path(), "no duration", "`days` or `months`", None);
    }
    let window = Window { days, months, from };
    (days.is_some() || months.is_some()).then_some(window)
}

fn question(reader: &mut Reader, table: &Table<'_>, known: &Known) -> Option<Question> {
    let inner = reader.inner(table, "question", &["id", "text", "required"])?;
    let id = id(reader, &inner);
    let text = match inner.get("text") {
        Some(_) => localized(reader, &inner, "text", known),
        None => reader.missing(&inner, "text", "what is asked, in each language"),
    };
    let required = reader.flag_if(&inner, "required").unwrap_or_default();
    Some(Question {
        id: id?,
        text: text?,
        required,
    })
}

fn places(reader: &mut Reader, table: &Table<'_>) -> Vec<String> {
    let places = reader.texts(table, "drop_off", "a place, or a list of places");
    if places.len() > PLACES {
        let found = format!("{} places", places.len());
        reader.mistake(
            table.at("drop_off"),
            found,
            format!("at most {PLACES}"),
            None,
        );
    }
    let mut named = Vec::new();
    for (path, place) in places {
        let chars = place.chars().count();
        if u32::try_from(chars).is_ok_and(|chars| chars <= limits::NAME_CHARS) {
            named.push(place);
        } else {
            let expected = format!("at most {} characters", limits::NAME_CHARS);
            reader.mistake(path, format!("{chars} characters"), expected, None);
        }
    }
    named
}

fn deadlines(reader: &mut Reader, table: &Table<'_>) -> Vec<Within> {
    let Some(inner) = reader.inner(table, "deadlines", DEADLINE_NAMES) else {
        return Vec::new();
    };
    if inner.is_empty() {
        let expected = format!("some of: {}", DEADLINE_NAMES.join(", "));
        reader.mistake(inner.path(), "an empty table", expected, None);
    }
    let mut read = Vec::new();
    for deadline in Deadline::ALL {
        let hours = hours_if(reader, &inner, deadline.name(), PROMISE_DAYS);
        read.extend(hours.map(|hours| Within(deadline, hours)));
    }
    read
}
