//! What happens to the claim, and what the customer can do about it.

use crate::{
    flow::{Alert, Field, Flow, Screen, Socket, Todo, Trouble, View, trouble::wrong},
    program::TRACKS,
    write,
};
use claims::wire::{NewMessage, WithdrawClaim};

/// How soon a claim is looked at again, in milliseconds.
pub const POLL_FIRST_MS: u32 = 3_000;
/// How late at most while nothing changes.
const POLL_LAST_MS: u32 = 30_000;
/// How late where nothing more is to come.
const POLL_OVER_MS: u32 = 120_000;

/// The next wait after one in vain.
pub(super) fn later(poll_ms: u32) -> u32 {
    (poll_ms * 2).min(POLL_LAST_MS)
}

impl Flow {
    /// Takes the claim as it is now; tells the page and the customer what changed.
    pub(super) fn show(&mut self, view: View) {
        let changed = self
            .view
            .as_ref()
            .is_some_and(|before| before.status != view.status);
        if TRACKS && self.is_older(&view) {
            return;
        }
        if TRACKS {
            self.announce(&view);
        }
        if changed {
            self.said = ["status.", &view.status].concat();
            let detail = [
                "{\"number\":\"",
                &view.number,
                "\",\"status\":\"",
                &view.status,
                "\"}",
            ]
            .concat();
            self.then(Todo::Emit("status", detail));
        }
        self.view = Some(view);
    }

    /// An answer that was overtaken by later news: events only become more.
    fn is_older(&self, view: &View) -> bool {
        let count = View::events;
        self.view
            .as_ref()
            .is_some_and(|now| now.number == view.number && count(view) < count(now))
    }

    /// Says what others did since.
    fn announce(&mut self, view: &View) {
        let Some(before) = &self.view else { return };
        let (now, known) = (view.followed().timeline, before.events());
        let news = now.get(known..).unwrap_or_default();
        let theirs = news.iter().rev().find(|event| !event.is_ours());
        if let Some(event) = theirs {
            self.said = ["event.", &event.kind].concat();
            self.following.heard = now.len();
        }
    }

    pub(super) fn viewed(&mut self, answer: Result<Option<Box<View>>, Trouble>) {
        match answer {
            Ok(Some(view)) => {
                self.alert.take_if(|alert| alert.key == "progress.offline");
                self.show(*view);
                self.poll_ms = POLL_FIRST_MS;
            }
            Ok(None) => {
                self.alert.take_if(|alert| alert.key == "progress.offline");
                self.poll_ms = (self.poll_ms + self.poll_ms / 2).min(POLL_LAST_MS);
            }
            Err(Trouble::NoAnswer | Trouble::Offline) => {
                self.poll_ms = later(self.poll_ms);
                self.alert = Some(Alert {
                    key: "progress.offline",
                    ..Trouble::NoAnswer.alert()
                });
            }
            Err(trouble) => return self.lost(&trouble),
        }
        if TRACKS
            && self.view.is_some()
            && self
                .alert
                .as_ref()
                .is_none_or(|alert| alert.key != "progress.offline")
        {
            self.go_live();
        }
        if self.following.socket == Socket::Open {
            return;
        }
        let is_over = self.view.as_ref().is_some_and(View::is_over);
        self.then(Todo::Poll(if is_over {
            POLL_OVER_MS
        } else {
            self.poll_ms
        }));
    }

    /// The link does not open the claim any more: the customer can have a new one.
    fn lost(&mut self, trouble: &Trouble) {
        let alert = trouble.alert();
        if alert.retry {
            self.alert = Some(alert);
            return self.then(Todo::Poll(POLL_LAST_MS));
        }
        if self.program.claims() {
            return self.leave();
        }
        self.expired(alert.code);
    }

    /// Takes up the claim whose link was opened, where there is one.
    pub(super) fn follow(&mut self) {
        let Some(claim) = &self.kept.claim else {
            return;
        };
        if claim.number.is_empty() {
            return self.expired("token_invalid".to_owned());
        }
        // What has no place in the claim yet was chosen for a message that was never sent.
        for file in &mut self.kept.files {
            file.attached = file.n == 0;
        }
        self.then(Todo::View);
        self.upload_next();
    }

    /// The link opens nothing: the customer can have a new one.
    pub(super) fn expired(&mut self, code: String) {
        self.kept.claim = None;
        self.go(Screen::Recover);
        self.alert = Some(Alert {
            key: "progress.expired",
            retry: false,
            claim: None,
            code,
        });
        self.then(Todo::Forget);
    }

    pub(super) fn post(&mut self, what: &'static str, body: String) {
        if self.busy {
            return;
        }
        self.busy = true;
        self.doing = what;
        self.alert = None;
        self.failed = Some(Todo::Post(what, body.clone()));
        self.then(Todo::Post(what, body));
    }

    pub(super) fn answered(&mut self, answer: Result<Box<View>, Trouble>) {
        let view = match answer {
            Ok(view) => view,
            Err(trouble) => {
                // What the page showed is no longer so.
                if matches!(&trouble, Trouble::Refused(problem) if problem.status == 409) {
                    self.then(Todo::View);
                }
                return self.troubled(&trouble);
            }
        };
        self.failed = None;
        self.busy = false;
        self.show(*view);
        match self.doing {
            "messages" => {
                self.following.clear(Field::Message);
                for file in &mut self.kept.files {
                    file.attached = false;
                }
                self.say("progress.message_sent");
            }
            "counter" => {
                self.following.countering = false;
                self.following.clear(Field::CounterAmount);
                self.following.clear(Field::CounterText);
                self.say("event.offer.answered.countered");
                self.then(Todo::FocusHeading);
            }
            "appointment" => {
                self.following.changing = false;
                self.following.clear(Field::Slot);
                self.say("event.appointment.chosen");
                self.then(Todo::FocusHeading);
            }
            "rating" => {
                self.say("event.claim.rated");
                self.then(Todo::FocusHeading);
            }
            "accept" | "decline" => {
                self.following.countering = false;
                self.say(match self.doing {
                    "accept" => "event.offer.answered.accepted",
                    _ => "event.offer.answered.declined",
                });
                self.then(Todo::FocusHeading);
            }
            "withdraw" => {
                self.withdrawing = false;
                self.following.clear(Field::Reason);
                self.say("progress.withdrawn");
                self.then(Todo::FocusHeading);
            }
            _ => {}
        }
        self.poll_ms = POLL_FIRST_MS;
        if self.following.socket != Socket::Open {
            self.then(Todo::Poll(POLL_FIRST_MS));
        }
    }

    pub(super) fn send_message(&mut self) {
        if self.following.sending {
            return;
        }
        let text = self.following.typed(Field::Message).trim().to_owned();
        if text.is_empty() {
            return self.stay(vec![wrong(Field::Message, "error.required_message")]);
        }
        if text.chars().count() > self.shop.limits.text_chars as usize {
            return self.stay(vec![wrong(Field::Message, "error.too_long")]);
        }
        self.errors.clear();
        if !self.send_files() {
            self.post_message(Vec::new());
        }
    }

    /// The message, with the places of its files.
    pub(super) fn post_message(&mut self, files: Vec<u32>) {
        let text = self.following.typed(Field::Message).trim().to_owned();
        self.post("messages", write::message(&NewMessage { text, files }));
    }

    pub(super) fn ask_withdraw(&mut self, asked: bool) {
        self.withdrawing = asked;
        self.then(if asked {
            Todo::Focus(Field::Reason)
        } else {
            Todo::FocusHeading
        });
    }

    pub(super) fn withdraw(&mut self) {
        let reason = Some(self.following.typed(Field::Reason).trim().to_owned())
            .filter(|reason| !reason.is_empty());
        self.post("withdraw", write::withdraw(&WithdrawClaim { reason }));
    }
}
