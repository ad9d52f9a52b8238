//! Claiming and following a claim with plain HTML forms, for whom scripts or wasm do not run: the same look-up, the
//! same validation, the same verdict and the same ledger as the API, and the widget's words.
//!
//! Nothing is kept between two pages: what was typed goes along in the form, and so does the token that allows it. A
//! form of another site has no token, so it can do nothing.

use super::form::Form;
use crate::{answer::Answer, call::Call, problem::Refusal};
use field::{Fields, Mistake};
use page::{Page, alert};
use worker::console_error;

mod answering;
mod check;
pub mod claiming;
mod draft;
pub mod field;
mod files;
pub mod following;
mod items;
pub mod order;
pub mod page;
mod progress;
mod sent;
mod told;
pub mod track;
mod verdict;
pub mod words;

use words::Words;

/// The words of the customer: the language of the form where it says one, else the browser's.
pub fn words<'a>(call: &Call<'a>, form: &Form) -> Words<'a> {
    let config = call.config;
    let accepted = call.header("accept-language").unwrap_or_default();
    let wanted = match form.get("locale") {
        "" => accepted.as_str(),
        locale => locale,
    };
    let locale = super::language(wanted, |language| config.locale(language));
    Words::of(locale, &config.intl)
}

/// One request on its way to a page: its form, in the words of its customer.
struct Visit<'v, 'a> {
    call: &'v Call<'a>,
    form: &'v Form,
    words: Words<'a>,
}

impl<'v, 'a> Visit<'v, 'a> {
    fn of(call: &'v Call<'a>, form: &'v Form) -> Self {
        let words = words(call, form);
        Self { call, form, words }
    }

    /// The form's fields, with what is wrong with them.
    fn fields<'f>(&'f self, mistakes: &'f [Mistake]) -> Fields<'f> {
        Fields {
            form: self.form,
            words: self.words,
            mistakes,
        }
    }

    fn answer(&self, page: Page) -> Answer {
        page.answer(self.call.config, self.words)
    }

    /// What went wrong and no field is to blame for; the reason is for the log.
    fn alert(&self, refusal: &Refusal) -> String {
        if let Refusal::Internal(reason) = refusal {
            console_error!("plain page: {reason}");
        }
        alert(
            "bad",
            &format!("<p>{}</p>", self.words.say(key_of(refusal))),
        )
    }
}

/// As the widget says it.
fn key_of(refusal: &Refusal) -> &'static str {
    match refusal.code() {
        "order_not_found" => "find.not_found",
        "token_missing" | "token_invalid" | "token_expired" => "error.session",
        "already_claimed" => "error.already_claimed",
        "illegal_transition" => "error.illegal",
        "offer_lapsed" => "progress.offer_lapsed",
        "claim_not_found" => "progress.expired",
        "body_too_large" => "error.too_large",
        "invalid_body" | "invalid_json" | "idempotency_key_reused" => "check.changed",
        _ => "error.busy",
    }
}
