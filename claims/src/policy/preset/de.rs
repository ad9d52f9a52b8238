//! `de`: Germany. The law of the Union, in the Bürgerliches Gesetzbuch. One attempt to mend is enough: § 475d(1) no. 2 departs
//! from § 440, whose second attempt holds for other sales, and follows Article 13(4)(b) of Directive 2019/771: "wenn sich
//! trotz der vom Unternehmer versuchten Nacherfüllung ein Mangel zeigt", whichever it is.

use super::eu;
use crate::{
    civil::Date,
    policy::law::{AfterService, GuaranteeLaw, Holidays, Law, SameFaultLaw},
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
        after: AfterService {
            // § 475e(4): for the fault the goods were handed in for, not before two months after the customer had them
            // back, mended or replaced.
            same_fault: Some(SameFaultLaw {
                months: 2,
                presumed: false,
            }),
            ..eu.after
        },
        ..eu
    }
}
