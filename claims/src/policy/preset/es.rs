//! `es`: Spain. The law of the Union, and a longer guarantee (Real Decreto Legislativo 1/2007).

use super::eu;
use crate::{
    civil::Date,
    policy::law::{AfterService, Clock, GuaranteeLaw, Holidays, Law, SameFaultLaw},
};

/// The versions, the oldest first: for sales from 1 January 2022, when the law that brought Directive 2019/771 in came into force.
pub(super) fn laws() -> Vec<Law> {
    // National holidays; Good Friday. From memory.
    let holidays = Holidays {
        fixed: vec![
            (1, 1),
            (1, 6),
            (5, 1),
            (8, 15),
            (10, 12),
            (11, 1),
            (12, 6),
            (12, 8),
            (12, 25),
        ],
        easter: vec![-2],
        ..Holidays::default()
    };
    eu::in_country("es", Date::of(2022, 1, 1), &holidays, |law| {
        eu::with_guarantee(law, guarantee)
    })
}

fn guarantee(eu: GuaranteeLaw) -> GuaranteeLaw {
    GuaranteeLaw {
        // Article 120: three years.
        months: Some(36),
        // Article 121: two years.
        presumed_months: 24,
        after: AfterService {
            // Article 122(1): repair and replacement "suspenden el cómputo de los plazos a que se refieren los artículos
            // 120 y 121", of the guarantee and of the presumption.
            clock_stops: vec![Clock::Guarantee, Clock::Presumption],
            // Article 122(3): "durante el año posterior a la entrega del bien ... ya conforme" the seller answers for
            // the fault it was for, which is presumed to be the same where it shows again.
            same_fault: Some(SameFaultLaw {
                months: 12,
                presumed: true,
            }),
            ..eu::opted_out(eu.after)
        },
        ..eu
    }
}
