//! Who takes what the customer does, and what the world tells: what both programs know here, the rest by program.

use super::{Act, Flow, News, Screen, Todo};

impl Flow {
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
}
