//! The flow of a claim as a state machine: a value, the acts that change it, and what is to be done about it.
//!
//! [`Flow::apply`] takes what the customer does and [`Flow::hear`] what the world answers; there is no other door. They
//! touch nothing: what the browser has to do (ask the edge, keep the draft, move the focus) comes back as [`Todo`]s,
//! and what came of it is heard in its turn. One file for each screen.

use crate::write;
use claims::{
    civil::Date,
    claim::Actor,
    draft::DraftLine,
    order::OrderFacts,
    policy::Policy,
    problem::EvidenceKind,
    verdict::Verdict,
    wire::{ClaimLink, Limits},
};

mod check;
mod evidence;
mod field;
mod find;
mod items;
mod problem;
mod progress;
mod remedy;
mod stated;
mod trouble;
mod view;

pub use evidence::{File, FileState, Picked};
pub use field::Field;
pub use remedy::choices;
pub use stated::{Stated, StatedItem};
pub use trouble::{Alert, FieldTrouble, Trouble};
pub use view::{Filed, Happened, Next, View};

/// Where the customer is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Screen {
    /// Order number and e-mail.
    #[default]
    Find,
    /// A lost link.
    Recover,
    /// Which items; or, where the order is not known, what was bought.
    Items,
    /// What is wrong with each.
    Problem,
    /// The tip helped.
    Solved,
    /// Photos and papers.
    Evidence,
    /// The verdict, and what the customer would like.
    Remedy,
    /// All of it once more, and name and phone.
    Check,
    /// Kept: the number, the link, and the files on their way.
    Sent,
    /// What happens to it.
    Progress,
}

impl Screen {
    /// The steps a customer is told of, in their order.
    pub const STEPS: [(Self, &'static str); 6] = [
        (Self::Find, "steps.find"),
        (Self::Items, "steps.items"),
        (Self::Problem, "steps.problem"),
        (Self::Evidence, "steps.evidence"),
        (Self::Remedy, "steps.remedy"),
        (Self::Check, "steps.check"),
    ];

    /// All of them; a draft keeps the place in this list.
    const ALL: [Self; 10] = [
        Self::Find,
        Self::Recover,
        Self::Items,
        Self::Problem,
        Self::Solved,
        Self::Evidence,
        Self::Remedy,
        Self::Check,
        Self::Sent,
        Self::Progress,
    ];

    /// The screen at a place of the list; the first where there is none.
    #[must_use]
    pub fn of_place(place: u32) -> Self {
        Self::ALL.get(place as usize).copied().unwrap_or_default()
    }

    /// Its place in that list.
    #[must_use]
    pub fn place(self) -> u32 {
        (0..)
            .zip(Self::ALL)
            .find(|(_, screen)| *screen == self)
            .map_or(0, |(place, _)| place)
    }

    /// Its place among the steps, from 0.
    #[must_use]
    pub fn step(self) -> Option<usize> {
        Self::STEPS.iter().position(|(step, _)| *step == self)
    }
}

/// Where a claim that was sent can be followed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tracking {
    /// With its dashes.
    pub number: String,
    /// Opens it.
    pub token: String,
    /// The link for the customer; empty where only the token is known.
    pub url: String,
}

/// What survives a reload. Kept in the browser, never sent as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// When it was last changed, Unix milliseconds; set by whoever keeps it.
    pub at_ms: u64,
    /// Where the customer is.
    pub screen: Screen,
    /// As typed.
    pub order_number: String,
    /// As typed.
    pub email: String,
    /// The answer to the look-up, as it was received.
    pub found: String,
    /// The order in the customer's own words.
    pub stated: Stated,
    /// What is claimed.
    pub lines: Vec<DraftLine>,
    /// Photos and papers.
    pub files: Vec<File>,
    /// As typed.
    pub name: String,
    /// As typed.
    pub phone: String,
    /// The idempotency key of the submission in `body`: a retry can never double it.
    pub key: String,
    /// The submission `key` was made for.
    pub body: String,
    /// The claim, once it is kept.
    pub claim: Option<Tracking>,
}

/// What the customer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// On to the next screen, if this one is complete.
    Next,
    /// Back to the screen before.
    Back,
    /// Straight to a screen, from a "change" link.
    Go(Screen),
    /// A new claim.
    Restart,
    /// To the field an error speaks of.
    Focus(Field),
    /// One more item in the customer's own words.
    AddItem,
    /// One less.
    RemoveItem(usize),
    /// Not this file.
    Remove(u32),
    /// What is missing follows later.
    Later,
    /// Send that file once more.
    SendAgain(u32),
    /// Writes to the shop.
    SendMessage,
    /// The shop's offer is accepted.
    Accept,
    /// Or not.
    Decline,
    /// Asks before it withdraws, or no longer.
    AskWithdraw(bool),
    /// Takes the claim back.
    Withdraw,
    /// The written claim.
    Statement,
    /// The link, to the clipboard.
    Copy,
}

/// What the world tells: fields, files, answers, time.
#[derive(Debug, PartialEq)]
pub enum News {
    /// A field has this value now; ticked is `1`, not ticked is empty.
    Set(Field, String),
    /// Files were chosen.
    Picked(EvidenceKind, Vec<Picked>),
    /// A file was made smaller; or it is as it was.
    Prepared(Picked),
    /// A small picture of a file that was kept over a reload.
    Pictured(u32, String),
    /// The link was copied.
    Copied,
    /// A fresh idempotency key.
    Key(String),
    /// The look-up answered: the order, and the answer as received.
    Found(Result<(Box<Found>, String), Trouble>),
    /// The edge kept the claim, or did not.
    Filed(Result<Box<Filed>, Trouble>),
    /// Percent of a file sent.
    Sending(u32, u8),
    /// A file was kept, or was not.
    Uploaded(u32, Result<Box<View>, Trouble>),
    /// The claim as it is now; `None` where nothing changed.
    Viewed(Result<Option<Box<View>>, Trouble>),
    /// What the customer did on the progress screen was kept, or was not.
    Answered(Result<Box<View>, Trouble>),
    /// The link is on its way, if there is a claim.
    Recovered(Result<(), Trouble>),
    /// Time to look again.
    Tick,
    /// The network is back.
    Online,
}

/// What the browser has to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Todo {
    /// Keep [`Kept`].
    Keep,
    /// Forget it, files and all.
    Forget,
    /// Move the focus to the screen's heading.
    FocusHeading,
    /// Move it to a field.
    Focus(Field),
    /// Look the order up.
    Find,
    /// Send the link again.
    Recover,
    /// Make an idempotency key.
    NewKey,
    /// Send `kept.body` under `kept.key`.
    File,
    /// Make this file smaller.
    Prepare(u32),
    /// Drop this file's bytes.
    Drop(u32),
    /// Send this file after so many milliseconds.
    Upload(u32, u32),
    /// Look at the claim after so many milliseconds.
    Poll(u32),
    /// Look at it now.
    View,
    /// `POST` to the claim: the last part of the path, and the body.
    Post(&'static str, String),
    /// Fetch the statement for the customer to keep.
    Statement,
    /// Show a small picture of this file again.
    Picture(u32),
    /// Copy the claim's link.
    Copy,
    /// Tell the page: name and JSON.
    Emit(&'static str, String),
}

/// The shop as the page needs it.
#[derive(Clone, Debug)]
pub struct Shop {
    /// What it is called.
    pub name: String,
    /// IANA name: every time shown is a time there.
    pub time_zone: String,
    /// Its policy without the private rules.
    pub policy: Policy,
    /// Whether orders are looked up (`true`) or stated by the customer.
    pub orders_looked_up: bool,
    /// What the edge accepts.
    pub limits: Limits,
}

/// An order that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Lets the claim be filed.
    pub order_token: String,
    /// The facts.
    pub order: OrderFacts,
    /// Units of each line that are in no open claim.
    pub open_units: Vec<(String, u32)>,
    /// Open claims of this order, with a link each.
    pub open_claims: Vec<ClaimLink>,
    /// The shop's civil date, which the verdict counts from.
    pub today: Date,
}

/// The whole state of a widget.
#[derive(Clone, Debug)]
pub struct Flow {
    /// The shop, its policy, its limits.
    pub shop: Shop,
    /// The customer's language.
    pub locale: String,
    /// What survives a reload.
    pub kept: Kept,
    /// The order that was found; one that was not verified has what the customer states of it filled in.
    pub found: Option<Found>,
    /// What the customer can get, judged as of the last change.
    pub verdict: Option<Verdict>,
    /// All the evidence that is asked for, given or not.
    pub required: Vec<EvidenceKind>,
    /// The claim as it is.
    pub view: Option<View>,
    /// What is wrong with what was typed.
    pub errors: Vec<FieldTrouble>,
    /// What went wrong otherwise.
    pub alert: Option<Alert>,
    /// Something is being asked or sent.
    pub busy: bool,
    /// What the customer has asked the edge to do on the progress screen: the last part of the path.
    pub doing: &'static str,
    /// The file that is on its way, or waits for its next try.
    pub uploading: Option<u32>,
    /// The customer wants to go on as soon as the files are ready.
    pub going_on: bool,
    /// The claim had been kept before, by a try whose answer was lost.
    pub replayed: bool,
    /// For the live region: the key of a text.
    pub said: String,
    /// As typed on the progress screen.
    pub message: String,
    /// Why it is withdrawn.
    pub reason: String,
    /// Asked whether to withdraw.
    pub withdrawing: bool,
    /// The recover form was sent.
    pub recovered: bool,
    /// The number to recover.
    pub recover_number: String,
    /// Milliseconds until the claim is looked at again.
    pub poll_ms: u32,
    /// This widget only follows claims.
    pub track_only: bool,
    /// What is to be done, until it is handed out.
    todos: Vec<Todo>,
}

impl Flow {
    /// A widget that starts, with what was kept before.
    #[must_use]
    pub fn new(shop: Shop, locale: &str, kept: Kept, found: Option<Found>) -> Self {
        let mut flow = Self {
            shop,
            locale: locale.to_owned(),
            kept,
            found,
            verdict: None,
            required: Vec::new(),
            view: None,
            errors: Vec::new(),
            alert: None,
            busy: false,
            doing: "",
            uploading: None,
            going_on: false,
            replayed: false,
            said: String::new(),
            message: String::new(),
            reason: String::new(),
            withdrawing: false,
            recovered: false,
            recover_number: String::new(),
            poll_ms: progress::POLL_FIRST_MS,
            track_only: false,
            todos: Vec::new(),
        };
        flow.resume();
        flow
    }

    /// What to do first: go on with what a reload interrupted, and with the form that was sent meanwhile.
    pub fn start(&mut self, form_was_sent: bool) -> Vec<Todo> {
        let files: Vec<u32> = self
            .kept
            .files
            .iter()
            .filter(|file| !file.sent)
            .map(|file| file.id)
            .collect();
        for id in files {
            self.then(Todo::Picture(id));
        }
        let number = self
            .kept
            .claim
            .as_ref()
            .map(|claim| claim.number.is_empty());
        if number == Some(true) {
            self.expired("token_invalid".to_owned());
        } else if number.is_some() {
            self.then(Todo::View);
            self.upload_next();
        } else if self.busy {
            // Sent, and never answered: the same key again is the same claim.
            self.then(Todo::File);
        } else if form_was_sent && self.kept.screen == Screen::Find {
            self.next();
        }
        std::mem::take(&mut self.todos)
    }

    /// Takes up what was kept, as far as it still holds.
    fn resume(&mut self) {
        if self.kept.claim.is_some() {
            self.kept.screen = Screen::Progress;
            return;
        }
        if self.found.is_none() && self.kept.screen != Screen::Recover {
            self.kept.screen = Screen::Find;
        }
        self.fill_in_stated();
        self.judge();
        self.busy = self.is_unanswered();
    }

    /// Whether the claim as it stands was sent under its key, and nobody has answered.
    fn is_unanswered(&self) -> bool {
        let is_sent = self.kept.screen == Screen::Check && !self.kept.key.is_empty();
        is_sent && self.kept.body == write::draft(&self.draft())
    }

    /// The order's facts as the page knows them: found, or stated by the customer.
    #[must_use]
    pub fn order(&self) -> Option<&OrderFacts> {
        self.found.as_ref().map(|found| &found.order)
    }

    /// Whether the customer has to say what they bought.
    #[must_use]
    pub fn is_stated(&self) -> bool {
        self.order().is_some_and(|order| !order.verified)
    }

    /// Lets the customer act, and says what is to be done about it.
    pub fn apply(&mut self, act: Act) -> Vec<Todo> {
        // What is being asked is answered first: nobody is taken away from where they have gone meanwhile.
        if self.busy && !matches!(act, Act::Focus(_) | Act::Statement | Act::Copy) {
            return Vec::new();
        }
        match act {
            Act::Next => self.next(),
            Act::Back => self.back(),
            Act::Go(screen) => self.go(screen),
            Act::Restart => self.restart(),
            Act::Focus(field) => self.then(Todo::Focus(field)),
            Act::AddItem => self.add_item(),
            Act::RemoveItem(at) => self.remove_item(at),
            Act::Remove(id) => self.remove_file(id),
            Act::Later => self.go(Screen::Remedy),
            Act::SendAgain(id) => self.send_again(id),
            Act::SendMessage => self.send_message(),
            Act::Accept => self.post("accept", String::new()),
            Act::Decline => self.post("decline", String::new()),
            Act::AskWithdraw(asked) => self.ask_withdraw(asked),
            Act::Withdraw => self.withdraw(),
            Act::Statement => self.then(Todo::Statement),
            Act::Copy => self.then(Todo::Copy),
        }
        std::mem::take(&mut self.todos)
    }

    /// Takes what the world tells, and says what is to be done about it.
    pub fn hear(&mut self, news: News) -> Vec<Todo> {
        match news {
            News::Set(field, value) => self.set(field, value),
            News::Picked(kind, picked) => self.pick(kind, picked),
            News::Prepared(picked) => self.prepared(picked),
            News::Pictured(id, picture) => self.pictured(id, picture),
            News::Copied => self.say("sent.copied"),
            News::Key(key) => self.keyed(key),
            News::Found(answer) => self.found(answer),
            News::Filed(answer) => self.filed(answer),
            News::Sending(id, percent) => self.sending(id, percent),
            News::Uploaded(id, answer) => self.uploaded(id, answer),
            News::Viewed(answer) => self.viewed(answer),
            News::Answered(answer) => self.answered(answer),
            News::Recovered(answer) => self.recovered(answer),
            News::Tick => self.then(Todo::View),
            News::Online => self.online(),
        }
        std::mem::take(&mut self.todos)
    }

    /// Notes what is to be done.
    fn then(&mut self, todo: Todo) {
        self.todos.push(todo);
    }

    fn next(&mut self) {
        if self.busy {
            return;
        }
        self.alert = None;
        match self.kept.screen {
            Screen::Find => self.find(),
            Screen::Recover => self.recover(),
            Screen::Items => self.items_chosen(),
            Screen::Problem => self.problem_told(),
            Screen::Evidence => self.evidence_given(),
            Screen::Remedy => self.remedy_chosen(),
            Screen::Check => self.send(),
            Screen::Solved | Screen::Sent | Screen::Progress => {}
        }
    }

    fn back(&mut self) {
        let before = self
            .kept
            .screen
            .step()
            .and_then(|step| Screen::STEPS.get(step.checked_sub(1)?));
        self.go(before.map_or(Screen::Find, |(screen, _)| *screen));
    }

    /// Shows a screen, judged by what is known now.
    fn go(&mut self, screen: Screen) {
        self.kept.screen = screen;
        self.errors.clear();
        self.alert = None;
        self.busy = false;
        self.going_on = false;
        self.said.clear();
        self.judge();
        self.then(Todo::Keep);
        self.then(Todo::FocusHeading);
    }

    /// Stays on the screen: the first error gets the focus.
    fn stay(&mut self, errors: Vec<FieldTrouble>) {
        if let Some(first) = errors.first() {
            self.todos.push(Todo::Focus(first.field));
        }
        self.errors = errors;
    }

    fn restart(&mut self) {
        let email = std::mem::take(&mut self.kept.email);
        self.kept = Kept {
            email,
            ..Kept::default()
        };
        self.found = None;
        self.view = None;
        self.recovered = false;
        self.then(Todo::Forget);
        self.go(Screen::Find);
    }

    fn say(&mut self, key: &str) {
        key.clone_into(&mut self.said);
    }

    /// Something did not work that no field is to blame for.
    fn alarm(&mut self, alert: Alert) {
        self.then(Todo::Emit(
            "error",
            ["{\"code\":\"", &alert.code, "\"}"].concat(),
        ));
        self.alert = Some(alert);
        self.busy = false;
    }

    fn online(&mut self) {
        let was_offline = self.alert.take_if(|alert| alert.retry).is_some();
        if self.kept.claim.is_some() {
            self.upload_next();
            self.then(Todo::View);
        } else if was_offline && self.is_unanswered() {
            self.busy = true;
            self.then(Todo::File);
        }
    }
}

/// The line that is claimed at `index`, for the fields of the screens.
fn line_mut(lines: &mut [DraftLine], index: usize) -> Option<&mut DraftLine> {
    lines.get_mut(index)
}

/// The key of an actor's text: `shop`.
#[must_use]
pub fn actor_name(actor: Actor) -> &'static str {
    match actor {
        Actor::Customer => "customer",
        Actor::Shop => "shop",
        Actor::Carrier => "carrier",
        Actor::Nobody => "nobody",
    }
}

/// Open claims of the order, each with a link of its own.
#[must_use]
pub fn open_claims(found: Option<&Found>) -> &[ClaimLink] {
    found.map_or(&[], |found| &found.open_claims)
}

#[cfg(test)]
pub(crate) mod stories;
