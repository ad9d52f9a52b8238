//! `nl`: the Netherlands. The law of the Union, in the Burgerlijk Wetboek. There the guarantee lasts as long as goods of the kind can be
//! expected to; the Union's two years are the least, more is left to the shop's `guarantee`.

use super::eu;
use crate::{
    civil::Date,
    policy::law::{Holidays, Law},
};

/// The versions, the oldest first: for sales from 27 April 2022, when the Directive 2019/771 was brought in. From memory.
pub(super) fn laws() -> Vec<Law> {
    // Algemene termijnenwet, article 3; Good Friday, Easter Monday, Ascension Day, Whit Monday. From memory.
    let holidays = Holidays {
        fixed: vec![(1, 1), (4, 27), (5, 5), (12, 25), (12, 26)],
        easter: vec![-2, 1, 39, 50],
        ..Holidays::default()
    };
    eu::in_country("nl", Date::of(2022, 4, 27), &holidays, |law| law)
}
