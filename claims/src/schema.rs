//! JSON Schemas of the types whose JSON is written by hand; the others derive theirs.

use crate::{
    civil::{Date, Instant},
    few::Few,
    number::ClaimNumber,
};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

impl JsonSchema for Date {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "description": "A civil date in the shop's time zone.", "type": "string", "format": "date" })
    }
}

impl JsonSchema for Instant {
    fn schema_name() -> Cow<'static, str> {
        "Instant".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "description": "A moment in UTC, to the millisecond.", "type": "string", "format": "date-time" })
    }
}

impl JsonSchema for ClaimNumber {
    fn schema_name() -> Cow<'static, str> {
        "ClaimNumber".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "With its dashes; can be read out on the phone.",
            "type": "string",
            "pattern": "^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$",
        })
    }
}

impl<V: JsonSchema> JsonSchema for Few<V> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Few_{}", V::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<V>();
        json_schema!({ "type": "object", "additionalProperties": value })
    }
}
