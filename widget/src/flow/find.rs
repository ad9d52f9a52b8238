//! The first screen: which order; and the way back to a claim whose link was lost.

use crate::{
    flow::{Field, FieldTrouble, Flow, Found, Screen, Stated, Todo, Trouble, trouble::wrong},
    program::TRACKS,
};
use claims::draft::DraftLine;

/// Enough to catch a slip; the edge has the last word.
fn looks_like_email(text: &str) -> bool {
    let Some(at) = text.rfind('@') else {
        return false;
    };
    let dot = text.rfind('.').unwrap_or(0);
    at > 0 && dot > at + 1 && dot + 1 < text.len() && !text.contains(' ')
}

impl Flow {
    pub(super) fn find(&mut self) {
        let mut errors = Vec::new();
        if self.kept.order_number.trim().is_empty() {
            let key = match self.by.as_str() {
                "" => "error.required_order",
                _ => "error.required",
            };
            errors.push(wrong(Field::Order, key));
        }
        errors.extend(self.email_trouble());
        if errors.is_empty() {
            self.errors.clear();
            self.busy = true;
            self.then(Todo::Keep);
            self.then(Todo::Find);
        } else {
            self.stay(errors);
        }
    }

    /// What the order is looked up by: the field of `FindOrder`, and what is in it.
    #[must_use]
    pub fn asked(&self) -> (&str, &str) {
        if !self.link.is_empty() {
            return ("link", &self.link);
        }
        let by = if self.by.is_empty() {
            "order_number"
        } else {
            &self.by
        };
        (by, self.kept.order_number.trim())
    }

    fn email_trouble(&self) -> Option<FieldTrouble> {
        match self.kept.email.trim() {
            "" => Some(wrong(Field::Email, "error.required_email")),
            email if looks_like_email(email) => None,
            _ => Some(wrong(Field::Email, "error.invalid_email")),
        }
    }

    pub(super) fn found(&mut self, answer: Result<(Box<Found>, String), Trouble>) {
        let (found, as_received) = match answer {
            Ok(answer) => answer,
            Err(trouble) => {
                self.link.clear();
                return self.troubled(&trouble);
            }
        };
        if !std::mem::take(&mut self.link).is_empty() {
            self.kept.order_number.clone_from(&found.order.number);
            self.kept.email.clone_from(&found.email);
        }
        // The same order again, after the session had ended: what was entered stays.
        let is_same = self
            .order()
            .is_some_and(|order| order.number == found.order.number);
        if !is_same {
            self.forget_entered();
        }
        self.kept.found = as_received;
        self.found = Some(*found);
        self.fill_in_stated();
        if self.kept.lines.is_empty() {
            self.choose_the_only_line();
        }
        self.go(Screen::Items);
    }

    /// What was told of another order does not belong to this one.
    fn forget_entered(&mut self) {
        for file in std::mem::take(&mut self.kept.files) {
            self.then(Todo::Drop(file.id));
        }
        self.kept.lines.clear();
        self.kept.stated = Stated::default();
    }

    fn choose_the_only_line(&mut self) {
        let Some(found) = &self.found else { return };
        if let [only] = found.order.lines.as_slice()
            && self.open_units(&only.id) > 0
        {
            self.kept.lines.push(DraftLine {
                line: only.id.clone(),
                quantity: 1,
                ..DraftLine::default()
            });
        }
    }

    pub(super) fn recover(&mut self) {
        if let Some(error) = self.email_trouble() {
            return self.stay(vec![error]);
        }
        self.errors.clear();
        self.busy = true;
        self.then(Todo::Recover);
    }

    pub(super) fn recovered(&mut self, answer: Result<(), Trouble>) {
        if let Err(trouble) = answer {
            return self.troubled(&trouble);
        }
        self.busy = false;
        self.recovered = true;
        self.say("recover.sent");
    }

    /// Changes a field.
    pub(super) fn set(&mut self, field: Field, value: String) {
        self.errors.retain(|error| error.field != field);
        #[expect(clippy::wildcard_enum_match_arm, reason = "the rest is one program's")]
        match field {
            Field::Email => self.kept.email = value,
            Field::Number
            | Field::Message
            | Field::Reason
            | Field::CounterAmount
            | Field::CounterText
            | Field::Slot
            | Field::Stars
            | Field::Rating
                if TRACKS =>
            {
                self.following.set(field, value);
            }
            field if self.program.claims() => self.set_filing(field, value),
            _ => {}
        }
        self.keep();
    }

    fn set_filing(&mut self, field: Field, value: String) {
        #[expect(clippy::wildcard_enum_match_arm, reason = "the rest is not of filing")]
        match field {
            Field::Order => self.kept.order_number = value,
            Field::By => self.by = value,
            Field::Item(at) => self.tick(at, &value),
            Field::Quantity(at) => self.set_quantity(at, &value),
            Field::Title(_)
            | Field::Bought(_)
            | Field::Price(_)
            | Field::Placed
            | Field::Delivered => {
                self.kept.stated.set(field, value);
            }
            Field::Problem(at)
            | Field::Description(at)
            | Field::Serial(at)
            | Field::Opened(at)
            | Field::Seal(at) => {
                self.tell(at, field, value);
            }
            Field::Answer(at, question) => self.answer(at, question, value),
            Field::Remedy(at) => self.request(at, &value),
            Field::Name => self.kept.name = value,
            Field::Phone => self.kept.phone = value,
            _ => {}
        }
    }
}
