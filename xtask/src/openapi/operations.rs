//! What each route takes and gives.

mod customer;
mod everyone;
mod shop;

use claims::wire::routes::ROUTES;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

/// One method of one path.
pub struct Operation {
    pub method: &'static str,
    pub path: &'static str,
    pub id: &'static str,
    pub summary: &'static str,
    pub security: Option<&'static str>,
    /// Header and query; those of the path are added.
    pub parameters: Vec<Value>,
    /// `content`, and whether it must be there.
    pub request: Option<(Value, bool)>,
    pub answers: Vec<Answer>,
}

/// A good answer.
pub struct Answer {
    pub status: &'static str,
    pub says: &'static str,
    /// Media type, and schema where it is JSON.
    pub content: Option<(&'static str, Option<Value>)>,
}

/// Schemas by type, gathered as they are asked for.
pub struct Schemas(SchemaGenerator);

impl Schemas {
    pub fn new(generator: SchemaGenerator) -> Self {
        Self(generator)
    }

    /// A reference to the type's schema.
    pub fn of<T: JsonSchema>(&mut self) -> Value {
        self.0.subschema_for::<T>().to_value()
    }

    pub fn definitions(mut self) -> Value {
        Value::Object(self.0.take_definitions(true))
    }
}

/// Who may call what.
pub fn security() -> Value {
    json!({
        "orderToken": { "type": "http", "scheme": "bearer", "description": "`order_token` of POST /v1/orders/find, for 2 hours" },
        "trackingToken": { "type": "http", "scheme": "bearer", "description": "`tracking_token` of POST /v1/claims, for 400 days" },
        "shopSecret": { "type": "http", "scheme": "bearer", "description": "SHOP_SECRET, never in a browser" },
        "webhookSignature": { "type": "apiKey", "in": "header", "name": "webhook-signature", "description": "Standard Webhooks, with webhook-id and webhook-timestamp" },
    })
}

pub fn path_parameter(name: &str) -> Value {
    let (says, schema) = match name {
        "number" => (
            "A claim's number, in any case, with or without dashes",
            json!({ "type": "string", "examples": ["22YS-6QQV-8TX7"] }),
        ),
        "n" => (
            "The place of a file",
            json!({ "type": "integer", "minimum": 1, "maximum": claims::limits::FILES }),
        ),
        "token" => ("Out of `evidence_urls`", json!({ "type": "string" })),
        _ => ("As a page names it", json!({ "type": "string" })),
    };
    json!({ "name": name, "in": "path", "required": true, "description": says, "schema": schema })
}

fn query(name: &str, required: bool, says: &str, schema: Value) -> Value {
    json!({ "name": name, "in": "query", "required": required, "description": says, "schema": schema })
}

fn header(name: &str, required: bool, says: &str) -> Value {
    json!({ "name": name, "in": "header", "required": required, "description": says, "schema": { "type": "string" } })
}

fn of_json(schema: Value) -> Value {
    json!({ "application/json": { "schema": schema } })
}

fn answer(status: &'static str, says: &'static str, schema: Value) -> Answer {
    let content = Some(("application/json", Some(schema)));
    Answer {
        status,
        says,
        content,
    }
}

fn other(status: &'static str, says: &'static str, media_type: Option<&'static str>) -> Answer {
    let content = media_type.map(|media_type| (media_type, None));
    Answer {
        status,
        says,
        content,
    }
}

fn object(properties: &[(&str, Value)]) -> Value {
    let names: Vec<&str> = properties.iter().map(|(name, _)| *name).collect();
    let properties: Map<String, Value> = properties
        .iter()
        .map(|(name, schema)| ((*name).to_owned(), schema.clone()))
        .collect();
    json!({ "type": "object", "required": names, "properties": properties })
}

/// Every operation, in the order of the table of routes.
pub fn operations(schemas: &mut Schemas) -> Vec<Operation> {
    ROUTES
        .iter()
        .map(|route| {
            let mut operation = Operation {
                method: route.method,
                path: route.path,
                id: "",
                summary: "",
                security: None,
                parameters: Vec::new(),
                request: None,
                answers: Vec::new(),
            };
            match route.path.split('/').nth(2) {
                Some("backend") => shop::describe(&mut operation, schemas),
                Some(_) if route.path.starts_with("/v1/") => {
                    customer::describe(&mut operation, schemas)
                }
                Some(_) | None => everyone::describe(&mut operation),
            }
            operation
        })
        .collect()
}

impl Operation {
    fn is(&mut self, id: &'static str, summary: &'static str, security: Option<&'static str>) {
        (self.id, self.summary, self.security) = (id, summary, security);
    }
}
