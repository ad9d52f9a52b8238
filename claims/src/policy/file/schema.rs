//! The JSON Schema of the policy's variables, so that editors complete and check them as they are written.
//!
//! Made of the same tables and lists that the check reads by. What depends on other lines (the preset's country, the
//! ids of problems, which languages a text needs) only the check knows.

use crate::{
    notice::NOTICE_KINDS,
    policy::file::{
        Written,
        conditions::CONDITIONS,
        described::{ACTIONS, Described, EVIDENCE_NAMES, KIND_NAMES, PAYER_NAMES, REMEDY_NAMES},
        keep, mail, names, terms,
    },
    policy::preset::PRESETS,
    texts::LANGUAGES,
};
use serde_json::{Map, Value, json};
use written::{any_of, contact, day, hours, localized, one_of, one_or_more, texts, value};

mod written;

/// The schema of `wrangler.toml`, as far as it is ours: `[vars.SHOP]`, `[vars.POLICY]`, `[[vars.RULES]]` and
/// `[[vars.PROBLEMS]]`; the same tables may stand alone, as in `examples/policies`. Other keys are allowed.
///
/// ```
/// let schema = claims::policy::file::schema();
/// assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
/// assert!(schema.pointer("/$defs/when/properties/price_below/description").is_some());
/// ```
#[must_use]
pub fn schema() -> Value {
    let tables = json!({
        "SHOP": { "$ref": "#/$defs/SHOP" },
        "POLICY": { "$ref": "#/$defs/POLICY" },
        "RULES": { "$ref": "#/$defs/RULES" },
        "MAIL": { "$ref": "#/$defs/MAIL" },
        "PROBLEMS": { "$ref": "#/$defs/PROBLEMS" },
    });
    let parts = json!({
        "^RULES_([2-9]|[1-9][0-9])$": { "$ref": "#/$defs/RULES" },
        "^PROBLEMS_([2-9]|[1-9][0-9])$": { "$ref": "#/$defs/PROBLEMS" },
    });
    let mut whole = tables.clone();
    whole["vars"] = json!({
        "description": "The Worker's variables.",
        "type": "object",
        "properties": tables,
        "patternProperties": parts,
    });
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The policy of a shop",
        "description": "The variables of wrangler.toml that say who a shop is and what it grants. `cargo xtask policy check` finds what a schema cannot.",
        "type": "object",
        "properties": whole,
        "patternProperties": parts,
        "$defs": {
            "SHOP": shop(),
            "POLICY": policy(),
            "MAIL": mail(),
            "RULES": list("RULES", "Your rules, read from top to bottom; for each thing a rule sets, the first that matches and sets it wins.", 0, rule()),
            "PROBLEMS": list("PROBLEMS", "What a customer can choose from; left out: a list of ours, one problem of each kind.", 1, problem()),
            "when": described("All of it must hold; what is not known does not hold. Left out: always.", CONDITIONS.iter().map(|row| row.described), 0),
            "then": described("What is set; at least one.", ACTIONS.iter().copied(), 1),
        },
    })
}

fn list(name: &str, says: &str, least: u32, entry: Value) -> Value {
    json!({
        "description": format!("{says} A list of more than 5 KB goes on in {name}_2, {name}_3."),
        "type": "array",
        "minItems": least,
        "items": entry,
    })
}

/// A table of keys that are all known; those named must be there.
fn table(says: &str, required: &[&str], properties: Value) -> Value {
    json!({
        "description": says,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

/// The property with what it means.
fn says(description: &str, mut property: Value) -> Value {
    property["description"] = description.into();
    property
}

fn described(says: &str, rows: impl Iterator<Item = Described>, least: u32) -> Value {
    let property = |row: Described| {
        let mut property = value(row.written);
        let private = if row.private {
            " In private rules only."
        } else {
            ""
        };
        property["description"] = format!("{}.{private}", row.says).into();
        (row.key.to_owned(), property)
    };
    let properties: Map<String, Value> = rows.map(property).collect();
    let mut table = table(says, &[], Value::Object(properties));
    table["minProperties"] = least.into();
    table
}

fn shop() -> Value {
    let text = json!({ "type": "string", "minLength": 1 });
    let origin = json!({ "type": "string", "pattern": "^https?://[^/?#@]+$" });
    table(
        "Who the customer deals with.",
        &[
            "name",
            "origins",
            "country",
            "time_zone",
            "currency",
            "locales",
            "contact",
        ],
        json!({
            "name": says("What the shop is called.", text.clone()),
            "origins": says("The pages that may show the widget: scheme, host and port.", one_or_more(origin)),
            "country": says("ISO 3166-1 alpha-2, such as \"FR\".", one_of(names::countries_known())),
            "time_zone": { "description": "IANA name; every date a customer sees is a date there.", "type": "string", "pattern": "^(UTC|[A-Z][A-Za-z0-9_+-]*(/[A-Z][A-Za-z0-9_+-]*){1,2})$", "examples": names::TIME_ZONES.to_vec() },
            "currency": says("ISO 4217, such as \"EUR\"; amounts in your rules are in it.", one_of(names::currencies_known())),
            "locales": says("The languages of your texts; the first is the default.", any_of(LANGUAGES)),
            "contact": says("The person who answers; e-mail or phone at least.", contact()),
            "find_by": says("What your backend finds orders by: their number always, and the number of a receipt or the serial number of a thing, where you say so.", any_of(["order", "receipt", "serial"])),
            "return_address": { "description": "Where goods are sent back to; one text, or one for each language.", "anyOf": [text, localized()] },
        }),
    )
}

/// What one ground grants; of `days` and `months` one.
fn granted(says: &str, keys: &[&str]) -> Value {
    let mut all = json!({
        "days": { "description": "Days from delivery, that day not counted.", "type": "integer", "minimum": terms::DAYS.start(), "maximum": terms::DAYS.end() },
        "months": { "description": "Months from delivery.", "type": "integer", "minimum": terms::MONTHS.start(), "maximum": terms::MONTHS.end() },
        "remedies": any_of(REMEDY_NAMES.iter().copied()),
        "evidence": evidence(),
        "return_shipping": one_of(PAYER_NAMES.iter().copied()),
    });
    all["remedies"]["description"] = "What is given, best first.".into();
    all["evidence"]["description"] = "What must be shown beside what the problem asks for.".into();
    all["return_shipping"]["description"] = "Who pays for sending it back.".into();
    if let Value::Object(all) = &mut all {
        all.retain(|key, _| keys.contains(&key.as_str()));
    }
    let mut granted = table(says, &[], all);
    granted["minProperties"] = 1.into();
    granted["not"] = json!({ "required": ["days", "months"] });
    granted
}

fn evidence() -> Value {
    value(Written::WordsOrNone(EVIDENCE_NAMES))
}

fn policy() -> Value {
    let sound = ["days", "months", "remedies", "return_shipping"];
    let every = ["days", "months", "remedies", "evidence", "return_shipping"];
    let mut warranty = granted("The commercial warranty of shop or maker.", &every);
    warranty["anyOf"] = json!([{ "required": ["days"] }, { "required": ["months"] }]);
    let number = |says: &str, range: &std::ops::RangeInclusive<u32>| json!({ "description": says, "type": "integer", "minimum": range.start(), "maximum": range.end() });
    let business = table(
        "What you grant those who buy in trade; the law grants them nothing.",
        &[],
        json!({
            "withdrawal_days": number("Days to take back sound goods.", &terms::DAYS),
            "guarantee_months": number("Months of the contract's guarantee.", &terms::MONTHS),
        }),
    );
    let days_kept = |says: &str| number(says, &keep::DAYS_KEPT);
    let keep = table(
        "Days that what is personal stays, counted from the last change of a claim that is over.",
        &[],
        json!({
            "claims_days": days_kept("Until nothing is left of the claim; left out: 1096."),
            "evidence_days": days_kept("Until its files are deleted; left out: 366."),
            "messages_days": days_kept("Until what was written is emptied; left out: 1096."),
        }),
    );
    table(
        "What you grant beyond the law of the preset.",
        &["preset"],
        json!({
            "preset": says("The law it stands on: that of your country.", one_of(PRESETS.iter().map(|preset| preset.id))),
            "withdrawal": granted("Sound goods taken back.", &sound),
            "exchange": granted("Sound goods exchanged.", &sound),
            "guarantee": granted("The legal guarantee, where you give more.", &["days", "months", "remedies", "evidence"]),
            "warranty": warranty,
            "transit": granted("Damage on the way.", &every),
            "goodwill": granted("What kindness gives.", &["remedies", "evidence", "return_shipping"]),
            "business": business,
            "respond_within": says("Until a person answers: \"1h\" to \"30d\".", hours()),
            "expire_after": says("Until a claim ends whose customer does not send what was asked for: \"7d\" to \"365d\".", hours()),
            "out_of_policy": says("What happens where nothing covers a claim: a person looks, it is refused, or `goodwill` is offered.", one_of(terms::OUT_OF_POLICY.map(|(word, _)| word))),
            "keep": keep,
            "holidays": { "description": "Your days off, beside the country's.", "type": "array", "items": day() },
        }),
    )
}

fn mail() -> Value {
    let address = |says: &str| json!({ "description": says, "type": "string", "pattern": "^[^@\\s<>]+@[^@\\s<>]+$", "examples": ["claims@shop.example"] });
    let kinds = || {
        let mut kinds = any_of(NOTICE_KINDS.map(|(name, _)| name));
        kinds["anyOf"][1]["minItems"] = 1.into();
        kinds
    };
    table(
        "How the customer is written to, and of what; left out: not at all.",
        &["via"],
        json!({
            "via": says("Who takes e-mails: your backend, a service, or Cloudflare.", one_of(mail::VIA.map(|(word, _)| word))),
            "from": address("The address you send from; the name is your shop's."),
            "reply_to": address("Where answers go; left out: to your contact."),
            "url": says("The service, for `http`; left out: https://api.resend.com.", json!({ "type": "string", "pattern": "^https?://[^?#@ ]+$" })),
            "without": says("What is not written.", kinds()),
            "sms": says("What is told by text message too, through your backend.", kinds()),
        }),
    )
}

fn rule() -> Value {
    table(
        "A rule: where all of `when` holds, `then` is set.",
        &["id", "then"],
        json!({
            "id": says("A name of its own, for logs and the trace.", id()),
            "private": { "description": "Known to the edge alone; it can turn an approval into a review and nothing else.", "type": "boolean" },
            "when": { "$ref": "#/$defs/when" },
            "then": { "$ref": "#/$defs/then" },
        }),
    )
}

fn problem() -> Value {
    table(
        "Something a customer can say is wrong.",
        &["id", "kind", "text"],
        json!({
            "id": says("Stable: rules and reports use it.", id()),
            "kind": says("What it amounts to.", one_of(KIND_NAMES.iter().copied())),
            "categories": says("Only for these; left out: for all.", texts()),
            "text": says("What the customer reads, in each language.", localized()),
            "tip": says("What may solve it without a claim, in each language.", localized()),
            "evidence": says("What must be shown.", evidence()),
        }),
    )
}

fn id() -> Value {
    json!({ "type": "string", "pattern": "^[a-z0-9_-]{1,64}$", "examples": ["small-defects-are-replaced"] })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{file::check, sample::config};

    /// The keys the check names where a table has one it does not know.
    fn keys_of(toml: &str, path: &str) -> Vec<String> {
        let found = check(&config(toml));
        let unknown = found
            .mistakes
            .iter()
            .find(|it| it.path == format!("{path}.zzz"));
        let unknown = unknown.unwrap_or_else(|| panic!("{path}: {:#?}", found.mistakes));
        let listed = unknown.expected.strip_prefix("one of: ").unwrap();
        let mut keys: Vec<String> = listed.split(", ").map(str::to_owned).collect();
        keys.sort();
        keys
    }

    #[test]
    fn the_schema_has_the_keys_that_the_check_reads() {
        let schema = schema();
        let keys = |pointer: &str| -> Vec<String> {
            let table = schema
                .pointer(&format!("/$defs/{pointer}/properties"))
                .unwrap();
            let mut keys: Vec<String> = table.as_object().unwrap().keys().cloned().collect();
            keys.sort();
            keys
        };
        let policy = |line: &str| format!("[vars.POLICY]\npreset = \"fr\"\n{line}");
        let rule = |line: &str| policy(&format!("[[vars.RULES]]\n{line}"));
        for (toml, path, pointer) in [
            ("[vars.SHOP]\nzzz = 1".to_owned(), "SHOP", "SHOP"),
            (
                "[vars.SHOP]\ncontact = { zzz = 1 }".to_owned(),
                "SHOP.contact",
                "SHOP/properties/contact",
            ),
            (policy("zzz = 1"), "POLICY", "POLICY"),
            (
                policy("withdrawal = { zzz = 1 }"),
                "POLICY.withdrawal",
                "POLICY/properties/withdrawal",
            ),
            (
                policy("exchange = { zzz = 1 }"),
                "POLICY.exchange",
                "POLICY/properties/exchange",
            ),
            (
                policy("guarantee = { zzz = 1 }"),
                "POLICY.guarantee",
                "POLICY/properties/guarantee",
            ),
            (
                policy("warranty = { zzz = 1 }"),
                "POLICY.warranty",
                "POLICY/properties/warranty",
            ),
            (
                policy("transit = { zzz = 1 }"),
                "POLICY.transit",
                "POLICY/properties/transit",
            ),
            (
                policy("goodwill = { zzz = 1 }"),
                "POLICY.goodwill",
                "POLICY/properties/goodwill",
            ),
            (
                policy("business = { zzz = 1 }"),
                "POLICY.business",
                "POLICY/properties/business",
            ),
            (
                policy("keep = { zzz = 1 }"),
                "POLICY.keep",
                "POLICY/properties/keep",
            ),
            (policy("[vars.MAIL]\nzzz = 1"), "MAIL", "MAIL"),
            (rule("zzz = 1"), "RULES[0]", "RULES/items"),
            (rule("when = { zzz = 1 }"), "RULES[0].when", "when"),
            (rule("then = { zzz = 1 }"), "RULES[0].then", "then"),
            (
                policy("[[vars.PROBLEMS]]\nzzz = 1"),
                "PROBLEMS[0]",
                "PROBLEMS/items",
            ),
        ] {
            assert_eq!(keys(pointer), keys_of(&toml, path), "{path}");
        }
    }
}
