//! What did not work is tried again: by the customer, by itself, and never twice because there are two tabs.

use crate::{
    flow::{FileState, Flow, Kept, Screen, Todo, Trouble},
    write,
};

impl Flow {
    /// Whether the claim as it stands was sent under its key, and nobody has answered.
    pub(super) fn is_unanswered(&self) -> bool {
        let is_sent = self.kept.screen == Screen::Check && !self.kept.key.is_empty();
        is_sent && self.kept.body == write::draft(&self.draft())
    }

    /// The customer tries again.
    pub(super) fn again(&mut self) {
        self.alert = None;
        // What was pressed is gone with what it stood in.
        self.then(Todo::FocusHeading);
        match self.failed.take() {
            Some(todo) => {
                self.busy = todo != Todo::Statement;
                self.then(todo);
            }
            None if self.kept.claim.is_some() => self.then(Todo::View),
            None => self.next(),
        }
    }

    pub(super) fn not_got(&mut self, todo: Todo, trouble: &Trouble) {
        self.failed = Some(todo);
        self.troubled(trouble);
    }

    /// Whether the claim, or what is to be seen of it, waits for the shop.
    fn is_waiting(&self) -> bool {
        let is_left = self.kept.claim.is_some() || self.program.claims() && self.is_unanswered();
        is_left && self.alert.as_ref().is_some_and(|alert| alert.retry)
    }

    /// What waits for the shop goes without being asked for. The alert stays meanwhile: it is not said again and again.
    pub(super) fn send_again_by_itself(&mut self) {
        if self.kept.claim.is_none() && !self.busy && self.is_waiting() {
            self.busy = true;
            self.then(Todo::File);
        }
    }

    pub(super) fn online(&mut self) {
        if self.kept.claim.is_some() {
            for file in &mut self.kept.files {
                if file.state == FileState::Failed {
                    file.state = FileState::Ready;
                }
            }
            self.upload_next();
            self.then(Todo::View);
        }
        let waited = self.is_waiting();
        self.send_again_by_itself();
        if waited {
            self.alert = None;
        }
    }

    /// Another tab has the same draft: its key is this one's, and what it has sent is not sent again.
    pub(super) fn elsewhere(&mut self, kept: Kept) {
        if self.kept.claim.is_some() || self.kept.began_ms != kept.began_ms {
            return;
        }
        if kept.claim.is_some() {
            self.kept = kept;
            self.found = None;
            self.leave();
        } else if kept.body == self.kept.body {
            self.kept.key = kept.key;
        }
    }
}
