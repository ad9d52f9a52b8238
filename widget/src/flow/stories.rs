//! The flow's stories, against the demo shop and answers as the edge writes them: what the customer does and what the
//! world answers goes in, what the browser has to do comes out.

use crate::{
    flow::{Act, Field, Flow, Found, Kept, News, Screen, Shop, Todo},
    json,
    program::Program,
    read, write,
};
use claims::problem::EvidenceKind;

mod again;
mod agreeing;
mod answering;
mod evidence;
mod finding;
mod following;
mod handing_over;
mod json_reader;
mod keeping;
mod live;
mod mistakes;
mod questions;
mod reading;
mod remedy;
mod sending;
mod solved;
mod stated;
mod troubles;
mod uploading;
mod world;

pub(crate) use questions::asking_shop;
pub(crate) use world::{
    filed, found, found_of, granted, money, photo, refused, shop, shop_answer, strict_shop, tree,
    unverified, view,
};

/// A widget of that shop that starts with nothing kept.
pub(crate) fn start(shop: Shop) -> Flow {
    Flow::new(Program::Claim, shop, "en", Kept::default(), None)
}

/// The other program goes on with what this one hands over, as it is written and read.
pub(crate) fn handed_over(flow: &Flow) -> (Flow, Vec<Todo>) {
    let kept = round(&flow.clone().hand_over());
    let mut other = Flow::new(other(flow.program), flow.shop.clone(), "en", kept, None);
    let todos = other.take_over(flow.view.clone());
    (other, todos)
}

fn other(program: Program) -> Program {
    match program {
        Program::Claim => Program::Track,
        Program::Track => Program::Claim,
    }
}

/// What was kept, as it is written and read.
pub(crate) fn round(kept: &Kept) -> Kept {
    read::kept(&json::read(&write::kept(kept)).unwrap())
}

/// The screen where a lost link is sent again.
pub(crate) fn recovering() -> Flow {
    let mut flow = start(shop());
    assert_eq!(flow.apply(Act::Go(Screen::Recover)), [Todo::Leave]);
    handed_over(&flow).0
}

pub(crate) fn set(flow: &mut Flow, field: Field, value: &str) {
    assert_eq!(
        flow.hear(News::Set(field, value.to_owned())),
        [Todo::Keep],
        "{field:?}"
    );
}

pub(crate) fn look_up(flow: &mut Flow, found: Found) -> Vec<Todo> {
    set(flow, Field::Order, " LL-1001 ");
    set(flow, Field::Email, " anna@example.com ");
    assert_eq!(flow.apply(Act::Next), [Todo::Keep, Todo::Find]);
    flow.hear(News::Found(Ok((Box::new(found), "as received".to_owned()))))
}

/// The claim of a lamp that stays dark, up to `screen`.
pub(crate) fn lamp_at(screen: Screen, mut flow: Flow, found: Found) -> Flow {
    look_up(&mut flow, found);
    if screen == Screen::Items {
        return flow;
    }
    set(&mut flow, Field::Item(0), "1");
    flow.apply(Act::Next);
    if screen == Screen::Problem {
        return flow;
    }
    set(&mut flow, Field::Problem(0), "does-not-light");
    set(&mut flow, Field::Description(0), " It stays dark. ");
    flow.apply(Act::Next);
    if screen == Screen::Evidence {
        return flow;
    }
    flow.hear(News::Picked(EvidenceKind::Photo, vec![photo(1)]));
    flow.hear(News::Prepared(photo(1)));
    flow.apply(Act::Next);
    if screen == Screen::Remedy {
        return flow;
    }
    set(&mut flow, Field::Remedy(0), "repair");
    flow.apply(Act::Next);
    if screen == Screen::Check {
        return flow;
    }
    set(&mut flow, Field::Name, "Anna");
    flow.apply(Act::Next);
    flow.hear(News::Key("key-1".to_owned()));
    flow.hear(News::Filed(Ok(Box::new(filed()))));
    if screen == Screen::Progress {
        assert_eq!(flow.apply(Act::Go(Screen::Progress)), [Todo::Leave]);
        return handed_over(&flow).0;
    }
    flow
}

/// A usual claim, up to `screen`.
pub(crate) fn usual(screen: Screen) -> Flow {
    let flow = lamp_at(screen, start(shop()), found("2026-10-24"));
    assert_eq!(flow.kept.screen, screen);
    flow
}

/// The page is loaded again: all there is, is what was kept, and a claim in it has the loader take the other program.
pub(crate) fn reloaded(flow: &Flow) -> Flow {
    let kept = round(&flow.kept);
    let found = json::read(&kept.found)
        .ok()
        .and_then(|tree| read::found(&tree));
    let program = match kept.claim {
        Some(_) => Program::Track,
        None => Program::Claim,
    };
    Flow::new(
        program,
        shop(),
        "en",
        kept,
        found.or_else(|| flow.found.clone()),
    )
}

/// The fields with errors, and the keys of what is said of them.
pub(crate) fn errors(flow: &Flow) -> Vec<(Field, &'static str)> {
    flow.errors
        .iter()
        .map(|error| (error.field, error.key))
        .collect()
}
