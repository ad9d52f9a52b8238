//! `de`: Germany. The law of the Union, in the Bürgerliches Gesetzbuch.

use super::eu;
use crate::{
    civil::Date,
    policy::law::{GuaranteeLaw, Holidays, Law},
};

/// The versions, the oldest first: for sales from 1 January 2022, when the law that brought Directive 2019/771 in came into force.
pub(super) fn laws() -> Vec<Law> {
    // Holidays of all states; Good Friday, Easter Monday, Ascension Day, Whit Monday. From memory.
    let holidays = Holidays {
        fixed: vec![(1, 1), (5, 1), (10, 3), (12, 25), (12, 26)],
        easter: vec![-2, 1, 39, 50],
        ..Holidays::default()
    };
    eu::in_country("de", Date::of(2022, 1, 1), &holidays, |law| {
        eu::with_guarantee(law, guarantee)
    })
}

fn guarantee(eu: GuaranteeLaw) -> GuaranteeLaw {
    GuaranteeLaw {
        // § 440 sentence 2 BGB: a repair has usually failed after the second attempt. From memory.
        attempts: 2,
        ..eu
    }
}
