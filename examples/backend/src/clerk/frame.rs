//! What every page of the desk has around it.

use maud::{DOCTYPE, Markup, html};

/// A page; `more` goes into its head.
pub fn document(title: &str, more: &Markup, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                link rel="stylesheet" href="/clerk.css";
                link rel="icon" href="data:,";
                (more)
            }
            body { (body) }
        }
    }
}
