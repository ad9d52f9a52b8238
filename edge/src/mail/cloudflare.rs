//! Cloudflare's e-mail binding: `[[send_email]] name = "EMAIL"`.
//!
//! The platform gives each message its own `Message-ID` and knows no key of ours: a kill between the sending and the
//! note that it was sent is a second e-mail.

use super::{Carrier, Channel, Message};
use crate::outbox::{Attempt, TIMEOUT_MS};
use futures_util::future::{Either, select};
use std::{pin::pin, time::Duration};
use worker::{
    Delay, EmailAddress, Env, Error, SendEmailBuilder,
    js_sys::{JsString, Object, Reflect},
    wasm_bindgen::{JsCast, JsValue},
};

/// The name of the binding.
pub const BINDING: &str = "EMAIL";

/// Errors after which the same message fails again: of the message, not of the moment.
const OF_THE_MESSAGE: [&str; 8] = [
    "E_VALIDATION_ERROR",
    "E_FIELD_MISSING",
    "E_CONTENT_TOO_LARGE",
    "E_HEADER_NOT_ALLOWED",
    "E_HEADER_VALUE_INVALID",
    "E_RECIPIENT_NOT_ALLOWED",
    "E_RECIPIENT_SUPPRESSED",
    "RCPT_NOT_ALLOWED",
];

/// The binding of this Worker.
pub struct Cloudflare<'a> {
    /// Where it is bound.
    pub env: &'a Env,
}

impl Carrier for Cloudflare<'_> {
    async fn send(&self, message: &Message) -> Attempt {
        let timeout = pin!(Delay::from(Duration::from_millis(
            TIMEOUT_MS.unsigned_abs()
        )));
        let sent = pin!(self.hand_over(message));
        match select(sent, timeout).await {
            Either::Left((Ok(()), _)) => Attempt::Answered {
                status: 202,
                retry_after_s: None,
            },
            Either::Left((Err(code), _)) => failure(&code),
            Either::Right(_) => Attempt::Unanswered {
                reason: format!("no answer within {TIMEOUT_MS} ms"),
            },
        }
    }
}

impl Cloudflare<'_> {
    /// The error's code, or a word for it: its message may quote an address.
    async fn hand_over(&self, message: &Message) -> Result<(), String> {
        let binding = self.env.send_email(BINDING).map_err(|error| code(&error))?;
        let built = built(message).map_err(|_| "a header that cannot be written".to_owned())?;
        let sent = binding.send_with_builder(&built).await;
        sent.map(|_| ()).map_err(|error| code(&Error::from(error)))
    }
}

fn built(message: &Message) -> Result<SendEmailBuilder, JsValue> {
    let Channel::Email {
        to,
        from,
        reply_to,
        subject,
        html,
        headers,
    } = &message.channel
    else {
        return Err(JsValue::UNDEFINED);
    };
    let (name, email) = from
        .as_ref()
        .map_or(("", ""), |from| (&from.name, &from.email));
    let from = EmailAddress::new(name, email);
    let list: Object<JsString> = Object::new().unchecked_into();
    for (name, value) in headers {
        // It gives its own.
        if *name != "Message-ID" {
            Reflect::set(&list, &(*name).into(), &value.into())?;
        }
    }
    let id = message.id.as_str();
    Reflect::set(&list, &"X-Recourse-Message".into(), &id.into())?;
    let mut builder = SendEmailBuilder::builder_with_email_address_and_str(&from, to, subject)
        .text(&message.text)
        .html(html)
        .headers(&list);
    if let Some(reply_to) = reply_to {
        builder = builder.reply_to(reply_to);
    }
    Ok(builder.build())
}

#[allow(
    clippy::wildcard_enum_match_arm,
    reason = "the platform's errors: what it adds is one of the binding"
)]
fn code(error: &Error) -> String {
    match error {
        Error::EmailRecipientSuppressed(_) => "E_RECIPIENT_SUPPRESSED".to_owned(),
        Error::EmailRecipientNotAllowed(_) => "RCPT_NOT_ALLOWED".to_owned(),
        Error::RateLimitExceeded(_) => "E_RATE_LIMIT_EXCEEDED".to_owned(),
        Error::DailyLimitExceeded(_) => "E_DAILY_LIMIT_EXCEEDED".to_owned(),
        Error::UnknownJsError {
            code: Some(code), ..
        } => code.clone(),
        _ => "an error of the binding".to_owned(),
    }
}

fn failure(code: &str) -> Attempt {
    let reason = code.to_owned();
    match OF_THE_MESSAGE.contains(&code) {
        true => Attempt::Refused { reason },
        false => Attempt::Unanswered { reason },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_the_message_is_not_tried_again_and_what_is_wrong_with_the_moment_is() {
        for code in ["E_RECIPIENT_SUPPRESSED", "E_VALIDATION_ERROR"] {
            assert!(matches!(failure(code), Attempt::Refused { .. }), "{code}");
        }
        for code in [
            "E_RATE_LIMIT_EXCEEDED",
            "E_SENDER_NOT_VERIFIED",
            "an error of the binding",
        ] {
            assert!(
                matches!(failure(code), Attempt::Unanswered { .. }),
                "{code}"
            );
        }
    }
}
