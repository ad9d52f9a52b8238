//! A map of a few keys, kept in the order of the keys.
//!
//! A `BTreeMap` does the same for many; its tree was 2 KB brotli of the page, for maps of two languages or three facts.

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{MapAccess, Visitor},
    ser::SerializeMap,
};
use std::{fmt, marker::PhantomData, ops::Index};

/// A map from texts; its keys are in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Few<V>(Vec<(String, V)>);

impl<V> Default for Few<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<V> Few<V> {
    /// The value of that key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&V> {
        self.iter()
            .find(|(known, _)| *known == key)
            .map(|(_, value)| value)
    }

    /// Puts a value in, in the place of the one before.
    pub fn insert(&mut self, key: String, value: V) {
        let at = self.0.iter().position(|(known, _)| *known >= key);
        match at.and_then(|at| self.0.get_mut(at)) {
            Some(slot) if slot.0 == key => slot.1 = value,
            _ => self.0.insert(at.unwrap_or(self.0.len()), (key, value)),
        }
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How much is in it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether that key is in it.
    #[must_use]
    pub fn contains_key(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// Each key with its value.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &V)> {
        self.0.iter().map(|(key, value)| (key, value))
    }

    /// The keys.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.iter().map(|(key, _)| key)
    }

    /// The values.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.iter().map(|(_, value)| value)
    }
}

impl<V> Extend<(String, V)> for Few<V> {
    fn extend<I: IntoIterator<Item = (String, V)>>(&mut self, pairs: I) {
        for (key, value) in pairs {
            self.insert(key, value);
        }
    }
}

impl<V> FromIterator<(String, V)> for Few<V> {
    fn from_iter<I: IntoIterator<Item = (String, V)>>(pairs: I) -> Self {
        let mut few = Self::default();
        few.extend(pairs);
        few
    }
}

impl<V, const N: usize> From<[(String, V); N]> for Few<V> {
    fn from(pairs: [(String, V); N]) -> Self {
        pairs.into_iter().collect()
    }
}

impl<V> IntoIterator for Few<V> {
    type Item = (String, V);
    type IntoIter = std::vec::IntoIter<(String, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<V> Index<&str> for Few<V> {
    type Output = V;

    /// # Panics
    /// Where the key is not in it, as with other maps.
    #[track_caller]
    fn index(&self, key: &str) -> &V {
        #[expect(clippy::panic, reason = "as an index of any map does")]
        match self.get(key) {
            Some(value) => value,
            None => panic!("no `{key}`"),
        }
    }
}

impl<V: Serialize> Serialize for Few<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.len()))?;
        for (key, value) in self.iter() {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Few<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs<V>(PhantomData<V>);
        impl<'de, V: Deserialize<'de>> Visitor<'de> for Pairs<V> {
            type Value = Few<V>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Few<V>, A::Error> {
                let mut few = Few::default();
                while let Some((key, value)) = map.next_entry()? {
                    few.insert(key, value);
                }
                Ok(few)
            }
        }
        deserializer.deserialize_map(Pairs(PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_in_order_and_there_once() {
        let few = Few::from(
            [("b", 1), ("a", 2), ("c", 3), ("b", 4)].map(|(key, value)| (key.to_owned(), value)),
        );
        assert_eq!(few.keys().collect::<Vec<_>>(), ["a", "b", "c"]);
        assert_eq!((few.get("b"), few.get("d"), few.len()), (Some(&4), None, 3));
        assert_eq!(few["a"], 2);
    }

    #[test]
    fn it_is_written_and_read_as_a_map() {
        let few: Few<u32> = serde_json::from_str(r#"{"b":1,"a":2}"#).unwrap();
        assert_eq!(serde_json::to_string(&few).unwrap(), r#"{"a":2,"b":1}"#);
        assert!(serde_json::from_str::<Few<u32>>("[]").is_err());
    }
}
