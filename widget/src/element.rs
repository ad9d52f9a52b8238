//! A screen as data: elements with attributes, children and what they do.
//!
//! Leptos' `view!` gives every nesting of elements its own Rust type, and each type its own copy of build, rebuild
//! and unmount; for ten screens that was more than the whole budget. [`El`] is one type, so a further element costs
//! its words. It is a Leptos view all the same: `browser/dom.rs` implements `Render` for it, and what differs
//! is rebuilt whenever the flow has changed. Being data, every screen is tested without a browser.

use crate::flow::{Act, Field};
use claims::problem::EvidenceKind;

/// What an element does when it is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// Pressed.
    Press(Act),
    /// Sent with Enter or its button.
    Submit(Act),
    /// Typed, ticked or chosen: its value goes to the field.
    Set(Field),
    /// Files chosen.
    Pick(EvidenceKind),
    /// Files dropped or pasted on it.
    Drop(EvidenceKind),
    /// Files chosen to go with a message.
    Attach,
}

/// One element.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Made {
    /// Its tag; empty for nothing at all.
    pub tag: &'static str,
    /// Two elements in the same place are the same only with the same key.
    pub key: String,
    /// Its text; an element has text or children.
    pub text: String,
    /// Attributes. `value` and `checked` are set as properties.
    pub attributes: Vec<(&'static str, String)>,
    /// What it does.
    pub on: Option<On>,
    /// Its children.
    pub children: Vec<El>,
}

/// An element, boxed: screens hand it on and on, and a pointer is the least to hand on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct El(pub Box<Made>);

/// An element with that tag and class.
#[inline(never)]
#[must_use]
pub fn el(tag: &'static str, class: &str) -> El {
    let element = El(Box::new(Made {
        tag,
        ..Made::default()
    }));
    if class.is_empty() {
        element
    } else {
        element.with("class", class)
    }
}

/// An element with that tag, class and text.
#[inline(never)]
#[must_use]
pub fn text(tag: &'static str, class: &str, text: &str) -> El {
    let mut element = el(tag, class);
    text.clone_into(&mut element.0.text);
    element
}

/// Nothing.
#[inline(never)]
#[must_use]
pub fn nothing() -> El {
    El::default()
}

impl El {
    /// Sets an attribute.
    #[inline(never)]
    #[must_use]
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.0.attributes.retain(|(is, _)| *is != name);
        self.0.attributes.push((name, value.to_owned()));
        self
    }

    /// Sets an attribute where `is` holds.
    #[inline(never)]
    #[must_use]
    pub fn when(self, is: bool, name: &'static str, value: &str) -> Self {
        if is { self.with(name, value) } else { self }
    }

    /// Tells it from others in its place.
    #[inline(never)]
    #[must_use]
    pub fn keyed(mut self, key: &str) -> Self {
        key.clone_into(&mut self.0.key);
        self
    }

    /// Adds a child.
    #[inline(never)]
    #[must_use]
    pub fn child(mut self, child: Self) -> Self {
        self.0.children.push(child);
        self
    }

    /// Adds children.
    #[inline(never)]
    #[must_use]
    pub fn all(mut self, children: Vec<Self>) -> Self {
        self.0.children.extend(children);
        self
    }

    /// Says what it does.
    #[inline(never)]
    #[must_use]
    pub fn on(mut self, on: On) -> Self {
        self.0.on = Some(on);
        self
    }

    /// Does this when it is pressed.
    #[inline(never)]
    #[must_use]
    pub fn press(self, act: Act) -> Self {
        self.on(On::Press(act))
    }
}

#[cfg(test)]
mod reading {
    //! How tests read a screen: by what a customer reads.
    use super::*;

    impl El {
        /// The value of an attribute.
        pub fn attribute(&self, name: &str) -> Option<&str> {
            self.0
                .attributes
                .iter()
                .find(|(is, _)| *is == name)
                .map(|(_, value)| value.as_str())
        }

        /// This element and everything in it.
        pub fn within(&self) -> Vec<&Self> {
            let mut all = vec![self];
            for child in &self.0.children {
                all.extend(child.within());
            }
            all
        }

        /// All the words in it.
        pub fn words(&self) -> String {
            let words: Vec<_> = self
                .within()
                .iter()
                .map(|e| e.0.text.as_str())
                .filter(|t| !t.is_empty())
                .collect();
            words.join(" | ")
        }

        /// The button of that name.
        pub fn button(&self, name: &str) -> Option<&Self> {
            self.within().into_iter().find(|e| {
                e.0.tag == "button"
                    && (e.words() == name || e.attribute("aria-label") == Some(name))
            })
        }
    }
}
