//! Text in HTML: escaped, whoever wrote it.

pub use claims::policy::page::escape;
use claims::{shop::Contact, texts::Language};

/// The tag of a page in that language: `<html lang="ar" dir="rtl">`.
pub fn html_tag(locale: &str) -> String {
    let escaped = escape(locale);
    match Language::of(locale).direction() {
        "ltr" => format!("<html lang=\"{escaped}\">"),
        direction => format!("<html lang=\"{escaped}\" dir=\"{direction}\">"),
    }
}

/// The named person, with what reaches them.
pub fn contact(contact: &Contact) -> String {
    let email = contact.email.as_deref();
    let phone = contact.phone.as_deref();
    let parts = [
        Some(escape(&contact.name)),
        email.map(|email| link("mailto:", email)),
        phone.map(|phone| link("tel:", phone)),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(" · ")
}

fn link(scheme: &str, address: &str) -> String {
    let escaped = escape(address);
    let target = escape(&address.replace(' ', ""));
    // A telephone number begins with its first digits on a page that is read from the right, too.
    format!("<a dir=\"ltr\" href=\"{scheme}{target}\">{escaped}</a>")
}

#[cfg(test)]
mod tests {
    use super::{escape, html_tag};

    #[test]
    fn a_page_has_the_direction_of_its_language() {
        assert_eq!(html_tag("fr"), "<html lang=\"fr\">");
        assert_eq!(html_tag("ar"), "<html lang=\"ar\" dir=\"rtl\">");
        assert_eq!(html_tag("\"><b>"), "<html lang=\"&quot;&gt;&lt;b&gt;\">");
    }

    #[test]
    fn nothing_leaves_its_tag_or_its_quotes() {
        let escaped = escape("</td><script>'\"&amp;");
        assert_eq!(escaped, "&lt;/td&gt;&lt;script&gt;&#39;&quot;&amp;amp;");
    }
}
