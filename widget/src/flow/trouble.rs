//! What can go wrong, and what the customer is told about it.

use crate::{
    flow::{Field, Flow, Screen},
    program::TRACKS,
};
use claims::wire::{ClaimLink, FieldError, Problem};

/// Why a request did not work.
#[derive(Clone, Debug, PartialEq)]
pub enum Trouble {
    /// No answer came, or none that we understand.
    NoAnswer,
    /// There is no network.
    Offline,
    /// The edge refused it.
    Refused(Box<Problem>),
}

/// One thing wrong with what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldTrouble {
    /// Where.
    pub field: Field,
    /// The key of its text.
    pub key: &'static str,
    /// The file it is about; empty for other fields.
    pub name: String,
}

/// What went wrong that no field is to blame for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// The key of its text.
    pub key: &'static str,
    /// Trying again may help.
    pub retry: bool,
    /// A claim to look at instead.
    pub claim: Option<ClaimLink>,
    /// The edge's code, or `no_answer`.
    pub code: String,
}

/// A field and the key of what is wrong with it.
pub(super) fn wrong(field: Field, key: &'static str) -> FieldTrouble {
    FieldTrouble {
        field,
        key,
        name: String::new(),
    }
}

/// The text for a code of the edge.
fn key_of(code: &str) -> &'static str {
    match code {
        "required" | "empty" => "error.required",
        "too_long" => "error.too_long",
        "too_small" => "error.too_small",
        "too_large" | "units_exceeded" => "error.too_large",
        "too_many" => "error.too_many",
        "invalid_date" => "error.invalid_date",
        "in_the_future" => "error.in_the_future",
        "invalid_email" => "error.invalid_email",
        "invalid_phone" => "error.invalid_phone",
        "too_late" if TRACKS => "progress.appointment_fixed",
        _ => "error.invalid",
    }
}

impl Trouble {
    /// What to tell where no field is to blame.
    #[must_use]
    pub fn alert(&self) -> Alert {
        let problem = match self {
            Self::Refused(problem) => problem,
            Self::NoAnswer => {
                return Alert {
                    key: "error.network",
                    retry: true,
                    claim: None,
                    code: "no_answer".to_owned(),
                };
            }
            Self::Offline => {
                return Alert {
                    key: "error.network",
                    retry: true,
                    claim: None,
                    code: "offline".to_owned(),
                };
            }
        };
        let (key, retry) = match problem.code.as_str() {
            "order_not_found" => ("find.not_found", false),
            "token_missing" | "token_invalid" | "token_expired" => ("error.session", false),
            "already_claimed" => ("error.already_claimed", false),
            "illegal_transition" => ("error.illegal", false),
            "claim_not_found" => ("progress.expired", false),
            "offer_lapsed" if TRACKS => ("progress.offer_lapsed", false),
            "config_invalid" | "origin_not_allowed" => ("error.unavailable", false),
            "invalid_body" | "invalid_json" | "idempotency_key_reused" => ("check.changed", false),
            _ => ("error.busy", true),
        };
        Alert {
            key,
            retry,
            claim: problem.claim.clone(),
            code: problem.code.clone(),
        }
    }

    fn field_errors(&self) -> &[FieldError] {
        match self {
            Self::Refused(problem) => &problem.errors,
            Self::NoAnswer | Self::Offline => &[],
        }
    }
}

impl Flow {
    /// Shows a trouble: at the fields to blame, on their screen, or as an alert.
    pub(super) fn troubled(&mut self, trouble: &Trouble) {
        self.busy = false;
        let mut errors = Vec::new();
        for error in trouble.field_errors() {
            if let Some(field) = Field::of_pointer(&error.pointer) {
                errors.push(wrong(self.on_screen(field), key_of(&error.code)));
            }
        }
        let Some(first) = errors.first() else {
            return self.alarm(trouble.alert());
        };
        let screen = self.screen_of(first.field);
        if self.program.claims() && screen != self.kept.screen {
            self.go(screen);
        }
        self.stay(errors);
    }

    /// The edge counts the lines of the draft; the items screen shows those of the order.
    fn on_screen(&self, field: Field) -> Field {
        let place = |at: usize| {
            let line = self.kept.lines.get(at)?;
            self.order()?
                .lines
                .iter()
                .position(|bought| bought.id == line.line)
        };
        #[expect(
            clippy::wildcard_enum_match_arm,
            reason = "the other fields stand once a screen"
        )]
        match field {
            Field::Item(at) => Field::Item(place(at).unwrap_or(at)),
            Field::Quantity(at) => Field::Quantity(place(at).unwrap_or(at)),
            other => other,
        }
    }

    fn screen_of(&self, field: Field) -> Screen {
        match field {
            Field::By | Field::Order => Screen::Find,
            // The e-mail address is the order's: it is typed on the first screen, whoever complains of it.
            Field::Email if self.kept.screen == Screen::Recover => Screen::Recover,
            Field::Email => Screen::Find,
            Field::Number => Screen::Recover,
            Field::Item(_) | Field::Quantity(_) => Screen::Items,
            Field::Title(_)
            | Field::Bought(_)
            | Field::Price(_)
            | Field::Placed
            | Field::Delivered => Screen::Items,
            Field::Problem(_) | Field::Description(_) | Field::Serial(_) => Screen::Problem,
            Field::Opened(_) | Field::Seal(_) => Screen::Problem,
            Field::Answer(at, n) if self.is_asked_late(at, n) => Screen::Remedy,
            Field::Answer(..) => Screen::Problem,
            Field::Files => Screen::Evidence,
            Field::Remedy(_) => Screen::Remedy,
            Field::Name | Field::Phone => Screen::Check,
            Field::Message
            | Field::Reason
            | Field::CounterAmount
            | Field::CounterText
            | Field::Slot
            | Field::Stars
            | Field::Rating => Screen::Progress,
        }
    }
}
