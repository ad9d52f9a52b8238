//! Standard Webhooks signatures, by the official crate.

use crate::{
    clock,
    config::{Config, DemoShop, Secret},
};
use axum::http::HeaderMap;
use standardwebhooks::{
    HEADER_WEBHOOK_ID, HEADER_WEBHOOK_SIGNATURE, HEADER_WEBHOOK_TIMESTAMP, Webhook, WebhookError,
};

/// The shop whose Worker signed `body`.
///
/// # Errors
/// The signature is missing, forged, or more than five minutes old: what the last shop's check said.
pub fn signed_by(
    config: &Config,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<DemoShop, WebhookError> {
    let mut refusal = WebhookError::InvalidSignature;
    for shop in DemoShop::ALL {
        let secret = &config.link(shop).webhook_secret;
        match Webhook::new(secret.reveal()).and_then(|webhook| webhook.verify(body, headers)) {
            Ok(()) => return Ok(shop),
            Err(error) => refusal = error,
        }
    }
    Err(refusal)
}

/// The headers that sign `body` now. The same `id` says that it is the same message.
///
/// # Errors
/// The secret is not base64.
pub fn sign(
    secret: &Secret,
    id: &str,
    body: &str,
) -> Result<[(&'static str, String); 3], WebhookError> {
    let timestamp = clock::unix_seconds();
    let signature = Webhook::new(secret.reveal())?.sign(id, timestamp, body.as_bytes())?;
    Ok([
        (HEADER_WEBHOOK_ID, id.to_owned()),
        (HEADER_WEBHOOK_TIMESTAMP, timestamp.to_string()),
        (HEADER_WEBHOOK_SIGNATURE, signature),
    ])
}
