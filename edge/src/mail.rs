//! E-mails and text messages on their way out: one shape, one trait, three carriers.
//!
//! Sending is a job of the outbox with its own row, attempts, circuit and dead letters. No claim waits for it.

use crate::{
    config::Config,
    notice::{Letter, html, one_line, short, text},
    outbox::Attempt,
};
use claims::{civil::Instant, policy::file::Via};
use serde::Serialize;
use std::collections::BTreeMap;

mod backend;
mod cloudflare;
mod http;

pub use backend::Backend;
pub use cloudflare::Cloudflare;
pub use http::Http;

/// What carries a message: the shop's backend, a service, Cloudflare.
pub trait Carrier {
    /// Hands the message over once. The same `id` again is the same message.
    async fn send(&self, message: &Message) -> Attempt;
}

/// One message, ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Message {
    /// The same at every attempt; what the carrier knows a repetition by.
    pub id: String,
    /// When what it tells of happened.
    #[serde(skip)]
    pub at: Instant,
    /// The claim's number.
    pub claim: String,
    /// What it tells of, `received`.
    pub kind: &'static str,
    /// The language it is in.
    pub locale: String,
    /// How it goes, and what only that way has.
    #[serde(flatten)]
    pub channel: Channel,
    /// The message as plain text.
    pub text: String,
}

/// How a message goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "channel", rename_all = "snake_case")]
pub enum Channel {
    /// By e-mail.
    Email {
        /// The customer's address.
        to: String,
        /// The sender; a backend may have its own.
        #[serde(skip_serializing_if = "Option::is_none")]
        from: Option<Address>,
        /// Where an answer goes.
        #[serde(skip_serializing_if = "Option::is_none")]
        reply_to: Option<String>,
        /// One line.
        subject: String,
        /// The message as a page.
        html: String,
        /// Beside those above.
        headers: BTreeMap<&'static str, String>,
    },
    /// As a text message.
    Sms {
        /// The customer's number.
        to: String,
    },
}

/// An address with the name of whose it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Address {
    /// The shop's.
    pub name: String,
    /// `claims@lumen.example`.
    pub email: String,
}

/// The letter as an e-mail to that address.
pub fn email(config: &Config, id: &str, to: &str, letter: &Letter, link: &str) -> Message {
    let sender = config.sender.as_ref();
    let from = sender.and_then(|sender| sender.mail.from.clone());
    let from = from.map(|email| Address {
        name: display_name(&config.shop.name),
        email,
    });
    let channel = Channel::Email {
        to: to.to_owned(),
        from,
        reply_to: config.reply_to().map(str::to_owned),
        subject: letter.subject.clone(),
        html: html(letter, link),
        headers: headers(&config.public_url, id, letter),
    };
    Message {
        channel,
        ..message(id, letter, text(letter, link))
    }
}

/// The letter as a text message to that number.
pub fn sms(config: &Config, id: &str, to: &str, letter: &Letter, link: &str) -> Message {
    message_to(to, id, letter, short(letter, &config.shop.name, link))
}

fn message_to(to: &str, id: &str, letter: &Letter, text: String) -> Message {
    Message {
        channel: Channel::Sms { to: to.to_owned() },
        ..message(id, letter, text)
    }
}

fn message(id: &str, letter: &Letter, text: String) -> Message {
    Message {
        id: id.to_owned(),
        at: letter.at,
        claim: letter.number.clone(),
        kind: letter.kind.name(),
        locale: letter.locale.clone(),
        channel: Channel::Sms { to: String::new() },
        text,
    }
}

/// No mail program answers a message of ours by itself (RFC 3834), and those of one claim form a thread: all of them
/// refer to the same id, whatever ids the carrier gives them. There is no `List-Unsubscribe`: nobody is on a list.
fn headers(public_url: &str, id: &str, letter: &Letter) -> BTreeMap<&'static str, String> {
    let host = public_url.rsplit("//").next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default();
    let thread = format!("<claim.{}@{host}>", letter.number);
    BTreeMap::from([
        ("Auto-Submitted", "auto-generated".to_owned()),
        ("In-Reply-To", thread.clone()),
        ("Message-ID", format!("<{id}@{host}>")),
        ("References", thread),
    ])
}

/// As it may stand before an address: no sign that has a meaning there, no line break.
fn display_name(name: &str) -> String {
    let signs: String = one_line(name)
        .chars()
        .filter(|sign| !"<>\"\\,;:@()[]".contains(*sign))
        .collect();
    signs.trim().to_owned()
}

/// Hands it to the carrier of that name. The trace goes on to the shop's own backend, and to nobody else.
pub async fn send(
    config: &Config,
    env: &worker::Env,
    message: &Message,
    traceparent: Option<&str>,
) -> Attempt {
    let Some(sender) = &config.sender else {
        return Attempt::Refused {
            reason: "`MAIL` is not set any more".to_owned(),
        };
    };
    match (&message.channel, sender.mail.via) {
        (Channel::Sms { .. }, _) | (Channel::Email { .. }, Via::Backend) => {
            Backend {
                config,
                traceparent,
            }
            .send(message)
            .await
        }
        (Channel::Email { .. }, Via::Http) => Http { sender }.send(message).await,
        (Channel::Email { .. }, Via::Cloudflare) => Cloudflare { env }.send(message).await,
    }
}

#[cfg(test)]
mod tests;
