//! `it`: Italy. The law of the Union, in the Codice del consumo.

use super::eu;
use crate::{
    civil::Date,
    policy::law::{Holidays, Law},
};

/// The versions, the oldest first: for sales from 1 January 2022, when the law that brought Directive 2019/771 in came into force.
pub(super) fn laws() -> Vec<Law> {
    // National holidays; Easter Monday. From memory.
    let holidays = Holidays {
        fixed: vec![
            (1, 1),
            (1, 6),
            (4, 25),
            (5, 1),
            (6, 2),
            (8, 15),
            (10, 4),
            (11, 1),
            (12, 8),
            (12, 25),
            (12, 26),
        ],
        easter: vec![1],
        ..Holidays::default()
    };
    eu::in_country("it", Date::of(2022, 1, 1), &holidays, |law| law)
}
