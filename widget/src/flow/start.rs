//! How a flow starts: with what an earlier visit has kept, and the form that was sent meanwhile.

use crate::flow::{FileState, Flow, Screen, Todo};

impl Flow {
    /// What to do first: go on with what a reload interrupted, and with the form that was sent meanwhile.
    pub fn start(&mut self, form_was_sent: bool) -> Vec<Todo> {
        self.take_up_files();
        if !self.program.claims() {
            self.follow();
        } else if self.kept.claim.is_some() {
            self.leave();
        } else if self.busy {
            // Sent, and never answered: the same key again is the same claim.
            self.then(Todo::File);
        } else if !self.link.is_empty() && self.kept.screen == Screen::Find {
            self.busy = true;
            self.then(Todo::Find);
        } else if form_was_sent && self.kept.screen == Screen::Find {
            self.next();
        }
        std::mem::take(&mut self.todos)
    }

    /// Shows small pictures of the files again, and goes on with what was not finished.
    fn take_up_files(&mut self) {
        for file in self.kept.files.iter().filter(|file| !file.sent) {
            self.todos.push(if file.state == FileState::Preparing {
                Todo::Prepare(file.id)
            } else {
                Todo::Picture(file.id)
            });
        }
    }

    /// Takes up what was kept, as far as it still holds.
    pub(super) fn resume(&mut self) {
        if !self.program.claims() {
            self.kept.screen = match self.kept.claim {
                Some(_) => Screen::Progress,
                None => Screen::Recover,
            };
            return;
        }
        if self.found.is_none() {
            self.kept.screen = Screen::Find;
        }
        self.fill_in_stated();
        self.judge();
        self.busy = self.is_unanswered();
    }

    /// On another visit the customer is asked first: this may be another person. What was sent and not answered goes
    /// on by itself, as was promised.
    pub fn offer(&mut self) {
        self.offered = self.program.claims() && self.found.is_some() && !self.busy;
    }
}
