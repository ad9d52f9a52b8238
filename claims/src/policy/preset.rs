//! The presets: what the law grants, by country and date of the order.
//!
//! Data, one file a preset; a preset that builds on another names its differences. The numbers were found in public
//! sources in November 2026, those marked "from memory" were not looked up. None of it is legal advice.

use crate::{civil::Date, policy::law::Law};

mod eu;
mod fr;
mod ru;
mod uk;

/// Every preset, with its versions, the oldest first.
static PRESETS: [&[Law]; 4] = [&eu::VERSIONS, &fr::VERSIONS, &uk::VERSIONS, &ru::VERSIONS];

/// The version of a preset that holds for an order placed on that day. An order older than the oldest version known
/// is judged by that one; a preset of no known name, which the check refuses, is judged as `eu`.
pub(crate) fn law_of(preset: &str, placed_on: Date) -> &'static Law {
    let named = PRESETS
        .into_iter()
        .find(|versions| versions.iter().any(|law| law.id == preset));
    let versions = named.unwrap_or(&eu::VERSIONS);
    versions
        .iter()
        .rev()
        .find(|law| law.valid_from <= placed_on)
        .or(versions.first())
        .unwrap_or(&eu::LAW)
}

/// The newest version of each preset.
#[cfg(any(test, feature = "texts"))]
pub(crate) fn newest() -> impl Iterator<Item = &'static Law> {
    PRESETS.into_iter().filter_map(|versions| versions.last())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_has_one_id_and_versions_in_order() {
        for versions in PRESETS {
            assert!(versions.iter().all(|law| law.id == versions[0].id));
            assert!(versions.is_sorted_by(|older, newer| older.valid_from < newer.valid_from));
        }
        let mut ids: Vec<&str> = newest().map(|law| law.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), PRESETS.len());
    }

    #[test]
    fn the_day_of_the_order_picks_the_version() {
        let day = |text: &str| Date::parse(text).unwrap();
        for (placed_on, presumed) in [
            ("2015-01-01", 6),
            ("2021-12-31", 6),
            ("2022-01-01", 12),
            ("2026-11-21", 12),
        ] {
            assert_eq!(
                law_of("eu", day(placed_on)).guarantee.presumed_months,
                presumed,
                "{placed_on}"
            );
        }
        assert_eq!(law_of("atlantis", day("2026-11-21")).id, "eu");
    }

    #[test]
    fn france_is_the_union_but_for_what_it_names() {
        let day = Date::new(2026, 11, 21).unwrap();
        let (eu, fr) = (law_of("eu", day), law_of("fr", day));
        assert_eq!(fr.withdrawal.unwrap().days, eu.withdrawal.unwrap().days);
        assert_eq!(
            (eu.guarantee.repair_days, fr.guarantee.repair_days),
            (None, Some(30))
        );
        assert_eq!(
            (eu.guarantee.presumed_months, fr.guarantee.presumed_months),
            (12, 24)
        );
    }
}
