//! The conditions of a rule, read by the table of them.

use crate::{
    body::shortened,
    nearest::nearest,
    policy::{
        Condition, Subject, Test, When,
        file::{
            described::Written,
            names,
            quantities::money_if,
            reader::{Reader, Table, shown},
            shop::Known,
        },
        rule::day_number,
    },
    problem::Problem,
    words::KINDS,
};

mod table;

pub(super) use table::CONDITIONS;
use table::{How, Row};

/// Their keys, as the owner writes them.
pub(super) fn keys() -> Vec<&'static str> {
    CONDITIONS.iter().map(|row| row.described.key).collect()
}

/// The conditions in `table`.
pub(super) fn read(
    reader: &mut Reader,
    table: &Table<'_>,
    known: &Known,
    problems: &[Problem],
) -> When {
    let mut when = When::default();
    for row in &CONDITIONS {
        let test = read_one(reader, table, row, known, problems);
        when.0.extend(test.map(|test| Condition(row.subject, test)));
    }
    check_ranges(reader, table, &when);
    when
}

fn read_one(
    reader: &mut Reader,
    table: &Table<'_>,
    row: &Row,
    known: &Known,
    problems: &[Problem],
) -> Option<Test> {
    let mut list = || Some(words(reader, table, row, known, problems)).filter(|it| !it.is_empty());
    match row.how {
        How::AnyOf => return list().map(Test::AnyOf),
        How::AllOf => return list().map(Test::AllOf),
        How::AtLeast | How::AtMost | How::Above | How::Below | How::Is => {}
    }
    let number = number(reader, table, row, known)?;
    Some(match row.how {
        How::AtMost => Test::AtMost(number),
        How::Above => Test::AtLeast(number.saturating_add(1)),
        How::Below => Test::AtMost(number.saturating_sub(1)),
        How::Is if number == 0 => Test::AtMost(0),
        How::AtLeast | How::Is | How::AnyOf | How::AllOf => Test::AtLeast(number),
    })
}

fn number(reader: &mut Reader, table: &Table<'_>, row: &Row, known: &Known) -> Option<i64> {
    let key = row.described.key;
    match row.described.written {
        Written::Flag => reader.flag_if(table, key).map(i64::from),
        Written::Number { least, most, unit } => reader
            .number_if(table, key, least..=most, unit)
            .map(i64::from),
        Written::Money => money_if(reader, table, key, known).map(|money| money.amount_minor),
        Written::Day => reader.date_if(table, key).map(day_number),
        Written::MoneyOrPercent
        | Written::Texts
        | Written::Word(_)
        | Written::Words(_)
        | Written::WordsOrNone(_)
        | Written::Problems
        | Written::Countries
        | Written::Locales
        | Written::Localized
        | Written::Window
        | Written::Places
        | Written::Question
        | Written::Contact
        | Written::Deadlines(_) => None,
    }
}

fn words(
    reader: &mut Reader,
    table: &Table<'_>,
    row: &Row,
    known: &Known,
    problems: &[Problem],
) -> Vec<String> {
    let key = row.described.key;
    match row.described.written {
        Written::Words(of) | Written::Word(of) | Written::WordsOrNone(of) => {
            let of: Vec<(&str, &str)> = of.iter().map(|word| (*word, *word)).collect();
            let words = reader.words(table, key, &of);
            words.into_iter().map(str::to_owned).collect()
        }
        Written::Problems => problem_names(reader, table, key, problems),
        Written::Countries => names::countries(reader, table, key),
        Written::Locales => locales(reader, table, key, known),
        Written::Texts
        | Written::Flag
        | Written::Number { .. }
        | Written::Money
        | Written::MoneyOrPercent
        | Written::Day
        | Written::Localized
        | Written::Window
        | Written::Places
        | Written::Question
        | Written::Contact
        | Written::Deadlines(_) => reader.names(table, key),
    }
}

/// Ids of the shop's problems, or kinds.
fn problem_names(
    reader: &mut Reader,
    table: &Table<'_>,
    key: &str,
    problems: &[Problem],
) -> Vec<String> {
    let known: Vec<&str> = problems
        .iter()
        .map(|problem| problem.id.as_str())
        .chain(KINDS.iter().map(|(kind, _)| *kind))
        .collect();
    let mut names = Vec::new();
    for (path, name) in reader.texts(table, key, "the id of a problem, or a kind") {
        if known.contains(&name.as_str()) {
            names.push(name);
        } else {
            let meant = nearest(&name, known.iter().copied());
            let found = format!("\"{}\"", shortened(&name));
            reader.mistake(
                path,
                found,
                "the id of one of PROBLEMS, or a kind such as \"defective\"",
                meant,
            );
        }
    }
    names
}

fn locales(reader: &mut Reader, table: &Table<'_>, key: &str, known: &Known) -> Vec<String> {
    let words: Vec<(&str, ())> = known
        .locales
        .iter()
        .map(|locale| (locale.as_str(), ()))
        .collect();
    let mut locales = Vec::new();
    for (path, locale) in reader.texts(table, key, "one of the shop's languages") {
        if reader.word_of(&path, &locale, &words).is_some() {
            locales.push(locale);
        }
    }
    locales
}

/// Two conditions on one number that nothing can meet.
fn check_ranges(reader: &mut Reader, table: &Table<'_>, when: &When) {
    let written = |subject: Subject, wanted: fn(&Test) -> bool| {
        let condition = when.0.iter().find(|it| it.0 == subject && wanted(&it.1))?;
        let row = CONDITIONS.iter().find(|row| {
            row.subject == subject
                && table.get(row.described.key).is_some()
                && matches!(
                    (row.how, &condition.1),
                    (How::AtLeast | How::Above | How::Is, Test::AtLeast(_))
                        | (How::AtMost | How::Below | How::Is, Test::AtMost(_))
                )
        })?;
        let value = table.get(row.described.key).map(shown)?;
        let (Test::AtLeast(number) | Test::AtMost(number)) = condition.1 else {
            return None;
        };
        Some((format!("`{} = {value}`", row.described.key), number))
    };
    for subject in Subject::ALL {
        let least = written(subject, |test| matches!(test, Test::AtLeast(_)));
        let most = written(subject, |test| matches!(test, Test::AtMost(_)));
        if let (Some((least, from)), Some((most, to))) = (least, most)
            && from > to
        {
            reader.mistake(
                table.path(),
                format!("{least} with {most}"),
                "a range that something can be in",
                None,
            );
        }
    }
}
