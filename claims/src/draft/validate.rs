//! Is the claim complete, and does it fit the order and the policy.
//!
//! The widget asks for instant help, the edge as the authority: the same function, every error at once.

use crate::{
    civil::Date,
    draft::{AnnouncedFile, ClaimDraft, DraftLine, email::email_is_good},
    limits,
    order::{OrderFacts, OrderLine},
    policy::{Case, Policy, is_offered_for, judge},
    problem::ProblemKind,
    verdict::Remedy,
    wire::{FieldError, Limits},
    words::{REMEDIES, word},
};
use std::collections::BTreeMap;

mod stated;

/// A draft that is complete and fits its order; made by [`validate`] alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidDraft {
    draft: ClaimDraft,
    order: OrderFacts,
}

impl ValidDraft {
    /// What the customer says.
    #[must_use]
    pub fn draft(&self) -> &ClaimDraft {
        &self.draft
    }

    /// The facts to judge it on; a stated order is merged in.
    #[must_use]
    pub fn order(&self) -> &OrderFacts {
        &self.order
    }

    /// Both.
    #[must_use]
    pub fn into_parts(self) -> (ClaimDraft, OrderFacts) {
        (self.draft, self.order)
    }
}

/// Checks `draft` against its order. `open_units` are the units of each line not yet in an open claim; a line not
/// in it has all of its units.
///
/// # Errors
/// Every field that is not as it should be, with its JSON pointer.
pub fn validate(
    draft: &ClaimDraft,
    order: &OrderFacts,
    open_units: &BTreeMap<String, u32>,
    policy: &Policy,
    limits: &Limits,
    today: Date,
) -> Result<ValidDraft, Vec<FieldError>> {
    let mut found = Found::default();
    found.customer(draft);
    let order = found.order(draft, order, today);
    found.lines(draft, &order, open_units, policy, limits);
    found.files(&draft.files, limits);
    if found.errors.is_empty() {
        // Asked last: only a claim that is otherwise good has a verdict to compare with.
        found.requests(draft, &order, policy, today);
    }
    if found.errors.is_empty() {
        Ok(ValidDraft {
            draft: draft.clone(),
            order,
        })
    } else {
        Err(found.errors)
    }
}

#[derive(Default)]
struct Found {
    errors: Vec<FieldError>,
}

impl Found {
    fn error(&mut self, pointer: impl Into<String>, code: &str, detail: impl Into<String>) {
        let (pointer, detail) = (pointer.into(), detail.into());
        self.errors.push(FieldError {
            pointer,
            code: code.to_owned(),
            detail,
        });
    }

    /// A text with something in it, not too long.
    fn filled(&mut self, pointer: impl Into<String>, text: &str, max_chars: u32) {
        let pointer = pointer.into();
        if text.trim().is_empty() {
            self.error(pointer, "required", "found nothing, expected a value");
        } else {
            self.short(pointer, text, max_chars);
        }
    }

    fn short(&mut self, pointer: impl Into<String>, text: &str, max_chars: u32) {
        let chars = text.chars().count();
        if u32::try_from(chars).map_or(true, |chars| chars > max_chars) {
            let detail = format!("found {chars} characters, expected at most {max_chars}");
            self.error(pointer, "too_long", detail);
        }
    }

    fn customer(&mut self, draft: &ClaimDraft) {
        if !is_language_tag(&draft.locale) {
            self.error(
                "/locale",
                "invalid_locale",
                "expected a language such as `fr`",
            );
        }
        self.filled("/customer/name", &draft.customer.name, limits::NAME_CHARS);
        let email = draft.customer.email.trim();
        self.filled("/customer/email", email, limits::EMAIL_CHARS);
        if !email.is_empty() && !email_is_good(email) {
            self.error(
                "/customer/email",
                "invalid_email",
                "expected an address such as name@mail.example",
            );
        }
        if let Some(phone) = &draft.customer.phone {
            self.short("/customer/phone", phone, limits::PHONE_CHARS);
            let is_phone = phone
                .chars()
                .all(|sign| sign.is_ascii_digit() || " +-().,/x#".contains(sign));
            if !is_phone || !phone.bytes().any(|sign| sign.is_ascii_digit()) {
                self.error(
                    "/customer/phone",
                    "invalid_phone",
                    "expected a number such as +33 1 23 45 67 89",
                );
            }
        }
    }

    /// The order with what the customer states, where the shop has not confirmed it.
    fn order(&mut self, draft: &ClaimDraft, order: &OrderFacts, today: Date) -> OrderFacts {
        match (&draft.stated_order, order.verified) {
            (Some(_), true) => {
                self.error(
                    "/stated_order",
                    "not_allowed",
                    "the order is known: there is nothing to state",
                );
                order.clone()
            }
            (None, false) => {
                self.error(
                    "/stated_order",
                    "required",
                    "the order is not known: say when and what was bought",
                );
                order.clone()
            }
            (None, true) => order.clone(),
            (Some(stated), false) => self.stated(stated, order, today),
        }
    }

    fn lines(
        &mut self,
        draft: &ClaimDraft,
        order: &OrderFacts,
        open_units: &BTreeMap<String, u32>,
        policy: &Policy,
        limits: &Limits,
    ) {
        if draft.lines.is_empty() {
            self.error(
                "/lines",
                "required",
                "found nothing, expected what is claimed",
            );
        }
        if draft.lines.len() > limits::LINES {
            self.error(
                "/lines",
                "too_many",
                too_many(draft.lines.len(), limits::LINES),
            );
        }
        for (n, line) in draft.lines.iter().enumerate().take(limits::LINES) {
            let at = |name: &str| format!("/lines/{n}/{name}");
            if draft
                .lines
                .iter()
                .take(n)
                .any(|earlier| earlier.line == line.line)
            {
                self.error(
                    at("line"),
                    "duplicate_line",
                    format!("`{}` stands above already", line.line),
                );
            }
            let bought = order.line(&line.line);
            match bought {
                None => self.error(
                    at("line"),
                    "unknown_line",
                    format!("the order has no line `{}`", line.line),
                ),
                Some(bought) => self.units(at("quantity"), line.quantity, bought, open_units),
            }
            self.short(at("description"), &line.description, limits.text_chars);
            if let Some(serial) = &line.serial {
                self.filled(at("serial"), serial, limits::SERIAL_CHARS);
            }
            self.answers(&at("answers"), line, limits);
            self.problem(n, line, bought, policy);
        }
    }

    fn answers(&mut self, pointer: &str, line: &DraftLine, limits: &Limits) {
        if line.answers.len() > limits::ANSWERS {
            let detail = too_many(line.answers.len(), limits::ANSWERS);
            self.error(pointer, "too_many", detail);
        }
        for answer in line.answers.values() {
            self.short(pointer, answer, limits.text_chars);
        }
    }

    fn units(
        &mut self,
        pointer: String,
        claimed: u32,
        bought: &OrderLine,
        open_units: &BTreeMap<String, u32>,
    ) {
        let open = open_units
            .get(&bought.id)
            .copied()
            .unwrap_or(bought.quantity)
            .min(bought.quantity);
        if claimed < 1 {
            self.error(pointer, "too_small", "found 0, expected at least 1");
        } else if claimed > bought.quantity {
            let detail = format!(
                "found {claimed}, expected at most {}, as many as were bought",
                bought.quantity
            );
            self.error(pointer, "too_large", detail);
        } else if claimed > open {
            let detail = format!(
                "found {claimed}, expected at most {open}: the others are in an open claim"
            );
            self.error(pointer, "too_large", detail);
        }
    }

    fn problem(&mut self, n: usize, line: &DraftLine, bought: Option<&OrderLine>, policy: &Policy) {
        let pointer = format!("/lines/{n}/problem");
        if line.problem.trim().is_empty() {
            self.error(pointer, "required", "found nothing, expected what is wrong");
            return;
        }
        let Some(problem) = policy.problem(&line.problem) else {
            self.error(
                pointer,
                "unknown_problem",
                format!("the shop's list has no `{}`", line.problem),
            );
            return;
        };
        if bought.is_some_and(|bought| !is_offered_for(problem, bought)) {
            let detail = format!("`{}` is not on the list for this item", line.problem);
            self.error(pointer, "unknown_problem", detail);
        }
        if problem.kind == ProblemKind::Other && line.description.trim().is_empty() {
            let detail = "found nothing, expected a few words on what is wrong";
            self.error(format!("/lines/{n}/description"), "required", detail);
        }
    }

    fn files(&mut self, files: &[AnnouncedFile], limits: &Limits) {
        let most = usize::try_from(limits.files).unwrap_or(usize::MAX);
        if files.len() > most {
            self.error("/files", "too_many", too_many(files.len(), most));
        }
        for (n, file) in files.iter().enumerate().take(most) {
            let at = |name: &str| format!("/files/{n}/{name}");
            self.filled(at("name"), &file.name, limits::NAME_CHARS);
            if !limits.media_types.contains(&file.media_type) {
                let expected = limits.media_types.join(", ");
                let detail = format!("found `{}`, expected one of: {expected}", file.media_type);
                self.error(at("media_type"), "unsupported_media_type", detail);
            }
            if file.size_bytes < 1 {
                self.error(at("size_bytes"), "too_small", "the file is empty");
            }
            if file.size_bytes > limits.file_bytes {
                let detail = format!(
                    "found {} bytes, expected at most {}",
                    file.size_bytes, limits.file_bytes
                );
                self.error(at("size_bytes"), "too_large", detail);
            }
        }
    }

    /// What is asked for must be on offer; where nothing is, a person reads the wish whatever it is.
    fn requests(&mut self, draft: &ClaimDraft, order: &OrderFacts, policy: &Policy, today: Date) {
        let case = Case {
            order,
            lines: &draft.lines,
            files: &draft.files,
            locale: &draft.locale,
            today,
        };
        for (n, line) in judge(policy, &case).lines.iter().enumerate() {
            let requested = draft.lines.get(n).and_then(|line| line.requested);
            let Some(requested) = requested else { continue };
            let offered: Vec<Remedy> = line
                .entitlements
                .iter()
                .flat_map(|ground| &ground.remedies)
                .copied()
                .collect();
            if !offered.is_empty() && !offered.contains(&requested) {
                let names: Vec<&str> = offered
                    .iter()
                    .map(|remedy| word(&REMEDIES, remedy))
                    .collect();
                let detail = format!(
                    "found `{}`, expected one of: {}",
                    word(&REMEDIES, &requested),
                    names.join(", ")
                );
                self.error(format!("/lines/{n}/requested"), "not_offered", detail);
            }
        }
    }
}

fn too_many(found: usize, most: usize) -> String {
    format!("found {found} entries, expected at most {most}")
}

/// Letters, digits and dashes, as BCP 47 has them: the text is picked by it, nothing else.
fn is_language_tag(locale: &str) -> bool {
    let mut parts = locale.split('-');
    let first = parts.next().is_some_and(|part| {
        (2..=3).contains(&part.len()) && part.bytes().all(|sign| sign.is_ascii_alphabetic())
    });
    let rest = parts.all(|part| {
        (1..=8).contains(&part.len()) && part.bytes().all(|sign| sign.is_ascii_alphanumeric())
    });
    first && rest && locale.len() <= 35
}

#[cfg(test)]
mod tests;
