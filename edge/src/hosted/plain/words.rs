//! What the plain pages say: the widget's own words, so that nobody reads two names for one thing, then the domain's.
//! Everything that is said is HTML already.

use crate::{html::escape, intl::Intl};
use claims::{
    civil::{Date, Instant},
    explain::Texts,
    money::Money,
    texts::Language,
};
use serde::Serialize;
use std::sync::LazyLock;

/// The screens' texts by language; the first is spoken where none fits.
const SCREENS: [(&str, &str); 9] = [
    ("en", include_str!("../../../../widget/texts/en.json")),
    ("fr", include_str!("../../../../widget/texts/fr.json")),
    ("de", include_str!("../../../../widget/texts/de.json")),
    ("es", include_str!("../../../../widget/texts/es.json")),
    ("it", include_str!("../../../../widget/texts/it.json")),
    ("pl", include_str!("../../../../widget/texts/pl.json")),
    ("uk", include_str!("../../../../widget/texts/uk.json")),
    ("ru", include_str!("../../../../widget/texts/ru.json")),
    ("ar", include_str!("../../../../widget/texts/ar.json")),
];

/// In the order of [`SCREENS`].
static TEXTS: LazyLock<Vec<Texts>> = LazyLock::new(|| {
    SCREENS
        .iter()
        .map(|(_, json)| serde_json::from_str(json).unwrap_or_default())
        .collect()
});

/// The words of one language.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// How dates and money are written.
    pub locale: &'a str,
    screens: &'static Texts,
    domain: Language,
    intl: &'a Intl,
}

impl<'a> Words<'a> {
    /// Those of `locale`, of its base, or English.
    pub fn of(locale: &'a str, intl: &'a Intl) -> Self {
        let base = locale.split('-').next().unwrap_or(locale);
        let known = SCREENS.iter().position(|(language, _)| *language == base);
        let place = known.unwrap_or(0);
        let language = SCREENS[place].0;
        Self {
            locale: if known.is_some() { locale } else { language },
            screens: &TEXTS[place],
            domain: Language::of(language),
            intl,
        }
    }

    /// The same in another language.
    pub fn in_locale<'b>(self, locale: &'b str) -> Words<'b>
    where
        'a: 'b,
    {
        Words::of(locale, self.intl)
    }

    fn find(self, key: &str) -> Option<&'static str> {
        let screens = self.screens.get(key).map(String::as_str);
        screens.or_else(|| self.domain.find(key))
    }

    /// The text of that key, for a placeholder.
    pub fn raw(self, key: &str) -> &str {
        self.find(key).unwrap_or(key)
    }

    /// The text of that key; the key itself where it is missing, which a test prevents.
    pub fn say(self, key: &str) -> String {
        self.say_with(key, &[])
    }

    /// The text of that key with `{name}` replaced by its value.
    pub fn say_with(self, key: &str, values: &[(&str, &str)]) -> String {
        let mut parts = self.find(key).unwrap_or(key).split('{');
        let mut said = escape(parts.next().unwrap_or_default());
        for part in parts {
            let (name, rest) = part.split_once('}').unwrap_or(("", part));
            let value = values.iter().find(|(known, _)| *known == name);
            said.push_str(&escape(value.map_or("", |(_, value)| value)));
            said.push_str(&escape(rest));
        }
        said
    }

    /// The text of `group.name`, where the name is that of a value in JSON.
    pub fn name_of<T: Serialize>(self, group: &str, value: &T) -> String {
        self.say(&format!("{group}.{}", name(value)))
    }

    /// A civil date, for a placeholder.
    pub fn date(self, date: Date) -> String {
        Intl::date(self.locale, date)
    }

    /// The day of a moment in the shop's zone, for a placeholder.
    pub fn day(self, moment: Instant) -> String {
        self.date(self.intl.today(moment))
    }

    /// Day and time in the shop's zone, for a placeholder.
    pub fn time(self, moment: Instant) -> String {
        self.intl.moment(self.locale, moment)
    }

    /// An amount, for a placeholder.
    pub fn money(self, money: &Money) -> String {
        Intl::money(self.locale, money)
    }

    /// A size, for a placeholder.
    pub fn size(self, bytes: u64) -> String {
        Intl::megabytes(self.locale, bytes)
    }
}

/// A value of a fixed list as JSON has it, `partial_refund`.
pub fn name<T: Serialize>(value: &T) -> String {
    let json = serde_json::to_value(value).ok();
    let name = json.and_then(|json| json.as_str().map(str::to_owned));
    name.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{collections::BTreeSet, fs, path::Path};

    /// Every text the plain pages ask for by a key that stands in their code.
    fn asked_for() -> BTreeSet<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/hosted");
        let inner = fs::read_dir(folder.join("plain")).unwrap();
        let files = inner.map(|file| file.unwrap().path());
        let mut keys = BTreeSet::new();
        for file in files.chain([folder.join("plain.rs"), folder.join("../hosted.rs")]) {
            let code = fs::read_to_string(&file).unwrap_or_default();
            for text in code.split('"').skip(1).step_by(2) {
                let group = text.split_once('.').map_or("", |(group, _)| group);
                let is_key = text
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || b"._".contains(&byte));
                if is_key
                    && TEXTS[0]
                        .keys()
                        .any(|key| key.starts_with(&format!("{group}.")))
                {
                    keys.insert(text.to_owned());
                }
            }
        }
        keys
    }

    #[test]
    fn every_text_of_the_plain_pages_is_there_in_every_language_of_the_screens() {
        let asked = asked_for();
        assert!(asked.len() > 60, "{asked:?}");
        let intl = Intl::without_runtime("Europe/Paris").unwrap();
        for (language, _) in SCREENS {
            let words = Words::of(language, &intl);
            assert_eq!(words.locale, language);
            for key in &asked {
                let is_group = key.ends_with(['.', '_']);
                assert!(is_group || words.find(key).is_some(), "{language} {key}");
            }
        }
    }

    #[test]
    fn every_language_of_the_widget_is_spoken_here_too() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../widget/texts");
        let files = fs::read_dir(folder).unwrap();
        let written: BTreeSet<String> = files
            .map(|file| {
                file.unwrap()
                    .path()
                    .file_stem()
                    .unwrap()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        let spoken = SCREENS.iter().map(|(language, _)| (*language).to_owned());
        assert_eq!(spoken.collect::<BTreeSet<_>>(), written);
    }

    #[test]
    fn what_is_said_is_html_and_its_values_are_too() {
        let intl = Intl::without_runtime("Europe/Paris").unwrap();
        let words = Words::of("xx-AT", &intl);
        assert_eq!(words.locale, "en");
        let said = words.say_with("evidence.wrong_type", &[("name", "<b>.exe")]);
        assert!(said.starts_with("&lt;b&gt;.exe is"), "{said}");
    }
}
