//! `POST /v1/solved`: a tip has helped, and nothing is claimed. Counted by problem; nothing of the customer is in it.

use crate::{
    answer::Answer,
    call::Call,
    log::{self, Level},
    metrics,
    problem::Refusal,
    quota::{self, Asked},
};
use claims::wire::read_solved;

/// Counts it where the shop has such a problem; always 202, since nobody waits for the answer.
pub async fn count(call: &mut Call<'_>) -> Result<Answer, Refusal> {
    let solved = read_solved(&call.json().await?)?;
    quota::check(call, Asked::Change, &[]).await?;
    let mut problems = call.config.policy.problems.iter();
    if let Some(problem) = problems.find(|problem| problem.id == solved.problem) {
        metrics::count_solved(call, &problem.id);
        log::event(
            Level::Info,
            "solved",
            [("problem", problem.id.as_str().into())],
        );
    }
    Ok(Answer::json_text(202, "{}"))
}
