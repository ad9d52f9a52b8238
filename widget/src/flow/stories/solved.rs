//! A tip that helps: nothing is claimed, and the shop's page can count it.

use super::{set, usual};
use crate::flow::{Act, Field, Screen, Todo};

#[test]
fn a_tip_that_solves_it_is_told_to_the_page_with_the_problem_alone() {
    let mut flow = usual(Screen::Problem);
    set(&mut flow, Field::Problem(0), "does-not-light");
    set(&mut flow, Field::Description(0), "It stays dark.");
    let todos = flow.apply(Act::Solved(0));
    let told = Todo::Emit("solved", "{\"problem\":\"does-not-light\"}".to_owned());
    assert_eq!(todos, [told, Todo::Keep, Todo::FocusHeading]);
    assert_eq!(flow.kept.screen, Screen::Solved);
}

#[test]
fn of_several_items_the_others_are_still_claimed() {
    let mut flow = usual(Screen::Items);
    set(&mut flow, Field::Item(0), "1");
    set(&mut flow, Field::Item(2), "1");
    flow.apply(Act::Next);
    set(&mut flow, Field::Problem(0), "does-not-light");
    set(&mut flow, Field::Problem(1), "not-as-shown");
    flow.apply(Act::Solved(0));
    assert_eq!(flow.kept.screen, Screen::Problem);
    assert_eq!(flow.said, "solved.title");
    let left: Vec<_> = flow
        .kept
        .lines
        .iter()
        .map(|line| line.problem.as_str())
        .collect();
    assert_eq!(left, ["not-as-shown"]);
    assert_eq!(flow.apply(Act::Solved(7)), []);
}
