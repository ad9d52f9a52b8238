//! The flow of a claim as a state machine: a value, the acts that change it, and what is to be done about it.
//!
//! [`Flow::apply`] takes what the customer does and [`Flow::hear`] what the world answers; there is no other door. They
//! touch nothing: what the browser has to do (ask the edge, keep the draft, move the focus) comes back as [`Todo`]s,
//! and what came of it is heard in its turn. One file for each screen.

use crate::program::Program;
use claims::{
    claim::Actor, draft::DraftLine, order::OrderFacts, problem::EvidenceKind, verdict::Verdict,
    wire::ClaimLink,
};

mod act;
mod again;
mod check;
mod dispatch;
mod evidence;
mod field;
mod find;
mod following;
mod grant;
mod hand_over;
mod items;
mod kept;
mod problem;
mod progress;
mod remedy;
mod start;
mod stated;
mod trouble;
mod view;

pub use act::{Act, News, Todo};
pub use evidence::{File, FileState, Picked};
pub use field::Field;
pub use following::{Following, Socket};
pub use grant::Grant;
pub use kept::{Found, Kept, LIFETIME_MS, Screen, Shop, Tracking};
pub use problem::answer_of;
pub use remedy::choices;
pub use stated::{Stated, StatedItem};
pub use trouble::{Alert, FieldTrouble, Trouble};
pub use view::{Appointment, Attached, Filed, Followed, Happened, Next, Offer, Slot, View};

/// The whole state of a widget.
#[derive(Clone, Debug)]
pub struct Flow {
    /// What this build is for: filing, or following.
    pub program: Program,
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
    /// The ids of the questions asked about each line whatever is shown and wished for: those of the problem screen.
    pub asked_first: Vec<Vec<String>>,
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
    /// Asked whether to withdraw.
    pub withdrawing: bool,
    /// The recover form was sent.
    pub recovered: bool,
    /// What else is typed, chosen and open where a claim is followed.
    pub following: Following,
    /// Milliseconds until the claim is looked at again.
    pub poll_ms: u32,
    /// What the number on the first screen is of: `receipt`, `serial`, or empty for the order's.
    pub by: String,
    /// The token of the link the customer came by, until it was used.
    pub link: String,
    /// This widget only follows claims.
    pub track_only: bool,
    /// The customer is asked whether to go on with the draft, or to delete it.
    pub offered: bool,
    /// Number and address that were sent while there was the draft of another order.
    pub other: Option<(String, String)>,
    /// This browser keeps nothing, or not all.
    pub unkept: bool,
    /// On the way back to the review, from one of its "change" links.
    changing: bool,
    /// What the customer wants to send later.
    later: Vec<EvidenceKind>,
    /// What did not work, where it is not what the screen's own button does.
    failed: Option<Todo>,
    /// What is to be done, until it is handed out.
    todos: Vec<Todo>,
}

impl Flow {
    /// A widget that starts, with what was kept before.
    #[must_use]
    pub fn new(
        program: Program,
        shop: Shop,
        locale: &str,
        kept: Kept,
        found: Option<Found>,
    ) -> Self {
        let mut flow = Self {
            program,
            shop,
            locale: locale.to_owned(),
            kept,
            found,
            verdict: None,
            asked_first: Vec::new(),
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
            withdrawing: false,
            recovered: false,
            following: Following::default(),
            poll_ms: progress::POLL_FIRST_MS,
            by: String::new(),
            link: String::new(),
            track_only: false,
            offered: false,
            other: None,
            unkept: false,
            changing: false,
            later: Vec::new(),
            failed: None,
            todos: Vec::new(),
        };
        flow.resume();
        flow
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

    /// Notes what is to be done.
    fn then(&mut self, todo: Todo) {
        self.todos.push(todo);
    }

    fn next(&mut self) {
        if self.busy {
            return;
        }
        self.alert = None;
        if !self.program.claims() {
            return self.recover();
        }
        if self.offered {
            return self.go(self.kept.screen);
        }
        match self.kept.screen {
            Screen::Find => self.find(),
            Screen::Items => self.items_chosen(),
            Screen::Problem => self.done(Screen::Problem, Screen::Evidence),
            Screen::Evidence => self.evidence_given(),
            Screen::Remedy => self.done(Screen::Remedy, Screen::Check),
            Screen::Check => self.send(),
            Screen::Solved | Screen::Sent | Screen::Progress | Screen::Recover => {}
        }
    }

    /// Goes on from a screen that is complete.
    fn done(&mut self, screen: Screen, next: Screen) {
        let mistakes = self.mistakes(screen);
        if mistakes.is_empty() {
            self.on(next)
        } else {
            self.stay(mistakes)
        }
    }

    /// What keeps the customer on a screen.
    fn mistakes(&self, screen: Screen) -> Vec<FieldTrouble> {
        #[expect(clippy::wildcard_enum_match_arm, reason = "the others are not passed")]
        match screen {
            Screen::Problem => self.mistold(),
            Screen::Evidence => self.ungiven(),
            _ => self.unchosen(),
        }
    }

    /// On to a screen; on the way back to the review, past those that are complete already.
    fn on(&mut self, mut screen: Screen) {
        self.judge();
        if self.changing {
            for (place, next) in [
                (Screen::Problem, Screen::Evidence),
                (Screen::Evidence, Screen::Remedy),
                (Screen::Remedy, Screen::Check),
            ] {
                if screen == place && self.mistakes(place).is_empty() {
                    screen = next;
                }
            }
        }
        self.go(screen);
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
        self.offered = false;
        self.changing &= screen != Screen::Check;
        self.said.clear();
        self.judge();
        self.keep();
        self.then(Todo::FocusHeading);
    }

    /// Who looks for a lost link keeps the draft of a claim as it was.
    fn keep(&mut self) {
        if self.program.claims() || self.kept.claim.is_some() {
            self.then(Todo::Keep);
        }
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
        let (order_number, email) = self.other.take().unwrap_or((String::new(), email));
        self.kept = Kept {
            order_number,
            email,
            ..Kept::default()
        };
        self.found = None;
        self.then(Todo::Forget);
        self.go(Screen::Find);
        self.look_up(!self.kept.order_number.is_empty());
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
