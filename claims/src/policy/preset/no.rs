//! `no`: Norway. The law of the Union through the EEA, and a longer guarantee (forbrukerkjøpsloven).

use super::eu;
use crate::{
    civil::Date,
    policy::law::{FailedBy, GuaranteeLaw, Holidays, Law},
};

/// The versions, the oldest first: for sales from 1 January 2024, when the presumption became two years. From memory.
pub(super) fn laws() -> Vec<Law> {
    // Lov om helligdager, § 2; Maundy Thursday, Good Friday, Easter Monday, Ascension Day, Whit Monday. 1 and 17 May from
    // memory.
    let holidays = Holidays {
        fixed: vec![(1, 1), (5, 1), (5, 17), (12, 25), (12, 26)],
        easter: vec![-3, -2, 1, 39, 50],
        ..Holidays::default()
    };
    let mut versions = eu::in_country("no", Date::of(2024, 1, 1), &holidays, |law| {
        eu::with_guarantee(law, guarantee)
    });
    // What the Union enacted for 2026 holds here once it is part of the EEA agreement and brought in; that it was is
    // not known to us.
    versions.truncate(1);
    versions
}

fn guarantee(eu: GuaranteeLaw) -> GuaranteeLaw {
    GuaranteeLaw {
        // Section 27, second paragraph: five years for goods that are meant to last; two for others, which is left to rules.
        months: Some(60),
        // Section 18, second paragraph: two years.
        presumed_months: 24,
        // Section 30, fourth paragraph: a fault that shows after a repair or replacement lets the customer turn down
        // another one, unless it is reasonable that the seller has a new attempt, which a person of the shop may show.
        attempts: 1,
        failed_by: FailedBy::AnyFault,
        after: eu::opted_out(eu.after),
        ..eu
    }
}
