//! `us`: the United States. Federal law grants neither a withdrawal from a distance sale nor a guarantee of so many days:
//! what the shop's policy grants decides. Implied warranties are the law of the states, which is left to rules.

use crate::{
    civil::Date,
    policy::law::{Holidays, Law, Told},
};

/// The versions, the oldest first: for sales from 4 July 1975, when the Magnuson-Moss Warranty Act came into force.
pub(super) fn laws() -> Vec<Law> {
    vec![Law {
        id: "us".to_owned(),
        valid_from: Date::of(1975, 7, 4),
        withdrawal: None,
        exchange: None,
        guarantee: None,
        ends_on_working_day: false,
        holidays: Holidays::default(),
        decide_days: None,
        silence_accepts: false,
        dispute_body: false,
        // 16 CFR 701 and 702: the written terms of a warranty on goods that cost more than 15 dollars.
        told: vec![Told::WrittenTerms],
    }]
}
