//! `[vars.MAIL]`: how the customer is written to, and of what.

use crate::{
    body::shortened,
    draft::email_is_good,
    notice::{NOTICE_KINDS, NoticeKind},
    policy::file::reader::{Reader, Table},
};
use serde_json::Value;

/// The service where no other is written.
const USUAL_URL: &str = "https://api.resend.com";

/// Keys of the table.
pub(super) const KEYS: [&str; 6] = ["via", "from", "reply_to", "url", "without", "sms"];

/// Who takes e-mails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    /// The shop's backend: `notification` in a webhook.
    Backend,
    /// A service with `POST {url}/emails`, as Resend has it.
    Http,
    /// Cloudflare's binding `EMAIL`.
    Cloudflare,
}

/// By their names.
pub(super) const VIA: [(&str, Via); 3] = [
    ("backend", Via::Backend),
    ("http", Via::Http),
    ("cloudflare", Via::Cloudflare),
];

/// How the customer is written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// Who takes e-mails.
    pub via: Via,
    /// The sender's address; its name is the shop's. The backend may have its own.
    pub from: Option<String>,
    /// Where answers go, in place of the shop's contact.
    pub reply_to: Option<String>,
    /// Of the service, without a slash at the end.
    pub url: String,
    /// What is not written.
    pub without: Vec<NoticeKind>,
    /// What is told by text message too, by the backend, where the customer gave a number.
    pub sms: Vec<NoticeKind>,
}

/// `None` where the customer is not written to, or something is wrong with it.
pub(super) fn read(reader: &mut Reader, value: &Value) -> Option<Mail> {
    if value.is_null() {
        return None;
    }
    let table = reader.table(value, "MAIL", &KEYS)?;
    if table.get("via").is_none() {
        reader.missing::<()>(&table, "via", "one of: backend, http, cloudflare");
    }
    let via = reader.word_if(&table, "via", &VIA);
    let from = address(reader, &table, "from");
    if via.is_some_and(|via| via != Via::Backend) && table.get("from").is_none() {
        let expected = "the address you send from, such as \"claims@shop.example\"";
        reader.missing::<()>(&table, "from", expected);
    }
    let reply_to = address(reader, &table, "reply_to");
    let url = url(reader, &table, via);
    let without = reader.words(&table, "without", &NOTICE_KINDS);
    let sms = reader.words(&table, "sms", &NOTICE_KINDS);
    Some(Mail {
        via: via?,
        from,
        reply_to,
        url,
        without,
        sms,
    })
}

fn address(reader: &mut Reader, table: &Table<'_>, key: &str) -> Option<String> {
    const EXPECTED: &str = "an address alone, such as \"claims@shop.example\"";
    let address = reader.text_if(table, key, EXPECTED)?;
    if email_is_good(&address) {
        return Some(address);
    }
    // `Shop <claims@shop.example>`: the name is the shop's anyway.
    let inner = address.split(['<', '>']).nth(1).unwrap_or_default();
    let meant = Some(inner).filter(|inner| email_is_good(inner));
    let found = format!("\"{}\"", shortened(&address));
    reader.mistake(table.at(key), found, EXPECTED, meant);
    None
}

fn url(reader: &mut Reader, table: &Table<'_>, via: Option<Via>) -> String {
    const EXPECTED: &str =
        "an http or https address without query, such as \"https://api.resend.com\"";
    let Some(url) = reader.text_if(table, "url", EXPECTED) else {
        return USUAL_URL.to_owned();
    };
    let found = || format!("\"{}\"", shortened(&url));
    let is_http = url.starts_with("https://") || url.starts_with("http://");
    if !is_http || url.contains(['?', '#', '@', ' ']) {
        // It may have a password in it.
        let found = match url.contains('@') {
            true => "something else".to_owned(),
            false => found(),
        };
        reader.mistake(table.at("url"), found, EXPECTED, None);
    } else if via.is_some_and(|via| via != Via::Http) {
        reader.warning(table.at("url"), found(), "no `url`: it is for `http` alone");
    }
    url.trim_end_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn found(mail: &Value) -> (Option<Mail>, Vec<String>) {
        let mut reader = Reader::default();
        let mail = read(&mut reader, mail);
        let (mistakes, warnings) = reader.into_parts();
        let said = mistakes.iter().chain(&warnings).map(ToString::to_string);
        (mail, said.collect())
    }

    #[test]
    fn without_the_table_nothing_is_written_and_one_word_is_enough_for_the_backend() {
        assert_eq!(found(&Value::Null), (None, vec![]));
        let (mail, said) = found(&json!({ "via": "backend" }));
        let mail = mail.unwrap();
        assert_eq!((mail.via, mail.url.as_str()), (Via::Backend, USUAL_URL));
        assert_eq!((mail.without, mail.sms, said), (vec![], vec![], vec![]));
    }

    #[test]
    fn everything_wrong_is_named_at_once_with_what_was_meant() {
        let (_, said) = found(&json!({
            "via": "htp", "from": "Lumen <claims@lumen.example>", "reply_to": "nobody",
            "url": "ftp://mail.example", "without": ["recieved"], "sms": "offer", "key": "re_1",
        }));
        assert_eq!(
            said,
            [
                "MAIL.key: found an unknown key, expected one of: via, from, reply_to, url, without, sms",
                "MAIL.via: found \"htp\", expected one of: backend, http, cloudflare; did you mean `http`?",
                "MAIL.from: found \"Lumen <claims@lumen.example>\", expected an address alone, such as \"claims@shop.example\"; did you mean `claims@lumen.example`?",
                "MAIL.reply_to: found \"nobody\", expected an address alone, such as \"claims@shop.example\"",
                "MAIL.url: found \"ftp://mail.example\", expected an http or https address without query, such as \"https://api.resend.com\"",
                "MAIL.without[0]: found \"recieved\", expected one of: received, needs_info, message, decision, offer, appointment, progress, reminder, overdue, expired, withdrawn, resolved, link; did you mean `received`?",
            ]
        );
    }

    #[test]
    fn who_sends_by_a_service_says_from_where() {
        for via in ["http", "cloudflare"] {
            let (_, said) = found(&json!({ "via": via }));
            assert_eq!(
                said,
                [
                    "MAIL.from: found nothing, expected the address you send from, such as \"claims@shop.example\""
                ]
            );
        }
        let (_, said) = found(&json!({ "from": "a@b.example" }));
        assert_eq!(
            said,
            ["MAIL.via: found nothing, expected one of: backend, http, cloudflare"]
        );
        let (_, said) = found(&json!({ "via": "backend", "url": "https://mail.example" }));
        assert_eq!(
            said,
            ["MAIL.url: found \"https://mail.example\", expected no `url`: it is for `http` alone"]
        );
    }
}
