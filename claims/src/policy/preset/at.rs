//! `at`: Austria. The law of the Union, in the Verbrauchergewährleistungsgesetz.

use super::eu;
use crate::{
    civil::Date,
    policy::law::{Holidays, Law},
};

/// The versions, the oldest first: for sales from 1 January 2022, when the law that brought Directive 2019/771 in came into force.
pub(super) fn laws() -> Vec<Law> {
    // Arbeitsruhegesetz, § 7; Easter Monday, Ascension Day, Whit Monday, Corpus Christi. From memory.
    let holidays = Holidays {
        fixed: vec![
            (1, 1),
            (1, 6),
            (5, 1),
            (8, 15),
            (10, 26),
            (11, 1),
            (12, 8),
            (12, 25),
            (12, 26),
        ],
        easter: vec![1, 39, 50, 60],
        ..Holidays::default()
    };
    eu::in_country("at", Date::of(2022, 1, 1), &holidays, |law| law)
}
