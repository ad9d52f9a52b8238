//! `fr`: France. The law of the Union, and what the Code de la consommation adds.

use super::eu;
use crate::{
    civil::Date,
    policy::law::{GuaranteeLaw, Holiday, Law},
};

/// Code du travail, article L3133-1. From memory.
const HOLIDAYS: [Holiday; 11] = [
    Holiday::Fixed(1, 1),
    Holiday::Easter(1),
    Holiday::Fixed(5, 1),
    Holiday::Fixed(5, 8),
    // Ascension Day.
    Holiday::Easter(39),
    // Whit Monday.
    Holiday::Easter(50),
    Holiday::Fixed(7, 14),
    Holiday::Fixed(8, 15),
    Holiday::Fixed(11, 1),
    Holiday::Fixed(11, 11),
    Holiday::Fixed(12, 25),
];

/// For sales from 1 October 2022 (décret n° 2022-946; the date from memory).
const LAW: Law = Law {
    id: "fr",
    valid_from: Date::of(2022, 10, 1),
    countries: &["FR"],
    guarantee: GuaranteeLaw {
        // Article L217-7: 24 months. From memory.
        presumed_months: 24,
        // Article L217-10: repair or replacement within 30 days.
        repair_days: Some(30),
        replace_days: Some(30),
        // Article L217-17: money back within 14 days. From memory.
        refund_days: Some(14),
        ..eu::LAW.guarantee
    },
    holidays: &HOLIDAYS,
    ..eu::LAW
};

pub(super) static VERSIONS: [Law; 1] = [LAW];
