//! The shop's backend sends it: a webhook of its own with a `notification`.

use super::{Carrier, Message};
use crate::{config::Config, delivery::deliver, outbox::Attempt};
use claims::civil::Instant;
use serde::Serialize;

/// The `type` of the webhook.
pub const TYPE: &str = "notification.requested";

/// The shop's backend.
pub struct Backend<'a> {
    /// Where it is, and how its webhooks are signed.
    pub config: &'a Config,
    /// Of the request that caused the message.
    pub traceparent: Option<&'a str>,
}

#[derive(Serialize)]
struct Webhook<'a> {
    #[serde(rename = "type")]
    kind: &'a str,
    timestamp: Instant,
    data: Data<'a>,
}

#[derive(Serialize)]
struct Data<'a> {
    notification: &'a Message,
}

impl Carrier for Backend<'_> {
    async fn send(&self, message: &Message) -> Attempt {
        let Some(url) = &self.config.backend_url else {
            let reason = "`BACKEND_URL` is not set any more".to_owned();
            return Attempt::Unanswered { reason };
        };
        let webhook = Webhook {
            kind: TYPE,
            timestamp: message.at,
            data: Data {
                notification: message,
            },
        };
        match serde_json::to_string(&webhook) {
            Ok(body) => {
                let url = format!("{url}/events");
                deliver(self.config, &url, &message.id, &body, self.traceparent).await
            }
            Err(error) => Attempt::Unanswered {
                reason: error.to_string(),
            },
        }
    }
}
