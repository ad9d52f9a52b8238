//! Text in HTML: escaped, whoever wrote it.

/// Safe between tags and between quotes of an attribute.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
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
