//! The presets: what the law grants, by country and date of the order.
//!
//! Data, one file a preset; a preset that builds on another names its differences. The numbers were found in public
//! sources in November 2026, those marked "from memory" were not looked up. None of it is legal advice.
//!
//! The check puts the preset into the policy, so that the page, which has the policy, does not carry the presets.

use crate::policy::law::Law;

mod at;
mod au;
mod be;
mod ch;
mod cz;
mod de;
mod es;
mod eu;
mod fr;
mod ie;
mod it;
mod nl;
mod no;
mod pl;
mod pt;
mod ru;
mod se;
mod ua;
mod uk;
mod us;

/// A country's law, or the Union's.
pub(crate) struct Preset {
    /// `fr`.
    pub id: &'static str,
    /// Countries of the shops that may stand on it, ISO 3166-1 alpha-2.
    pub countries: &'static [&'static str],
    /// Its versions, the oldest first.
    pub laws: fn() -> Vec<Law>,
}

/// Every preset.
pub(crate) static PRESETS: [Preset; 20] = [
    // The member states, then Iceland, Liechtenstein and Norway, which follow the directives through the EEA.
    of(
        "eu",
        &[
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
            "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "IS",
            "LI", "NO",
        ],
        eu::laws,
    ),
    of("fr", &["FR"], fr::laws),
    of("de", &["DE"], de::laws),
    of("es", &["ES"], es::laws),
    of("pt", &["PT"], pt::laws),
    of("pl", &["PL"], pl::laws),
    of("cz", &["CZ"], cz::laws),
    of("it", &["IT"], it::laws),
    of("nl", &["NL"], nl::laws),
    of("at", &["AT"], at::laws),
    of("be", &["BE"], be::laws),
    of("ie", &["IE"], ie::laws),
    of("se", &["SE"], se::laws),
    of("uk", &["GB"], uk::laws),
    of("no", &["NO"], no::laws),
    of("ch", &["CH"], ch::laws),
    of("ru", &["RU"], ru::laws),
    of("ua", &["UA"], ua::laws),
    of("au", &["AU"], au::laws),
    of("us", &["US"], us::laws),
];

const fn of(
    id: &'static str,
    countries: &'static [&'static str],
    laws: fn() -> Vec<Law>,
) -> Preset {
    Preset {
        id,
        countries,
        laws,
    }
}

/// The versions of a preset, the oldest first; none for a name that is no preset's.
pub(crate) fn laws_of(id: &str) -> Vec<Law> {
    PRESETS
        .iter()
        .find(|preset| preset.id == id)
        .map_or_else(Vec::new, |preset| (preset.laws)())
}

#[cfg(test)]
mod tables;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::civil::Date;

    fn law(id: &str, placed_on: &str) -> Law {
        Law::of(&laws_of(id), Date::parse(placed_on).unwrap())
            .unwrap()
            .clone()
    }

    #[test]
    fn every_preset_has_one_id_and_versions_in_order() {
        for preset in &PRESETS {
            let laws = (preset.laws)();
            assert!(laws.iter().all(|law| law.id == preset.id));
            assert!(laws.is_sorted_by(|older, newer| older.valid_from < newer.valid_from));
        }
        let mut ids: Vec<&str> = PRESETS.iter().map(|preset| preset.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), PRESETS.len());
        assert_eq!(laws_of("atlantis"), []);
    }

    #[test]
    fn the_day_of_the_order_picks_the_version() {
        for (placed_on, presumed) in [
            ("2005-01-01", 6),
            ("2021-12-31", 6),
            ("2022-01-01", 12),
            ("2026-11-21", 12),
        ] {
            let guarantee = law("eu", placed_on).guarantee.unwrap();
            assert_eq!(guarantee.presumed_months, presumed, "{placed_on}");
        }
    }

    #[test]
    fn france_is_the_union_but_for_what_it_names() {
        let (eu, fr) = (law("eu", "2026-11-21"), law("fr", "2026-11-21"));
        assert_eq!(fr.withdrawal, eu.withdrawal);
        let (eu, fr) = (eu.guarantee.unwrap(), fr.guarantee.unwrap());
        assert_eq!((eu.repair_days, fr.repair_days), (None, Some(30)));
        assert_eq!((eu.presumed_months, fr.presumed_months), (12, 24));
    }
}
