//! The description of the API (OpenAPI 3.1), made of the table of routes, the types that cross the wire, and the
//! examples in `docs/examples`, each of which a test replays.

mod operations;

use std::fs;

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use crate::openapi::operations::{Answer, Operation, Schemas, operations};
use crate::places::Places;
use crate::trouble::Trouble;

/// The file; the Worker serves it as `/openapi.json`.
pub const FILE: &str = "edge/openapi.json";

/// Where the examples are, one file an operation.
const EXAMPLES: &str = "docs/examples";

/// What a client sends and the edge takes nothing beside: an unknown field is refused there.
const EXACT: [&str; 11] = [
    "Counter",
    "FindOrder",
    "NewMessage",
    "WithdrawClaim",
    "Recover",
    "ClaimDraft",
    "Customer",
    "DraftLine",
    "AnnouncedFile",
    "StatedOrder",
    "StatedLine",
];

/// The file's text.
pub fn document(places: &Places) -> Result<String, Trouble> {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
    });
    let mut schemas = Schemas::new(settings.into_generator());
    let mut paths = Map::new();
    for operation in operations(&mut schemas) {
        let example = example(places, operation.id)?;
        let method = operation.method.to_lowercase();
        let (path, written) = (operation.path, written(operation, &example));
        let item = paths.entry(path).or_insert_with(|| json!({}));
        item[method] = written;
    }
    let problem = schemas.of::<claims::wire::Problem>();
    let mut definitions = schemas.definitions();
    for name in EXACT {
        if let Some(schema) = definitions.get_mut(name) {
            // Where one of several fields must be there, those are not among its own.
            let rest = match schema.get("oneOf") {
                Some(_) => "unevaluatedProperties",
                None => "additionalProperties",
            };
            schema[rest] = false.into();
        }
    }
    let text = fs::read_to_string(places.at("docs/api.md")).unwrap_or_default();
    let codes: Vec<&str> = codes(&text);
    definitions["Problem"]["properties"]["code"]["examples"] = json!(codes);
    let document = json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Recourse",
            "version": "1",
            "summary": "Warranty claims and returns of one shop",
            "description": "What each route is for, webhooks and problems: docs/api.md. Every answer has `x-request-id` and `server-timing`.",
        },
        "paths": paths,
        "components": {
            "schemas": definitions,
            "securitySchemes": operations::security(),
            "responses": {
                "Problem": {
                    "description": "Refused; nothing was kept",
                    "content": { "application/problem+json": { "schema": problem } },
                },
            },
        },
    });
    Ok(format!("{document:#}\n"))
}

/// `docs/examples/{id}.json`: `request` and `answer`, or nothing.
fn example(places: &Places, id: &str) -> Result<Value, Trouble> {
    let file = places.at(EXAMPLES).join(format!("{id}.json"));
    if !file.exists() {
        return Ok(Value::Null);
    }
    let text = fs::read_to_string(&file).map_err(Trouble::reading(&file))?;
    serde_json::from_str(&text).map_err(|error| Trouble::content(&file, error))
}

fn written(operation: Operation, example: &Value) -> Value {
    let mut parameters = operation.parameters;
    let in_path = operation
        .path
        .split('/')
        .filter(|part| part.starts_with('{'));
    for name in in_path {
        let name = name.trim_matches(['{', '}']);
        parameters.insert(0, operations::path_parameter(name));
    }
    let mut responses = Map::new();
    for Answer {
        status,
        says,
        content,
    } in operation.answers
    {
        let mut answer = json!({ "description": says });
        if let Some((media_type, schema)) = content {
            answer["content"][media_type] =
                schema.map_or(json!({}), |schema| json!({ "schema": schema }));
            if media_type == "application/json" && !example["answer"].is_null() {
                answer["content"][media_type]["example"] = example["answer"].clone();
            }
        }
        responses.insert(status.to_owned(), answer);
    }
    responses.insert(
        "default".to_owned(),
        json!({ "$ref": "#/components/responses/Problem" }),
    );
    let mut written = json!({
        "operationId": operation.id,
        "summary": operation.summary,
        "responses": responses,
    });
    if !parameters.is_empty() {
        written["parameters"] = parameters.into();
    }
    if let Some(scheme) = operation.security {
        written["security"] = json!([{ scheme: [] }]);
    }
    if let Some((schema, required)) = operation.request {
        written["requestBody"] = json!({ "required": required, "content": schema });
        if !example["request"].is_null() {
            written["requestBody"]["content"]["application/json"]["example"] =
                example["request"].clone();
        }
    }
    written
}

/// The first column of the table of problems.
fn codes(api: &str) -> Vec<&str> {
    let table = api.split("| code | status |").nth(1).unwrap_or_default();
    let rows = table
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    rows.flat_map(|row| {
        row.split('|')
            .nth(1)
            .unwrap_or_default()
            .split('`')
            .skip(1)
            .step_by(2)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use claims::wire::routes::ROUTES;

    #[test]
    fn every_route_is_described_and_nothing_else() {
        let text = document(&Places::of_this_checkout()).unwrap();
        let document: Value = serde_json::from_str(&text).unwrap();
        let mut described = Vec::new();
        for (path, item) in document["paths"].as_object().unwrap() {
            for method in item.as_object().unwrap().keys() {
                described.push(format!("{} {path}", method.to_uppercase()));
            }
        }
        let mut routes: Vec<String> = ROUTES
            .iter()
            .map(|route| format!("{} {}", route.method, route.path))
            .collect();
        described.sort();
        routes.sort();
        assert_eq!(described, routes);
    }

    #[test]
    fn every_reference_leads_somewhere() {
        let text = document(&Places::of_this_checkout()).unwrap();
        let document: Value = serde_json::from_str(&text).unwrap();
        for part in text.split("\"$ref\": \"#").skip(1) {
            let pointer = part.split('"').next().unwrap();
            assert!(document.pointer(pointer).is_some(), "{pointer}");
        }
    }

    #[test]
    fn problems_are_listed_from_the_document() {
        let codes = codes(
            "| code | status | |\n|---|---|---|\n| `a`, `b` | 401 | x |\n| `c` | 1 | |\n\n| `d` |",
        );
        assert_eq!(codes, ["a", "b", "c"]);
    }
}
