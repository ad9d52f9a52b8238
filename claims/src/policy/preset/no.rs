//! `no`: Norway. The law of the Union through the EEA, and a longer guarantee (forbrukerkjøpsloven).

use super::eu;
use crate::{
    civil::Date,
    policy::law::{GuaranteeLaw, Holidays, Law},
};

/// The versions, the oldest first: for sales from 1 January 2024, when the presumption became two years. From memory.
pub(super) fn laws() -> Vec<Law> {
    // Lov om helligdager; Maundy Thursday, Good Friday, Easter Monday, Ascension Day, Whit Monday. From memory.
    let holidays = Holidays {
        fixed: vec![(1, 1), (5, 1), (5, 17), (12, 25), (12, 26)],
        easter: vec![-3, -2, 1, 39, 50],
        ..Holidays::default()
    };
    eu::in_country("no", Date::of(2024, 1, 1), &holidays, |law| {
        eu::with_guarantee(law, guarantee)
    })
}

fn guarantee(eu: GuaranteeLaw) -> GuaranteeLaw {
    GuaranteeLaw {
        // Section 27: five years for goods that are meant to last; two for others, which is left to rules. From memory.
        months: Some(60),
        // Section 18: two years. From memory.
        presumed_months: 24,
        // Section 30: two attempts for the same fault. From memory.
        attempts: 2,
        after: eu::opted_out(eu.after),
        ..eu
    }
}
