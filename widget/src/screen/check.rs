//! All of it once more, each part with a way back to it, and how to reach the customer.

use crate::{
    element::{El, el, nothing, text},
    flow::{Act, Field, Flow, Screen, answer_of},
    part::{Input, actions, field, link, primary, screen},
    read::remedy_name,
    words::Words,
};
use claims::decimal::count;

const NAME: Input = Input {
    autocomplete: "name",
    label: "check.name",
    ..Input::TEXT
};
const PHONE: Input = Input {
    kind: "tel",
    autocomplete: "tel",
    label: "check.phone",
    max: "40",
    ..Input::TEXT
};

/// The screen.
#[inline(never)]
#[must_use]
pub fn show(flow: &Flow, words: &Words) -> El {
    let Some(order) = flow.order() else {
        return nothing();
    };
    let (mut items, mut problems) = (el("dd", ""), el("dd", ""));
    let (mut files, mut remedies) = (el("dd", ""), el("dd", ""));
    for (at, line) in flow.kept.lines.iter().enumerate() {
        let title = order
            .line(&line.line)
            .map_or("", |line| line.title.as_str());
        items = items.child(match line.quantity {
            1 => text("p", "", title),
            many => text("p", "", &[&count(many as usize), " × ", title].concat()),
        });
        if let Some(problem) = flow.problem_of(line) {
            problems = problems.child(text("p", "", problem.text.get(&flow.locale)));
        }
        if !line.description.is_empty() {
            problems = problems.child(text("p", "told", &line.description));
        }
        for question in flow.questions(at) {
            let answer = answer_of(line, question);
            if !answer.is_empty() {
                let told = [&question.text, " ", answer].concat();
                problems = problems.child(text("p", "told", &told));
            }
        }
        if let Some(serial) = &line.serial {
            problems = problems.child(text("p", "", serial));
        }
        if let Some(remedy) = line.requested {
            remedies = remedies.child(text("p", "", &words.of("remedy", remedy_name(remedy))));
        }
    }
    for file in &flow.kept.files {
        files = files.child(text("p", "", &file.name));
    }
    if flow.kept.files.is_empty() {
        files = words.el("dd", "", "check.no_files");
    }
    let mut rows = el("dl", "rows");
    for (what, told, change, screen) in [
        ("check.items", items, "check.change_items", Screen::Items),
        (
            "check.problem",
            problems,
            "check.change_problem",
            Screen::Problem,
        ),
        ("check.files", files, "check.change_files", Screen::Evidence),
        (
            "check.remedy",
            remedies,
            "check.change_remedy",
            Screen::Remedy,
        ),
    ] {
        let change =
            link(words, "check.change", Act::Go(screen)).with("aria-label", words.text(change));
        rows = rows.child(
            el("div", "row")
                .child(words.el("dt", "", what))
                .child(told)
                .child(el("dd", "change").child(change)),
        );
    }
    let email = words.fill("check.email", &[("email", flow.kept.email.trim())]);
    let contact = el("section", "stack")
        .child(words.el("h3", "", "check.contact"))
        .child(
            el("div", "fields two")
                .child(field(flow, words, Field::Name, &NAME, &flow.kept.name))
                .child(field(flow, words, Field::Phone, &PHONE, &flow.kept.phone)),
        )
        .child(text("p", "hint", &email));
    let send = if flow.busy {
        "check.sending"
    } else {
        "check.send"
    };
    screen(flow, words, "check.title", words.text("check.lead"))
        .child(rows)
        .child(contact)
        .child(actions(primary(words, send, flow.busy), nothing()))
}
