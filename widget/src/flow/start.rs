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
        } else if self.kept.screen == Screen::Find {
            self.look_up(form_was_sent);
        }
        std::mem::take(&mut self.todos)
    }

    /// Looks for the order that is linked to, or was typed and sent.
    pub(super) fn look_up(&mut self, is_sent: bool) {
        if !self.link.is_empty() {
            self.busy = true;
            self.then(Todo::Find);
        } else if is_sent {
            self.next();
        }
    }

    /// What was typed into the loader's form. Where it was sent and there is the draft of another order, the customer is
    /// asked which of them is meant: neither is lost, nor taken for the other.
    pub fn typed(&mut self, number: String, email: String, is_sent: bool) {
        let is_other = is_sent && number.trim() != self.kept.order_number.trim();
        if self.found.is_some() {
            if is_other && !self.busy {
                self.offered = true;
                self.other = Some((number, email));
            }
            return;
        }
        let is_sent = is_sent && self.kept.claim.is_none();
        for (kept, typed) in [
            (&mut self.kept.order_number, number),
            (&mut self.kept.email, email),
        ] {
            if is_sent || kept.is_empty() {
                *kept = typed;
            }
        }
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
