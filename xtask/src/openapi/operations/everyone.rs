//! Pages and files, for everyone.

use serde_json::json;

use super::{Operation, other, query};

/// Pages and files.
pub fn describe(operation: &mut Operation) {
    let (id, summary, media_type) = match (operation.method, operation.path) {
        (_, "/openapi.json") => ("openapi", "This description", "application/json"),
        (_, "/policy.schema.json") => (
            "policySchema",
            "The JSON Schema of a shop's variables",
            "application/json",
        ),
        (_, "/widget.js") => (
            "loader",
            "The one tag of the shop's page",
            "text/javascript",
        ),
        (_, "/assets/{name}") => ("asset", "The widget's files", "*/*"),
        (_, "/policy") => ("policyPage", "The policy in plain words", "text/html"),
        (_, "/embed-check") => ("embedCheck", "What is wrong with an embedding", "text/html"),
        (_, "/embed-check.json") => (
            "embedCheckFacts",
            "Whether a page of that origin may use the widget, and the Worker's address and time",
            "application/json",
        ),
        ("GET", "/track") => ("trackPage", "Where a link leads", "text/html"),
        ("POST", "/track") => ("trackForm", "The same by a plain form", "text/html"),
        ("GET", "/track/{step}") => ("trackAgain", "Back to /track", "text/html"),
        (_, "/track/{step}") => ("trackStep", "A step of the plain form", "text/html"),
        ("GET", "/claim/{step}") => ("claimAgain", "Back to /claim", "text/html"),
        (_, "/claim/{step}") => ("claimStep", "A step of the plain form", "text/html"),
        ("POST", _) => (
            "claimPageWithFields",
            "The claim form, begun on a shop's page",
            "text/html",
        ),
        _ => ("claimPage", "The claim form", "text/html"),
    };
    operation.is(id, summary, None);
    if operation.path == "/policy" {
        operation.parameters = vec![query(
            "lang",
            false,
            "Its language; without it the browser's",
            json!({ "type": "string" }),
        )];
    }
    if operation.path == "/embed-check.json" {
        operation.parameters = vec![query(
            "origin",
            false,
            "The page's origin; without it that of the request",
            json!({ "type": "string" }),
        )];
    }
    if operation.method == "POST" {
        let form = json!({ "application/x-www-form-urlencoded": { "schema": { "type": "object", "properties": { "order_number": { "type": "string" }, "email": { "type": "string" } } } } });
        operation.request = Some((form, false));
    }
    operation.answers = vec![other("200", "It", Some(media_type))];
}
