//! A shop's configuration: `wrangler.toml` and `.dev.vars`, as a shop owner has them.

use std::{fs, path::Path};
use toml::{Table, Value};

/// Secrets of every test shop. They guard nothing.
pub const TOKEN_KEYS: &str = "test:dGhpcyBrZXkgc2lnbnMgdG9rZW5zIG9mIHRoZSB0ZXN0cw==";
/// Signs webhooks, both ways.
pub const WEBHOOK_SECRET: &str = "whsec_d2ViaG9va3Mgb2YgdGhlIHRlc3RzIGFyZSBzaWduZWQ=";
/// Opens `GET /v1/backend/*`.
pub const SHOP_SECRET: &str = "desk-of-the-tests-guards-nothing";
/// Signs order links.
pub const ORDER_LINK_KEYS: &str = "test:dGhpcyBrZXkgc2lnbnMgb3JkZXIgbGlua3Mgb2YgdGVzdHM=";
/// The storefront that may embed the widget.
pub const ORIGIN: &str = "https://lumen.example";

/// The file that stands before the Worker.
const BEFORE: &str = "before.js";

/// Hands the Worker a dataset of our own.
const RECORDER: &str = r#"
import { WorkerEntrypoint } from "cloudflare:workers";
import Worker from "WORKER";
export { Ledger } from "WORKER";
const ANALYTICS = { writeDataPoint: (point) => console.log(`data point ${JSON.stringify(point)}`) };
export default class extends WorkerEntrypoint {
    fetch(request) {
        return new Worker(this.ctx, { ...this.env, ANALYTICS }).fetch(request);
    }
}
"#;

/// A ledger that counts what it costs.
const COUNTER: &str = r#"
import Worker, { Ledger as Plain } from "WORKER";
export default Worker;
const cost = { requests: 0, alarms: 0, written: 0, read: 0 };
const cursors = [];
const report = () => {
    for (const cursor of cursors.splice(0)) {
        cost.written += cursor.rowsWritten;
        cost.read += cursor.rowsRead;
    }
    console.log(`cost ${JSON.stringify(cost)}`);
};
export class Ledger extends Plain {
    constructor(state, env) {
        const sql = Object.getPrototypeOf(state.storage.sql);
        const exec = sql.exec;
        sql.exec = function (...values) {
            const cursor = exec.apply(this, values);
            cursors.push(cursor);
            return cursor;
        };
        super(state, env);
    }
    // A call of a method is billed as a request.
    async ask(question) {
        cost.requests += 1;
        try {
            return await super.ask(question);
        } finally {
            report();
        }
    }
    async fetch(request) {
        cost.requests += 1;
        try {
            return await super.fetch(request);
        } finally {
            report();
        }
    }
    async alarm() {
        cost.alarms += 1;
        try {
            return await super.alarm();
        } finally {
            report();
        }
    }
}
"#;

/// The shop most stories happen in: French law, kinder than it, three languages.
const LUMEN: &str = r#"
name = "lumen-tests"
compatibility_date = "2026-11-01"

[vars]
# Retries come soon, so that no test waits long; one test keeps to the real schedule.
RETRY_SCHEDULE = "0.3,0.3,0.3,0.5,0.5,0.5,1,1,1,1"

[vars.SHOP]
name = "Lumen Lampes"
origins = ["https://lumen.example"]
country = "FR"
time_zone = "Europe/Paris"
currency = "EUR"
locales = ["fr", "en", "ru", "ar"]
contact = { name = "Claire", email = "sav@lumen.example", phone = "+33 1 00 00 00 00" }

[vars.POLICY]
preset = "fr"
withdrawal = { days = 30, return_shipping = "shop" }
warranty = { months = 36, remedies = ["repair", "replace"] }
respond_within = "24h"
out_of_policy = "review"

[[vars.RULES]]
id = "known-abuse-is-reviewed"
private = true
when = { customer_blocked = true }
then = { decision = "review" }

[[vars.RULES]]
id = "small-defects-are-replaced"
when = { kind = "defective", price_below = "30 EUR", days_since_delivery_at_most = 60 }
then = { remedies = ["replace", "refund"], decision = "approve", keep_item = true, evidence = ["photo"] }

[[vars.RULES]]
id = "a-person-looks-at-lamps"
when = { kind = "defective", category = "lamp" }
then = { decision = "review", evidence = ["photo"] }
"#;

/// The variables and secrets of one shop.
#[derive(Clone, Debug)]
pub struct Config {
    file: Table,
    secrets: Vec<(&'static str, String)>,
    /// Stands before the Worker under wrangler.
    before: Option<String>,
}

impl Config {
    /// The shop most stories happen in.
    #[must_use]
    pub fn lumen() -> Self {
        Self::parse(LUMEN)
    }

    /// A configuration as written, with the secrets of the tests.
    ///
    /// # Panics
    /// Where it is not TOML.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let file = text.parse().unwrap();
        let secrets = [
            ("TOKEN_KEYS", TOKEN_KEYS),
            ("WEBHOOK_SECRET", WEBHOOK_SECRET),
            ("SHOP_SECRET", SHOP_SECRET),
            ("ORDER_LINK_KEYS", ORDER_LINK_KEYS),
        ];
        Self {
            file,
            secrets: secrets
                .map(|(name, value)| (name, value.to_owned()))
                .to_vec(),
            before: None,
        }
    }

    /// With a variable of that name, instead of the one there was.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.vars().insert(name.to_owned(), value.into());
        self
    }

    /// With `key` of the table `name` set, as in `POLICY`, `preset`.
    ///
    /// # Panics
    /// Where there is no such table.
    #[must_use]
    pub fn with_in(mut self, name: &str, key: &str, value: impl Into<Value>) -> Self {
        let table = self
            .vars()
            .get_mut(name)
            .and_then(Value::as_table_mut)
            .unwrap();
        table.insert(key.to_owned(), value.into());
        self
    }

    /// Without the variable.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.vars().remove(name);
        self
    }

    /// With that secret instead of the one there was.
    #[must_use]
    pub fn with_secret(mut self, name: &'static str, value: &str) -> Self {
        self.secrets.retain(|(known, _)| *known != name);
        self.secrets.push((name, value.to_owned()));
        self
    }

    /// Without the secret.
    #[must_use]
    pub fn without_secret(mut self, name: &str) -> Self {
        self.secrets.retain(|(known, _)| *known != name);
        self
    }

    /// With a rate limiter that lets so many pass in a minute: under wrangler only.
    #[must_use]
    pub fn with_rate_limiter(self, limit: u32) -> Self {
        self.bound(&format!(
            "[[ratelimits]]\nname = \"RATE_LIMITER\"\nnamespace_id = \"1001\"\n\
             simple = {{ limit = {limit}, period = 60 }}"
        ))
    }

    /// With a bucket for files, and a dataset for counters: under wrangler only.
    #[must_use]
    pub fn with_bucket_and_analytics(self) -> Self {
        self.bound(
            "[[r2_buckets]]\nbinding = \"EVIDENCE\"\nbucket_name = \"evidence\"\n\
             [[analytics_engine_datasets]]\nbinding = \"ANALYTICS\"",
        )
    }

    /// With a dataset whose data points are lines of the log, `data point {…}`: wrangler's own keeps none. Under
    /// wrangler only.
    #[must_use]
    pub fn with_recorded_analytics(mut self) -> Self {
        self.before = Some(RECORDER.to_owned());
        self
    }

    /// With a ledger that says after each thing it does what it cost so far, as Cloudflare counts: lines of the log,
    /// `cost {"requests":…,"alarms":…,"written":…,"read":…}`. Under wrangler only.
    #[must_use]
    pub fn with_counted_rows(mut self) -> Self {
        self.before = Some(COUNTER.to_owned());
        self
    }

    /// With Cloudflare's binding for e-mails: under wrangler only.
    #[must_use]
    pub fn with_email_binding(self) -> Self {
        self.bound("[[send_email]]\nname = \"EMAIL\"")
    }

    fn bound(mut self, bindings: &str) -> Self {
        self.file.extend(bindings.parse::<Table>().unwrap());
        self
    }

    /// The variables, as the Worker's environment holds them.
    ///
    /// # Panics
    /// Where the file has none.
    pub fn vars(&mut self) -> &mut Table {
        self.file
            .get_mut("vars")
            .and_then(Value::as_table_mut)
            .unwrap()
    }

    /// With what `wrangler dev` needs beside: where the built Worker is, its bindings, the addresses.
    pub(crate) fn for_wrangler(
        mut self,
        checkout: &Path,
        backend_url: &str,
        public_url: &str,
    ) -> Self {
        let dist = checkout.join("dist");
        let worker = format!("{}/edge/index.js", dist.display());
        let main = match &mut self.before {
            Some(before) => {
                *before = before.replace("WORKER", &worker);
                BEFORE.to_owned()
            }
            None => worker,
        };
        let bindings = format!(
            r#"
            main = "{main}"
            [assets]
            directory = "{dist}/assets"
            binding = "ASSETS"
            run_worker_first = true
            [[durable_objects.bindings]]
            name = "LEDGER"
            class_name = "Ledger"
            [[migrations]]
            tag = "v1"
            new_sqlite_classes = ["Ledger"]
            "#,
            dist = dist.display()
        );
        self.file.extend(bindings.parse::<Table>().unwrap());
        self.with("BACKEND_URL", backend_url)
            .with("PUBLIC_URL", public_url)
    }

    /// Writes both files into `folder`.
    pub(crate) fn write(&self, folder: &Path) {
        fs::write(folder.join("wrangler.toml"), self.file.to_string()).unwrap();
        if let Some(before) = &self.before {
            fs::write(folder.join(BEFORE), before).unwrap();
        }
        let secrets: String = self
            .secrets
            .iter()
            .map(|(name, value)| format!("{name}={value}\n"))
            .collect();
        fs::write(folder.join(".dev.vars"), secrets).unwrap();
    }
}
