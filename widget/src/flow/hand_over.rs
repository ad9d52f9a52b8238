//! From one program to the other: from a claim that is sent to its progress, and back to a new one.

use crate::flow::{Alert, Flow, Kept, Todo, Trouble, View};
use claims::wire::ClaimLink;

impl Flow {
    /// Has the other program go on; until it is here, this one stays.
    pub(super) fn leave(&mut self) {
        self.busy = true;
        self.then(Todo::Leave);
    }

    /// The other program did not come; a claim that is sent can still be followed on the hosted page.
    pub(super) fn stayed(&mut self) {
        self.failed = Some(Todo::Leave);
        let sent = self.kept.claim.as_ref().filter(|_| self.program.claims());
        let claim = sent.map(|claim| ClaimLink {
            number: claim.number.clone(),
            url: claim.url.clone(),
        });
        self.alarm(Alert {
            claim,
            ..Trouble::NoAnswer.alert()
        });
    }

    /// What the other program goes on with: the claim and its files, or nothing but who the customer is.
    /// This one then knows it no more.
    pub fn hand_over(&mut self) -> Kept {
        let kept = std::mem::take(&mut self.kept);
        if self.program.claims() {
            return kept;
        }
        Kept {
            email: kept.email,
            ..Kept::default()
        }
    }

    /// What to do first where the other program has left; `view` is the claim as it showed it.
    pub fn take_over(&mut self, view: Option<View>) -> Vec<Todo> {
        if self.program.claims() {
            self.then(Todo::Forget);
        } else {
            self.view = view;
        }
        self.keep();
        self.then(Todo::FocusHeading);
        self.start(false)
    }
}
