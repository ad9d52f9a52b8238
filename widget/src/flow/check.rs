//! All of it once more, and sending it: once, whatever the network does.

use crate::{
    flow::{
        Field, Filed, Flow, Kept, Screen, Todo, Tracking, Trouble, answer_of,
        progress::{POLL_FIRST_MS, later},
        trouble::wrong,
    },
    write,
};
use claims::{
    draft::{ClaimDraft, Customer},
    few::Few,
};

impl Flow {
    /// The claim as the edge takes it.
    #[must_use]
    pub fn draft(&self) -> ClaimDraft {
        let phone = self.kept.phone.trim();
        let mut lines = self.kept.lines.clone();
        for (at, line) in lines.iter_mut().enumerate() {
            line.description = line.description.trim().to_owned();
            // Answers to what is no longer asked stay here.
            let mut answers = Few::default();
            for question in self.questions(at) {
                let answer = answer_of(line, question);
                if !answer.is_empty() {
                    answers.insert(question.id.clone(), answer.to_owned());
                }
            }
            line.answers = answers;
        }
        ClaimDraft {
            locale: self.locale.clone(),
            customer: Customer {
                name: self.kept.name.trim().to_owned(),
                email: self.kept.email.trim().to_owned(),
                phone: (!phone.is_empty()).then(|| phone.to_owned()),
            },
            lines,
            files: self.announced(),
            stated_order: self
                .order()
                .filter(|_| self.is_stated())
                .and_then(|order| self.kept.stated.order(&order.currency)),
        }
    }

    pub(super) fn send(&mut self) {
        if self.kept.name.trim().is_empty() {
            return self.stay(vec![wrong(Field::Name, "error.required_name")]);
        }
        let body = write::draft(&self.draft());
        self.errors.clear();
        self.busy = true;
        // The same claim goes under the same key, so that a lost answer costs nothing; a changed one under a new one.
        if body == self.kept.body && !self.kept.key.is_empty() {
            return self.then(Todo::File);
        }
        self.kept.body = body;
        self.kept.key.clear();
        self.then(Todo::NewKey);
    }

    pub(super) fn keyed(&mut self, key: String) {
        // Another tab may have sent this very claim, and lent its key.
        if self.kept.key.is_empty() {
            self.kept.key = key;
        }
        self.then(Todo::Keep);
        self.then(Todo::File);
    }

    pub(super) fn filed(&mut self, answer: Result<Box<Filed>, Trouble>) {
        let filed = match answer {
            Ok(filed) => *filed,
            Err(trouble) => return self.not_filed(&trouble),
        };
        let number = filed.claim.number.clone();
        let told = ["{\"number\":\"", &number, "\"}"].concat();
        self.kept.claim = Some(Tracking {
            number,
            token: filed.tracking_token,
            url: filed.tracking_url,
        });
        self.replayed = filed.replayed;
        self.view = Some(filed.claim);
        self.number_files();
        self.forget_draft();
        self.poll_ms = POLL_FIRST_MS;
        self.go(Screen::Sent);
        self.then(Todo::Emit("filed", told));
        self.upload_next();
        self.then(Todo::Poll(self.poll_ms));
    }

    /// What is sent need not be kept, but for the files that still have to follow.
    fn forget_draft(&mut self) {
        let kept = std::mem::take(&mut self.kept);
        self.kept = Kept {
            began_ms: kept.began_ms,
            claim: kept.claim,
            files: kept.files,
            email: kept.email,
            name: kept.name,
            ..Kept::default()
        };
        self.found = None;
    }

    fn not_filed(&mut self, trouble: &Trouble) {
        match trouble {
            Trouble::Refused(problem) if problem.status < 500 => {
                self.kept.key.clear();
                self.troubled(trouble);
                if let Some(alert) = self.alert.take_if(|alert| alert.key == "error.session") {
                    self.go(Screen::Find);
                    self.alert = Some(alert);
                }
            }
            // Without an answer it may have been kept: the same key goes with it until there is one.
            Trouble::Refused(_) | Trouble::NoAnswer | Trouble::Offline => {
                self.troubled(trouble);
                if let Some(alert) = &mut self.alert {
                    alert.key = match trouble {
                        Trouble::Offline => "check.offline",
                        Trouble::Refused(_) | Trouble::NoAnswer => "check.waiting",
                    };
                }
                self.then(Todo::Poll(self.poll_ms));
                self.poll_ms = later(self.poll_ms);
            }
        }
        self.then(Todo::Keep);
    }
}
