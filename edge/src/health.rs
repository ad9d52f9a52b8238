//! `GET /v1/health`: ready, or every mistake of the configuration.

use crate::{answer::Answer, config::environment::Loaded};
use serde_json::json;

/// 200, or 503 with the mistakes: paths and what is expected there. What stands there
/// is in the log only: this page is everyone's.
pub fn answer(loaded: &Loaded) -> Answer {
    let (status, health) = match loaded.as_ref() {
        Ok(_) => (200, json!({ "status": "ok" })),
        Err(mistakes) => {
            let mistakes: Vec<_> = mistakes
                .iter()
                .map(|mistake| {
                    json!({
                        "path": mistake.path,
                        "expected": mistake.expected,
                        "suggestion": mistake.suggestion,
                    })
                })
                .collect();
            (
                503,
                json!({ "status": "config_invalid", "mistakes": mistakes }),
            )
        }
    };
    Answer::json_text(status, health.to_string())
}
