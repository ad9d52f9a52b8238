//! Addresses news of a claim can go to.

/// Whether `email` can be one: something, an `@`, and a host with a dot. Whether it exists only a message can tell.
#[must_use]
pub fn email_is_good(email: &str) -> bool {
    let Some((name, host)) = email.rsplit_once('@') else {
        return false;
    };
    let is_plain = |text: &str| {
        !text
            .chars()
            .any(|sign| sign.is_whitespace() || sign.is_control() || "<>(),;:\"[]\\".contains(sign))
    };
    let is_label =
        |label: &str| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-');
    let name_is_good =
        !name.is_empty() && name.chars().count() <= 64 && !name.contains('@') && is_plain(name);
    name_is_good && is_plain(host) && host.contains('.') && host.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::email_is_good;

    #[test]
    fn an_address_needs_a_name_an_at_and_a_host() {
        for email in [
            "a@b.co",
            "camille.du+pont@mail.shop.example",
            "o'brien@example.ie",
            "почта@пример.рф",
        ] {
            assert!(email_is_good(email), "{email}");
        }
        for email in [
            "",
            "a",
            "@b.co",
            "a@",
            "a@b",
            "a@b.",
            "a@.co",
            "a@b..co",
            "a@-b.co",
            "a@@b.co",
            "a b@c.de",
            "a@b.c d",
            "<a@b.co>",
            "a@b.co,c@d.eu",
            "a\n@b.co",
        ] {
            assert!(!email_is_good(email), "{email}");
        }
    }
}
