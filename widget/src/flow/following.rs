//! What a customer does about a claim beside words and evidence: asks for something else than is offered, takes a time,
//! says how it went, sends files with a message; and the socket by which news comes.

use crate::{
    flow::{
        Alert, Field, FieldTrouble, File, FileState, Flow, Picked, Todo, Trouble, View,
        progress::POLL_FIRST_MS, stated::minor, trouble::wrong,
    },
    write,
};
use claims::{few::Few, money::Money, problem::EvidenceKind};

/// The longest first wait for a socket that was lost, in milliseconds; each further one is twice as long. The browser
/// takes something between half of it and all, so that not all pages come back at once.
const RETRY_FIRST_MS: u32 = 2_000;
/// The longest of all.
const RETRY_LAST_MS: u32 = 60_000;

/// Whether news comes by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Socket {
    /// No: the claim is looked at again and again.
    #[default]
    Off,
    /// Not yet.
    Opening,
    /// Yes.
    Open,
}

/// What is typed, chosen and open on the progress screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Following {
    /// Whether news comes by itself.
    pub socket: Socket,
    /// How long to wait for it at most; 0 while it works.
    pub retry_ms: u32,
    /// It has worked once: it is worth trying for ever.
    pub has_worked: bool,
    /// The form for something else than is offered is open.
    pub countering: bool,
    /// The times are shown although one is chosen.
    pub changing: bool,
    /// What is typed and chosen, by the field's id: of a time its place in the list, of stars `1` to `5`.
    pub typed: Few<String>,
    /// The message waits for its files to be kept.
    pub sending: bool,
    /// How many events were told so far: what is said twice is said anew.
    pub heard: usize,
}

impl Following {
    pub(super) fn set(&mut self, field: Field, value: String) {
        self.typed.insert(field.id(), value);
    }

    pub(super) fn clear(&mut self, field: Field) {
        self.set(field, String::new());
    }

    /// What is typed there.
    #[must_use]
    pub fn typed(&self, field: Field) -> &str {
        self.typed.get(&field.id()).map_or("", String::as_str)
    }
}

/// Those of `kind` and others: what a file that comes with a message shows.
fn kind_of(media_type: &str) -> EvidenceKind {
    if media_type.starts_with("video/") {
        EvidenceKind::Video
    } else if media_type == "application/pdf" {
        EvidenceKind::Statement
    } else {
        EvidenceKind::Photo
    }
}

impl Flow {
    // News.

    /// Time to look again, unless news comes by itself.
    pub(super) fn look_again(&mut self) {
        if self.following.socket != Socket::Open {
            self.then(Todo::View);
        }
    }

    /// Has news come by itself, if it does not yet.
    pub(super) fn go_live(&mut self) {
        if self.following.socket == Socket::Off && !self.program.claims() {
            self.following.socket = Socket::Opening;
            self.then(Todo::Live(0));
        }
    }

    pub(super) fn told_live(&mut self, view: View) {
        let following = &mut self.following;
        following.socket = Socket::Open;
        following.retry_ms = 0;
        following.has_worked = true;
        self.alert.take_if(|alert| alert.key == "progress.offline");
        self.poll_ms = POLL_FIRST_MS;
        self.show(view);
    }

    /// Without it the claim is looked at again and again, and it is tried again later and later. One that never worked
    /// (the page's policy forbids it) is not tried for ever.
    pub(super) fn live_lost(&mut self) {
        let following = &mut self.following;
        let was = following.socket;
        let wait_ms = (following.retry_ms * 2).clamp(RETRY_FIRST_MS, RETRY_LAST_MS);
        let is_hopeless = !following.has_worked && following.retry_ms == RETRY_LAST_MS;
        following.retry_ms = wait_ms;
        if was == Socket::Off || is_hopeless {
            return;
        }
        following.socket = Socket::Opening;
        self.then(Todo::Live(wait_ms));
        if was == Socket::Open {
            self.then(Todo::Poll(self.poll_ms));
        }
    }

    /// Nobody sees it, or nothing gets through: the socket is let go until it does.
    pub(super) fn away(&mut self, is_offline: bool) {
        self.following.socket = Socket::Off;
        self.following.retry_ms = 0;
        self.then(Todo::Quiet);
        if is_offline && self.kept.claim.is_some() {
            self.alert = Some(Alert {
                key: "progress.offline",
                ..Trouble::Offline.alert()
            });
            self.then(Todo::Poll(self.poll_ms));
        }
    }

    // An offer.

    pub(super) fn ask_counter(&mut self, asked: bool) {
        self.following.countering = asked;
        let has_amount = self.offered().is_some();
        self.then(match (asked, has_amount) {
            (true, true) => Todo::Focus(Field::CounterAmount),
            (true, false) => Todo::Focus(Field::CounterText),
            (false, _) => Todo::FocusHeading,
        });
    }

    /// The money that is offered.
    #[must_use]
    pub fn offered(&self) -> Option<Money> {
        self.view.as_ref()?.followed().offer?.amount
    }

    pub(super) fn send_counter(&mut self) {
        let text = self.following.typed(Field::CounterText).trim().to_owned();
        let typed = self.following.typed(Field::CounterAmount).trim().to_owned();
        let amount = self.offered().and_then(|offered| {
            let amount_minor = minor(&typed, &offered.currency).filter(|minor| *minor > 0)?;
            Some(Money {
                amount_minor,
                currency: offered.currency,
            })
        });
        if amount.is_none() && !typed.is_empty() {
            return self.stay(vec![wrong(Field::CounterAmount, "error.invalid_amount")]);
        }
        if amount.is_none() && text.is_empty() {
            return self.stay(vec![wrong(Field::CounterText, "error.required")]);
        }
        if let Some(trouble) = self.too_long(Field::CounterText, &text) {
            return self.stay(vec![trouble]);
        }
        self.post("counter", write::counter(amount.as_ref(), &text));
    }

    fn too_long(&self, field: Field, text: &str) -> Option<FieldTrouble> {
        let most = self.shop.limits.text_chars as usize;
        (text.chars().count() > most).then(|| wrong(field, "error.too_long"))
    }

    // A time and place.

    pub(super) fn ask_slots(&mut self) {
        self.following.changing = true;
        self.then(Todo::Focus(Field::Slot));
    }

    pub(super) fn take_slot(&mut self) {
        let appointment = self
            .view
            .as_ref()
            .and_then(|view| view.followed().appointment);
        let at = self.following.typed(Field::Slot).parse::<usize>().ok();
        let Some(slot) = appointment.as_ref().and_then(|it| it.slots.get(at?)) else {
            return self.stay(vec![wrong(Field::Slot, "error.required_choice")]);
        };
        let body = write::slot(slot);
        self.post("appointment", body);
    }

    // How it went.

    pub(super) fn rate(&mut self) {
        let text = self.following.typed(Field::Rating).trim().to_owned();
        let stars = self.following.typed(Field::Stars).to_owned();
        if stars.is_empty() {
            return self.stay(vec![wrong(Field::Stars, "error.required_choice")]);
        }
        if let Some(trouble) = self.too_long(Field::Rating, &text) {
            return self.stay(vec![trouble]);
        }
        let body = write::rating(&stars, &text);
        self.post("rating", body);
    }

    // Files that go with a message.

    /// A file that goes with a message not sent yet has no place in the claim.
    #[must_use]
    pub fn waits(&self, file: &File) -> bool {
        file.attached && !self.following.sending
    }

    pub(super) fn attach(&mut self, picked: Vec<Picked>) {
        for file in picked {
            let (id, kind) = (file.id, kind_of(&file.media_type));
            self.pick(kind, vec![file]);
            if let Some(file) = self.kept.files.iter_mut().find(|file| file.id == id) {
                file.attached = true;
            }
        }
    }

    pub(super) fn detach(&mut self, id: u32) {
        let waits = |file: &File| file.id == id && self.waits(file);
        if self.kept.files.iter().any(waits) {
            self.kept.files.retain(|file| file.id != id);
            self.then(Todo::Drop(id));
            self.then(Todo::Keep);
            self.then(Todo::Focus(Field::Message));
        }
    }

    /// Has the message's files kept; gives whether it waits for them.
    pub(super) fn send_files(&mut self) -> bool {
        let mut attached = self
            .kept
            .files
            .iter_mut()
            .filter(|file| file.attached)
            .peekable();
        if attached.peek().is_none() {
            return false;
        }
        self.following.sending = true;
        for file in attached.filter(|file| file.state == FileState::Failed) {
            file.state = FileState::Ready;
        }
        self.send_attached();
        true
    }

    /// Goes on with a message that waits: sends it once its files are kept.
    pub(super) fn send_attached(&mut self) {
        if !self.following.sending {
            return;
        }
        let mut states = Vec::new();
        for file in self.kept.files.iter().filter(|file| file.attached) {
            states.push((file.n, file.state));
        }
        if states.iter().any(|(_, state)| *state == FileState::Failed) {
            self.following.sending = false;
            return self.say("upload.failed");
        }
        if states
            .iter()
            .any(|(_, state)| *state == FileState::Preparing)
        {
            return;
        }
        if states.iter().any(|(_, state)| *state != FileState::Sent) {
            self.number_files();
            return self.upload_next();
        }
        self.following.sending = false;
        let places = states.iter().map(|(n, _)| *n).collect();
        self.post_message(places);
    }
}
