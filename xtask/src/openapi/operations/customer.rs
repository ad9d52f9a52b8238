//! Routes of the customer.

use claims::{
    claim::Rating,
    draft::ClaimDraft,
    limits::MEDIA_TYPES,
    problem::EvidenceKind,
    timeline::ClaimView,
    wire::{
        ChooseAppointment, CounterOffer, Filed, FindOrder, FoundOrder, NewMessage, Recover,
        ShopAnswer, Solved, WithdrawClaim,
    },
};
use serde_json::{Map, Value, json};

use super::{Operation, Schemas, answer, header, object, of_json, other, query};

const IF_NONE_MATCH: &str = "The `ETag` that is known already";

/// What a customer's page calls.
pub fn describe(operation: &mut Operation, schemas: &mut Schemas) {
    let track = Some("trackingToken");
    let view = |schemas: &mut Schemas| {
        answer(
            "200",
            "The claim as its customer sees it",
            schemas.of::<ClaimView>(),
        )
    };
    match operation.path {
        "/v1/health" => {
            operation.is("health", "Ready, or why not", None);
            let number = json!({ "type": "integer" });
            let ready = object(&[
                ("status", json!({ "const": "ok" })),
                ("undelivered", number.clone()),
                (
                    "oldest_undelivered_s",
                    json!({ "type": ["integer", "null"] }),
                ),
                ("unsent", number.clone()),
                ("dead_letters", number),
            ]);
            let not = object(&[(
                "status",
                json!({ "enum": ["config_invalid", "ledger_unreachable"] }),
            )]);
            operation.answers = vec![
                answer("200", "Ready", ready),
                answer("503", "Not ready, and what is wrong", not),
            ];
        }
        "/v1/shop" => {
            operation.is("shop", "What the widget needs: shop, policy without private rules, limits, the sentences of its reasons", None);
            operation.parameters = vec![
                header("If-None-Match", false, IF_NONE_MATCH),
                query(
                    "locale",
                    false,
                    "Language of the sentences; without it the shop's first",
                    json!({ "type": "string" }),
                ),
            ];
            operation.answers = vec![
                answer("200", "The shop", schemas.of::<ShopAnswer>()),
                other("304", "Unchanged", None),
            ];
        }
        "/v1/orders/find" => {
            operation.is(
                "findOrder",
                "Number and e-mail to lines and an order token",
                None,
            );
            operation.parameters = vec![header(
                "traceparent",
                false,
                "W3C Trace Context; goes on to the shop's backend",
            )];
            operation.request = Some((of_json(schemas.of::<FindOrder>()), true));
            operation.answers = vec![answer("200", "The order", schemas.of::<FoundOrder>())];
        }
        "/v1/claims" => {
            operation.is("fileClaim", "File a claim", Some("orderToken"));
            operation.parameters = vec![header(
                "Idempotency-Key",
                true,
                "8 to 128 visible ASCII characters; the same again gets the same claim",
            )];
            operation.request = Some((of_json(schemas.of::<ClaimDraft>()), true));
            operation.answers = vec![answer(
                "201",
                "Kept; the same for the same key and body",
                schemas.of::<Filed>(),
            )];
        }
        "/v1/solved" => {
            operation.is("countSolved", "Count a problem that a tip has solved", None);
            operation.request = Some((of_json(schemas.of::<Solved>()), true));
            operation.answers = vec![answer(
                "202",
                "Always the same",
                json!({ "type": "object" }),
            )];
        }
        "/v1/claims/recover" => {
            operation.is("recoverLinks", "Have the shop send the link again", None);
            operation.request = Some((of_json(schemas.of::<Recover>()), true));
            operation.answers = vec![answer(
                "202",
                "Always the same",
                json!({ "type": "object" }),
            )];
        }
        "/v1/claims/{number}" => {
            operation.is("viewClaim", "The claim as its customer sees it", track);
            operation.parameters = vec![header("If-None-Match", false, IF_NONE_MATCH)];
            operation.answers = vec![view(schemas), other("304", "Unchanged", None)];
        }
        "/v1/claims/{number}/evidence/{n}" => {
            operation.is("sendFile", "Keep a file; repeating it is harmless", track);
            operation.parameters = vec![
                query("kind", true, "What it shows", schemas.of::<EvidenceKind>()),
                query(
                    "name",
                    true,
                    "The file's own name",
                    json!({ "type": "string", "maxLength": claims::limits::NAME_CHARS }),
                ),
            ];
            let content: Map<String, Value> = MEDIA_TYPES
                .iter()
                .map(|name| ((*name).to_owned(), json!({})))
                .collect();
            operation.request = Some((Value::Object(content), true));
            operation.answers = vec![view(schemas)];
        }
        "/v1/claims/{number}/statement" => {
            operation.is("statement", "The written claim, to print or keep", track);
            operation.answers = vec![other(
                "200",
                "A page in the customer's language",
                Some("text/html"),
            )];
        }
        "/v1/claims/{number}/messages" => {
            operation.is("write", "Write to the shop", track);
            operation.request = Some((of_json(schemas.of::<NewMessage>()), true));
            operation.answers = vec![view(schemas)];
        }
        "/v1/claims/{number}/withdraw" => {
            operation.is("withdraw", "Take the claim back", track);
            operation.request = Some((of_json(schemas.of::<WithdrawClaim>()), false));
            operation.answers = vec![view(schemas)];
        }
        "/v1/claims/{number}/live" => {
            operation.is(
                "follow",
                "A WebSocket: the first message is `{\"token\": …}` with the tracking token, then comes the view whenever it changes",
                None,
            );
            operation.parameters = vec![header("Upgrade", true, "`websocket`")];
            operation.answers = vec![other("101", "The socket", None)];
        }
        "/v1/claims/{number}/appointment" => {
            operation.is("chooseTime", "Choose one of the times proposed", track);
            operation.request = Some((of_json(schemas.of::<ChooseAppointment>()), true));
            operation.answers = vec![view(schemas)];
        }
        "/v1/claims/{number}/rating" => {
            operation.is("rate", "Say how it went, once it is over", track);
            operation.request = Some((of_json(schemas.of::<Rating>()), true));
            operation.answers = vec![view(schemas)];
        }
        "/v1/claims/{number}/accept" => {
            operation.is("acceptOffer", "Accept the shop's offer", track);
            operation.answers = vec![view(schemas)];
        }
        "/v1/claims/{number}/counter" => {
            operation.is("counterOffer", "Ask for something else instead", track);
            operation.request = Some((of_json(schemas.of::<CounterOffer>()), true));
            operation.answers = vec![view(schemas)];
        }
        "/v1/claims/{number}/decline" => {
            operation.is("declineOffer", "Decline the shop's offer", track);
            operation.answers = vec![view(schemas)];
        }
        _ => {
            operation.is("file", "A file, by its expiring link", None);
            operation.answers = vec![other("200", "The file, as a download", Some("*/*"))];
        }
    }
}
