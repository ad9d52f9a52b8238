//! `se`: Sweden. The law of the Union, and a longer guarantee (konsumentköplagen 2022:260).

use super::eu;
use crate::{
    civil::Date,
    policy::law::{GuaranteeLaw, Holidays, Law},
};

/// The versions, the oldest first: for sales from 1 May 2022, when that law came into force.
pub(super) fn laws() -> Vec<Law> {
    // Lag 1989:253 and 1930:173 (the eves of Christmas and New Year); Good Friday, Easter Monday, Ascension Day. Midsummer
    // Eve is left to the shop's `holidays`. From memory.
    let holidays = Holidays {
        fixed: vec![
            (1, 1),
            (1, 6),
            (5, 1),
            (6, 6),
            (12, 24),
            (12, 25),
            (12, 26),
            (12, 31),
        ],
        easter: vec![-2, 1, 39],
        ..Holidays::default()
    };
    eu::in_country("se", Date::of(2022, 5, 1), &holidays, |law| {
        eu::with_guarantee(law, guarantee)
    })
}

fn guarantee(eu: GuaranteeLaw) -> GuaranteeLaw {
    GuaranteeLaw {
        // Three years to complain, as in the law before (konsumentköplagen 1990:932, section 23, third paragraph). The
        // section of the new law from memory: chapter 5, section 1.
        months: Some(36),
        // Two years, six months before. Chapter 4, section 17, from memory.
        presumed_months: 24,
        after: eu::opted_out(eu.after),
        ..eu
    }
}
