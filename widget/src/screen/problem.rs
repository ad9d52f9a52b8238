//! What is wrong with each item, and the tip that may solve it.

use crate::{
    element::{El, el, nothing, text},
    flow::{Act, Field, Flow},
    part::{
        Choice, Icon, Input, actions, choice, field, group, notice, picture, primary, questions,
        quiet, screen, tick,
    },
    words::Words,
};
use claims::{
    draft::DraftLine,
    order::{OrderLine, Trait},
    problem::{Problem, ProblemKind},
};

const DESCRIPTION: Input = Input {
    label: "problem.description",
    hint: "problem.description_hint",
    ..Input::LINES
};
const REMARK: Input = Input {
    label: "problem.description_optional",
    ..Input::LINES
};
const SERIAL: Input = Input {
    autocomplete: "off",
    label: "problem.serial",
    hint: "problem.serial_hint",
    max: "100",
    ..Input::TEXT
};

/// The screen.
#[inline(never)]
#[must_use]
pub fn show(flow: &Flow, words: &Words) -> El {
    let mut whole = screen(flow, words, "problem.title", words.text("problem.choose"));
    for (at, line) in flow.kept.lines.iter().enumerate() {
        if let Some(bought) = flow.order().and_then(|order| order.line(&line.line)) {
            whole = whole.child(of_line(flow, words, at, line, bought));
        }
    }
    whole.child(actions(primary(words, "nav.next", flow.busy), nothing()))
}

fn of_line(flow: &Flow, words: &Words, at: usize, line: &DraftLine, bought: &OrderLine) -> El {
    let question = words.fill("problem.for", &[("title", &bought.title)]);
    let legend = el("legend", "about")
        .child(picture(bought.image.as_deref()).with("class", "picture little"))
        .child(text("span", "", &question));
    let mut cards = el("div", "choices");
    for (place, problem) in flow.problems(bought).into_iter().enumerate() {
        let card = Choice {
            field: Field::Problem(at),
            at: place,
            value: &problem.id,
            name: problem.text.get(&flow.locale),
            chosen: problem.id == line.problem,
        };
        cards = cards.child(choice(&card, nothing()));
    }
    let whole = el("section", "stack wide").keyed(&line.line).child(group(
        flow,
        words,
        Field::Problem(at),
        legend,
        cards,
    ));
    match flow.problem_of(line) {
        Some(problem) => whole
            .child(tip(flow, words, at, problem))
            .child(details(flow, words, at, line, bought, problem)),
        None => whole,
    }
}

/// What may solve it: a rule knows the item, the problem only itself.
fn tip(flow: &Flow, words: &Words, at: usize, problem: &Problem) -> El {
    let of_problem = problem.tip.as_ref().map(|tip| tip.get(&flow.locale));
    let Some(tip) = flow.tip(at).or(of_problem) else {
        return nothing();
    };
    let body = el("div", "stack")
        .child(words.el("h3", "", "problem.tip"))
        .child(text("p", "", tip))
        .child(quiet(words, "problem.solved", Act::Solved(at)).with("class", "button quiet small"));
    notice("alert tip", Icon::Bulb, body)
        .keyed(&problem.id)
        .with("part", "tip")
}

fn details(
    flow: &Flow,
    words: &Words,
    at: usize,
    line: &DraftLine,
    bought: &OrderLine,
    problem: &Problem,
) -> El {
    let description = if flow.must_describe(line) {
        &DESCRIPTION
    } else {
        &REMARK
    };
    let sealed = bought
        .traits
        .iter()
        .any(|it| matches!(it, Trait::SealedHygiene | Trait::SealedMedia));
    let unwanted = matches!(
        problem.kind,
        ProblemKind::ChangedMind | ProblemKind::DoesNotFit
    );
    let mut whole = el("div", "stack wide").child(field(
        flow,
        words,
        Field::Description(at),
        description,
        &line.description,
    ));
    whole = questions(flow, words, at, false, whole);
    if flow.asks_serial(line) {
        let serial = line.serial.as_deref().unwrap_or_default();
        whole = whole.child(field(flow, words, Field::Serial(at), &SERIAL, serial));
    }
    if unwanted {
        whole = whole.child(tick(
            words,
            Field::Opened(at),
            "problem.opened",
            line.opened,
        ));
    }
    if sealed {
        whole = whole.child(tick(
            words,
            Field::Seal(at),
            "problem.seal_broken",
            line.seal_broken,
        ));
    }
    whole
}
