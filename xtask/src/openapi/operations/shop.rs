//! Routes of the shop.

use claims::{
    claim::{Claim, EvidenceFile},
    status::Status,
    timeline::Happened,
    wire::{BackendEvent, BackendEventKept},
};
use serde_json::json;

use super::{Operation, Schemas, answer, header, object, of_json, other, query};

/// What the shop's backend and desk call.
pub fn describe(operation: &mut Operation, schemas: &mut Schemas) {
    let desk = Some("shopSecret");
    let one = |schemas: &mut Schemas| {
        let happened = schemas.of::<Happened>();
        object(&[
            ("claim", schemas.of::<Claim>()),
            ("timeline", json!({ "type": "array", "items": happened })),
            ("tracking_url", json!({ "type": "string", "format": "uri" })),
            (
                "evidence_urls",
                json!({ "type": "object", "additionalProperties": { "type": "string", "format": "uri" } }),
            ),
        ])
    };
    let person = || {
        of_json(json!({
            "type": "object", "additionalProperties": false, "required": ["email"],
            "properties": { "email": { "type": "string", "maxLength": claims::limits::EMAIL_CHARS } },
        }))
    };
    let replayed = || object(&[("replayed", json!({ "type": "integer" }))]);
    match (operation.method, operation.path) {
        (_, "/v1/backend/events") => {
            operation.is(
                "sendEvent",
                "The shop's answer; the same for the same webhook-id",
                Some("webhookSignature"),
            );
            operation.parameters = vec![
                header("webhook-id", true, "The same whenever it is sent again"),
                header(
                    "webhook-timestamp",
                    true,
                    "Unix seconds, at most 5 minutes off",
                ),
            ];
            let events = json!({ "type": "array", "items": schemas.of::<BackendEvent>() });
            let several = object(&[("events", events)]);
            let either = json!({ "anyOf": [schemas.of::<BackendEvent>(), several] });
            operation.request = Some((of_json(either), true));
            let results = object(&[("results", json!({ "type": "array" }))]);
            let either = json!({ "anyOf": [schemas.of::<BackendEventKept>(), results] });
            operation.answers = vec![answer("200", "Kept; of several each by itself", either)];
        }
        (_, "/v1/backend/claims") => {
            operation.is("listClaims", "Claims, page by page", desk);
            operation.parameters = vec![
                query("status", false, "Only these", schemas.of::<Status>()),
                query(
                    "limit",
                    false,
                    "At most so many",
                    json!({ "type": "integer", "minimum": 1, "maximum": 200, "default": 50 }),
                ),
                query(
                    "after",
                    false,
                    "`next` of the page before",
                    json!({ "type": "string" }),
                ),
            ];
            let claim = schemas.of::<Claim>();
            let page = object(&[
                ("claims", json!({ "type": "array", "items": claim })),
                ("next", json!({ "type": ["string", "null"] })),
            ]);
            operation.answers = vec![answer("200", "A page", page)];
        }
        ("DELETE", _) => {
            operation.is("eraseClaim", "Leave nothing of a claim", desk);
            operation.answers = vec![other("204", "It is gone", None)];
        }
        (_, "/v1/backend/claims/{number}") => {
            operation.is(
                "openClaim",
                "One claim with its timeline and fresh links",
                desk,
            );
            operation.answers = vec![answer("200", "The claim", one(schemas))];
        }
        (_, "/v1/backend/claims/{number}/files/{n}") => {
            operation.is(
                "sendShopFile",
                "Keep a file for the customer, which a message then names; repeating it is harmless",
                desk,
            );
            operation.parameters = vec![query(
                "name",
                true,
                "The file's own name",
                json!({ "type": "string", "maxLength": claims::limits::NAME_CHARS }),
            )];
            let content: serde_json::Map<String, serde_json::Value> = claims::limits::MEDIA_TYPES
                .iter()
                .map(|name| ((*name).to_owned(), json!({})))
                .collect();
            operation.request = Some((content.into(), true));
            let file = schemas.of::<EvidenceFile>();
            operation.answers = vec![answer("200", "As it is kept", file)];
        }
        (_, "/v1/backend/dead") => {
            operation.is("listDead", "What could not be delivered", desk);
            operation.parameters = vec![
                query(
                    "limit",
                    false,
                    "At most so many",
                    json!({ "type": "integer", "minimum": 1, "maximum": 200, "default": 50 }),
                ),
                query(
                    "after",
                    false,
                    "`next` of the page before",
                    json!({ "type": "string" }),
                ),
            ];
            let letters = json!({ "type": "array", "items": { "type": "object" } });
            let page = object(&[
                ("endpoint", json!({ "type": "object" })),
                ("dead", letters),
                ("next", json!({ "type": ["string", "null"] })),
            ]);
            operation.answers = vec![answer("200", "A page", page)];
        }
        (_, "/v1/backend/dead/replay") => {
            operation.is("replayAll", "Send all of it again", desk);
            operation.answers = vec![answer("202", "How many", replayed())];
        }
        (_, "/v1/backend/dead/{id}/replay") => {
            operation.is("replay", "Send one again, by its webhook-id", desk);
            operation.answers = vec![answer("202", "How many", replayed())];
        }
        (_, "/v1/backend/person/export") => {
            operation.is("exportPerson", "Everything there is of one person", desk);
            operation.request = Some((person(), true));
            let claims = json!({ "type": "array", "items": one(schemas) });
            let export = object(&[
                (
                    "exported_at",
                    json!({ "type": "string", "format": "date-time" }),
                ),
                ("claims", claims),
            ]);
            operation.answers = vec![answer("200", "Their claims", export)];
        }
        (_, "/v1/backend/person/erase") => {
            operation.is("erasePerson", "Leave nothing of one person", desk);
            operation.request = Some((person(), true));
            let numbers = json!({ "type": "array", "items": { "type": "string" } });
            operation.answers = vec![answer(
                "200",
                "Numbers of the claims that are gone",
                object(&[("erased", numbers)]),
            )];
        }
        _ => {
            operation.is("metrics", "Counters, as Prometheus reads them", desk);
            operation.answers = vec![other("200", "Text", Some("text/plain"))];
        }
    }
}
