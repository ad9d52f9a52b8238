//! Messages to customers, caught instead of sent: by `POST /emails`, as an e-mail service has it, and by the
//! `notification` of a webhook, which a real backend would send on.

use crate::{
    app::App,
    inbox::Treatment,
    treat::{Answer, Incoming},
};
use axum::http::{StatusCode, header};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A message as it would have gone out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Caught {
    /// What a repetition is known by.
    pub id: String,
    /// `http` or `webhook`.
    pub via: &'static str,
    /// `email` or `sms`.
    pub channel: String,
    /// Where it would have gone.
    pub to: String,
    /// Who it says it is from.
    pub from: String,
    /// Where an answer goes.
    pub reply_to: String,
    /// Empty for a text message.
    pub subject: String,
    /// As plain text.
    pub text: String,
    /// As a page; empty for a text message.
    pub html: String,
    /// Beside those above.
    pub headers: BTreeMap<String, String>,
    /// How often it came: more than once where the sender did not learn that it had.
    pub times: u32,
}

/// All of them, oldest first.
#[derive(Debug, Default)]
pub struct Mailbox(Vec<Caught>);

impl Mailbox {
    /// Keeps a message once, and says what it knows it by.
    ///
    /// # Errors
    /// The id came before with other words.
    pub fn keep(&mut self, message: Caught) -> Result<usize, &'static str> {
        if let Some(at) = self.0.iter().position(|known| known.id == message.id) {
            let known = &mut self.0[at];
            known.times += 1;
            return match known.text == message.text && known.html == message.html {
                true => Ok(at),
                false => Err("invalid_idempotent_request"),
            };
        }
        self.0.push(Caught {
            times: 1,
            ..message
        });
        Ok(self.0.len() - 1)
    }

    /// The messages, oldest first.
    #[must_use]
    pub fn all(&self) -> &[Caught] {
        &self.0
    }
}

/// The body of `POST /emails`, as far as it is shown.
#[derive(Deserialize)]
struct Posted {
    from: String,
    to: Vec<String>,
    #[serde(default)]
    reply_to: String,
    subject: String,
    text: String,
    html: String,
    #[serde(default)]
    headers: BTreeMap<String, String>,
}

/// `POST /emails`: what an e-mail service does, but for sending.
pub fn receive(app: &App, call: &Incoming) -> (Treatment, Answer) {
    let refused = |status: StatusCode, name: &str| {
        let treatment = Treatment::Refused {
            status: status.as_u16(),
            why: name.to_owned(),
        };
        let body = json!({ "statusCode": status.as_u16(), "name": name, "message": name });
        (treatment, answer(status, &body))
    };
    let key = call.header("authorization").strip_prefix("Bearer ");
    if key.is_none_or(str::is_empty) {
        return refused(StatusCode::UNAUTHORIZED, "missing_api_key");
    }
    let Ok(posted) = serde_json::from_str::<Posted>(&call.body) else {
        return refused(StatusCode::UNPROCESSABLE_ENTITY, "validation_error");
    };
    let kept = app.inbox().mailbox.keep(Caught {
        id: call.header("idempotency-key").to_owned(),
        via: "http",
        channel: "email".to_owned(),
        to: posted.to.join(", "),
        from: posted.from,
        reply_to: posted.reply_to,
        subject: posted.subject,
        text: posted.text,
        html: posted.html,
        headers: posted.headers,
        times: 0,
    });
    app.tell_the_clerk();
    match kept {
        Ok(n) => {
            let id = json!({ "id": format!("00000000-0000-4000-8000-{n:012}") });
            (Treatment::Kept, answer(StatusCode::OK, &id))
        }
        Err(name) => refused(StatusCode::CONFLICT, name),
    }
}

fn answer(status: StatusCode, body: &Value) -> Answer {
    Answer {
        status,
        header: Some((header::CONTENT_TYPE, "application/json".to_owned())),
        body: body.to_string(),
    }
}

/// The `notification` of a webhook, if it has one.
#[must_use]
pub fn notification(body: &str) -> Option<Caught> {
    let webhook: Value = serde_json::from_str(body).ok()?;
    let message = webhook["data"].get("notification")?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let from = &message["from"];
    let headers = message["headers"].as_object();
    let headers = headers.into_iter().flatten();
    Some(Caught {
        id: text(&message["id"]),
        via: "webhook",
        channel: text(&message["channel"]),
        to: text(&message["to"]),
        from: match from.is_object() {
            true => format!("{} <{}>", text(&from["name"]), text(&from["email"])),
            false => String::new(),
        },
        reply_to: text(&message["reply_to"]),
        subject: text(&message["subject"]),
        text: text(&message["text"]),
        html: text(&message["html"]),
        headers: headers
            .map(|(name, value)| (name.clone(), text(value)))
            .collect(),
        times: 0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(id: &str, text: &str) -> Caught {
        Caught {
            id: id.to_owned(),
            text: text.to_owned(),
            ..Caught::default()
        }
    }

    #[test]
    fn a_message_that_comes_again_is_one_and_counted() {
        let mut mailbox = Mailbox::default();
        assert_eq!(mailbox.keep(message("1", "a")), Ok(0));
        assert_eq!(mailbox.keep(message("2", "a")), Ok(1));
        assert_eq!(mailbox.keep(message("1", "a")), Ok(0));
        let other = mailbox.keep(message("1", "b"));
        assert_eq!(other, Err("invalid_idempotent_request"));
        assert_eq!(mailbox.all()[0].times, 3);
    }
}
