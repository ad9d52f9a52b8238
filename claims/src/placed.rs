//! Texts without their keys: as the page loads its language.
//!
//! Three hundred keys are a fifth of a language file, and the page has them in its program already. So the file is a
//! list, and a key's place in it is computed: "hash, displace and compress" (Belazzougui, Botelho, Dietzfelbinger,
//! 2009), a minimal perfect hash. A key's bucket says by how much its hash is shifted to its place. One character of its
//! hash is kept with it, so that a key that is in no file (of a newer edge) is not given another's text.

#[cfg(feature = "texts")]
use crate::explain::Texts;

/// Keys that share a shift, on average.
#[cfg(feature = "texts")]
const KEYS_OF_A_BUCKET: usize = 4;

/// The texts of one language, by place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placed {
    /// The shift of each bucket.
    pub shifts: Vec<u32>,
    /// The check characters of the keys, in the order of the texts.
    pub checks: String,
    /// The texts.
    pub texts: Vec<String>,
}

/// FNV-1a, 32 bits: RFC 9923.
fn hash(key: &str) -> u32 {
    key.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

/// The place of a hash among so many, shifted.
fn place(hash: u32, shift: u32, places: usize) -> usize {
    // Murmur3's last step: what differs in few bits ends far apart.
    let mixed = (hash ^ shift).wrapping_mul(0x85eb_ca6b);
    (mixed ^ (mixed >> 13)) as usize % places.max(1)
}

/// One of 57 characters that JSON writes as they are: `#` to `[`.
fn check_character(hash: u32) -> u8 {
    let [_, second, ..] = hash.to_le_bytes();
    b'#' + second % 57
}

impl Placed {
    /// The text of that key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        let hash = hash(key);
        let bucket = hash as usize % self.shifts.len().max(1);
        let at = place(hash, *self.shifts.get(bucket)?, self.texts.len());
        let is_known = self.checks.as_bytes().get(at) == Some(&check_character(hash));
        self.texts.get(at).filter(|_| is_known).map(String::as_str)
    }

    /// Finds a place for every text.
    ///
    /// ```
    /// use claims::{explain::Texts, placed::Placed};
    ///
    /// let texts = Texts::from([("nav.next".to_owned(), "Continue".to_owned())]);
    /// let placed = Placed::of(&texts);
    /// assert_eq!(placed.get("nav.next"), Some("Continue"));
    /// assert_eq!(placed.get("nav.back"), None);
    /// ```
    #[cfg(feature = "texts")]
    #[must_use]
    pub fn of(texts: &Texts) -> Self {
        let count = texts.len();
        let mut buckets = vec![Vec::new(); count.div_ceil(KEYS_OF_A_BUCKET)];
        for (key, text) in texts {
            let hash = hash(key);
            let bucket = hash as usize % buckets.len();
            // Two keys of one hash never find two places: the second goes without, and the tests name it.
            if let Some(bucket) = buckets.get_mut(bucket)
                && bucket.iter().all(|(other, _)| *other != hash)
            {
                bucket.push((hash, text));
            }
        }
        // The full ones first, while there is room.
        let mut order: Vec<usize> = (0..buckets.len()).collect();
        order.sort_by_key(|bucket| std::cmp::Reverse(buckets.get(*bucket).map_or(0, Vec::len)));
        let mut placed = Self {
            shifts: vec![0; buckets.len()],
            checks: String::new(),
            texts: vec![String::new(); count],
        };
        let mut checks = vec![0; count];
        for at in order {
            let keys = buckets.get(at).map_or(&[][..], Vec::as_slice);
            let shift = (0..u32::MAX).find(|shift| placed.has_room(keys, *shift));
            let shift = shift.unwrap_or_default();
            if let Some(slot) = placed.shifts.get_mut(at) {
                *slot = shift;
            }
            for (hash, text) in keys {
                let at = place(*hash, shift, count);
                if let (Some(slot), Some(check)) = (placed.texts.get_mut(at), checks.get_mut(at)) {
                    slot.clone_from(text);
                    *check = check_character(*hash);
                }
            }
        }
        placed.checks = checks.into_iter().map(char::from).collect();
        placed
    }

    /// Whether every key of a bucket has an empty place of its own under that shift.
    #[cfg(feature = "texts")]
    fn has_room(&self, keys: &[(u32, &String)], shift: u32) -> bool {
        let places: Vec<usize> = keys
            .iter()
            .map(|(hash, _)| place(*hash, shift, self.texts.len()))
            .collect();
        places.iter().enumerate().all(|(n, at)| {
            self.texts.get(*at).is_some_and(String::is_empty)
                && places.iter().skip(n + 1).all(|other| other != at)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::{LANGUAGES, texts};

    #[test]
    fn every_text_is_found_under_its_key() {
        for language in LANGUAGES {
            let texts = texts(language);
            let placed = Placed::of(texts);
            assert_eq!(placed.texts.len(), texts.len());
            for (key, text) in texts {
                assert_eq!(placed.get(key), Some(text.as_str()), "{language} {key}");
            }
        }
    }

    #[test]
    fn two_keys_of_one_hash_are_no_endless_search() {
        // A known pair: <https://softwareengineering.stackexchange.com/a/145633>
        assert_eq!(hash("costarring"), hash("liquid"));
        let texts = ["costarring", "liquid", "other"].map(|key| (key.to_owned(), key.to_owned()));
        let placed = Placed::of(&Texts::from(texts));
        assert_eq!(placed.get("other"), Some("other"));
        assert_eq!(placed.get("costarring"), Some("costarring"));
        assert_eq!(
            placed.get("liquid"),
            Some("costarring"),
            "the test above would tell"
        );
    }

    #[test]
    fn a_key_that_is_not_there_is_hardly_ever_given_a_text() {
        let placed = Placed::of(texts("en"));
        let strays = (0..5_700).filter(|n| placed.get(&format!("status.new_{n}")).is_some());
        // One in 57 by chance.
        assert!(strays.count() < 200);
        assert_eq!(Placed::default().get("a"), None);
        assert_eq!(Placed::of(&Texts::new()).get("a"), None);
    }
}
