//! Text in HTML: escaped, whoever wrote it.

pub use claims::policy::page::escape;
use claims::shop::Contact;

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
    format!("<a href=\"{scheme}{target}\">{escaped}</a>")
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn nothing_leaves_its_tag_or_its_quotes() {
        let escaped = escape("</td><script>'\"&amp;");
        assert_eq!(escaped, "&lt;/td&gt;&lt;script&gt;&#39;&quot;&amp;amp;");
    }
}
