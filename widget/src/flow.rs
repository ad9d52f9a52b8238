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

    /// Lets the customer act, and says what is to be done about it.
    pub fn apply(&mut self, act: Act) -> Vec<Todo> {
        // What is being asked is answered first: nobody is taken away from where they have gone meanwhile.
        if self.busy && !matches!(act, Act::Focus(_) | Act::Statement | Act::Copy) {
            return Vec::new();
        }
        #[expect(clippy::wildcard_enum_match_arm, reason = "the rest is one program's")]
        match act {
            Act::Next => self.next(),
            Act::Again => self.again(),
            Act::Focus(field) => self.then(Todo::Focus(field)),
            Act::SendAgain(id) => self.send_again(id),
            Act::Statement => self.then(Todo::Statement),
            _ if self.program.claims() => self.apply_filing(act),
            _ => self.apply_following(act),
        }
        std::mem::take(&mut self.todos)
    }

    fn apply_filing(&mut self, act: Act) {
        #[expect(clippy::wildcard_enum_match_arm, reason = "the rest is not shown")]
        match act {
            Act::Back => self.back(),
            Act::Go(Screen::Progress | Screen::Recover) => self.leave(),
            Act::Go(screen) => {
                self.go(screen);
                self.changing = true;
            }
            Act::Offer => {
                self.offered = true;
                self.then(Todo::FocusHeading);
            }
            Act::Restart => self.restart(),
            Act::AddItem => self.add_item(),
            Act::RemoveItem(at) => self.remove_item(at),
            Act::Solved(at) => self.solved(at),
            Act::Remove(id) => self.remove_file(id),
            Act::Later => {
                self.later = self.missing_evidence();
                self.on(Screen::Remedy);
            }
            Act::Copy => self.then(Todo::Copy),
            Act::Calendar => self.then(Todo::Calendar),
            _ => {}
        }
    }

    fn apply_following(&mut self, act: Act) {
        #[expect(clippy::wildcard_enum_match_arm, reason = "the rest is not shown")]
        match act {
            Act::Restart => self.leave(),
            Act::SendMessage => self.send_message(),
            Act::Accept => self.post("accept", String::new()),
            Act::Decline => self.post("decline", String::new()),
            Act::AskWithdraw(asked) => self.ask_withdraw(asked),
            Act::Withdraw => self.withdraw(),
            Act::AskCounter(asked) => self.ask_counter(asked),
            Act::SendCounter => self.send_counter(),
            Act::AskSlots => self.ask_slots(),
            Act::TakeSlot => self.take_slot(),
            Act::Rate => self.rate(),
            Act::Remove(id) => self.detach(id),
            Act::Calendar => self.then(Todo::Calendar),
            _ => {}
        }
    }

    /// Takes what the world tells, and says what is to be done about it.
    pub fn hear(&mut self, news: News) -> Vec<Todo> {
        #[expect(clippy::wildcard_enum_match_arm, reason = "the rest is one program's")]
        match news {
            News::Set(field, value) => self.set(field, value),
            News::Picked(kind, picked) => self.pick(kind, picked),
            News::Prepared(picked) => self.prepared(picked),
            News::Pictured(id, picture) => self.pictured(id, picture),
            News::Sending(id, percent) => self.sending(id, percent),
            News::Uploaded(id, answer) => self.uploaded(id, answer),
            News::Viewed(answer) => self.viewed(answer),
            News::Tick if self.kept.claim.is_none() => self.send_again_by_itself(),
            News::Tick => self.look_again(),
            News::Online => self.online(),
            News::NotGot(todo, trouble) => self.not_got(todo, &trouble),
            News::Stayed => self.stayed(),
            _ if self.program.claims() => self.hear_filing(news),
            _ => self.hear_following(news),
        }
        std::mem::take(&mut self.todos)
    }

    fn hear_filing(&mut self, news: News) {
        #[expect(clippy::wildcard_enum_match_arm, reason = "the rest is not asked")]
        match news {
            News::Copied => self.say("sent.copied"),
            News::Key(key) => self.keyed(key),
            News::Found(answer) => self.found(answer),
            News::Filed(answer) => self.filed(answer),
            News::Elsewhere(kept) => self.elsewhere(*kept),
            _ => {}
        }
    }

    fn hear_following(&mut self, news: News) {
        #[expect(clippy::wildcard_enum_match_arm, reason = "the rest is not asked")]
        match news {
            News::Answered(answer) => self.answered(answer),
            News::Recovered(answer) => self.recovered(answer),
            News::Attached(picked) => self.attach(picked),
            News::Live(view) => self.told_live(*view),
            News::LiveLost => self.live_lost(),
            News::Away(is_offline) => self.away(is_offline),
            _ => {}
        }
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
