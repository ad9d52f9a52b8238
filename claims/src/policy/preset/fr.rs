//! `fr`: France. The law of the Union, and what the Code de la consommation adds.

use super::eu;
use crate::{
    civil::Date,
    policy::law::{GuaranteeLaw, Holidays, Law},
};

/// The versions, the oldest first.
pub(super) fn laws() -> Vec<Law> {
    vec![law()]
}

/// For sales from 1 October 2022 (décret n° 2022-946; the date from memory).
fn law() -> Law {
    Law {
        id: "fr".to_owned(),
        valid_from: Date::of(2022, 10, 1),
        guarantee: Some(GuaranteeLaw {
            // Article L217-7: 24 months. From memory.
            presumed_months: 24,
            // Article L217-10: repair or replacement within 30 days.
            repair_days: Some(30),
            replace_days: Some(30),
            // Article L217-17: money back within 14 days. From memory.
            refund_days: Some(14),
            ..eu::guarantee()
        }),
        // Code du travail, article L3133-1; Easter Monday, Ascension Day, Whit Monday. From memory.
        holidays: Holidays {
            fixed: vec![
                (1, 1),
                (5, 1),
                (5, 8),
                (7, 14),
                (8, 15),
                (11, 1),
                (11, 11),
                (12, 25),
            ],
            easter: vec![1, 39, 50],
            orthodox: Vec::new(),
        },
        ..eu::law()
    }
}
