//! What the shop asks about an item.

use crate::{
    element::El,
    flow::{Field, Flow},
    part::{Input, labelled},
    words::Words,
};

/// As many characters as the edge takes.
const ANSWER: Input = Input {
    max: "4000",
    ..Input::TEXT
};

/// A field for each question, put into `whole`: those asked at once, or `late`, once files and wish are known.
#[inline(never)]
#[must_use]
pub fn questions(flow: &Flow, words: &Words, at: usize, late: bool, mut whole: El) -> El {
    let Some(line) = flow.kept.lines.get(at) else {
        return whole;
    };
    for (n, question) in flow.questions(at).iter().enumerate() {
        if flow.is_asked_late(at, n) != late {
            continue;
        }
        let label = if question.required {
            question.text.clone()
        } else {
            words.fill("problem.question_optional", &[("question", &question.text)])
        };
        let value = line.answers.get(&question.id).map_or("", String::as_str);
        whole = whole.child(labelled(
            flow,
            words,
            Field::Answer(at, n),
            &ANSWER,
            &label,
            value,
        ));
    }
    whole
}
