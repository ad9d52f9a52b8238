//! Policies, claims and orders with something odd in them: whatever it is, there is an answer, and soon.
//!
//! The files of `examples/policies` are changed at random and read. As a test this runs over a fixed list of changes;
//! with `ODD_INPUTS_SECONDS` set, as `cargo xtask check` does, over new ones for so long. An input that breaks
//! something is kept in `target/odd-inputs`.

#![cfg(test)]

use claims::{
    civil::Date,
    draft::{ClaimDraft, read_draft, validate},
    order::{OrderFacts, read_order},
    policy::{
        Case, Policy,
        file::{ConfigFile, check},
        judge,
    },
    wire::Limits,
};
use std::{
    collections::BTreeMap,
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    process,
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant, SystemTime},
};

/// Changes of the test, for each of the three.
const ROUNDS: u32 = 1_500;
/// Nothing we read may take so long, on the slowest machine.
const TOO_LONG: Duration = Duration::from_secs(20);
/// Bytes of an input: more than a variable holds.
const LONGEST: usize = 20_000;

/// What people and programs write where something else is meant.
const ODD: [&str; 36] = [
    "null",
    "{}",
    "[]",
    "[[]]",
    "true",
    "false",
    "\"\"",
    "\" \"",
    "0",
    "-1",
    "1",
    "14",
    "360",
    "3650",
    "36500",
    "4294967295",
    "4294967296",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551616",
    "1e999",
    "0.1",
    "\"0001-01-01\"",
    "\"9999-12-31\"",
    "\"2024-02-29\"",
    "\"2100-02-29\"",
    "\"EUR\"",
    "\"999999999.99 EUR\"",
    "\"100 %\"",
    "\u{202e}",
    "\u{0}",
    "é",
    "\n[[RULES]]\n",
    "\n[[PROBLEMS_2]]\n",
    "\nwhen = {}\n",
    "\nthen = { decision = \"approve\" }\n",
];

/// Marsaglia's xorshift.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % end.max(1)
    }

    fn of<'t, T>(&mut self, list: &'t [T]) -> &'t T {
        &list[self.below(list.len())]
    }

    fn changed(&mut self, seeds: &[String]) -> String {
        let mut bytes = self.of(seeds).clone().into_bytes();
        for _ in 0..=self.below(4) {
            let from = self.below(bytes.len() + 1);
            let to = (from + self.below(24)).min(bytes.len());
            let put = match self.below(6) {
                0 => vec![u8::try_from(self.below(256)).unwrap()],
                1 => Vec::new(),
                2 => bytes[from..to].repeat(2),
                3 => {
                    let other = self.of(seeds).as_bytes();
                    let start = self.below(other.len());
                    let end = (start + self.below(200)).min(other.len());
                    other[start..end].to_vec()
                }
                _ => self.of(&ODD).as_bytes().to_vec(),
            };
            let (from, to) = self.value_at(&bytes, from, to);
            bytes.splice(from..to, put);
        }
        bytes.truncate(LONGEST);
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// Half of the time the whole value that stands there, so that what is read is still TOML or JSON.
    fn value_at(&mut self, bytes: &[u8], from: usize, to: usize) -> (usize, usize) {
        if self.below(2) == 0 {
            return (from, to);
        }
        let is_edge =
            |byte: &u8| matches!(byte, b',' | b'\n' | b']' | b'}' | b'[' | b'{' | b'=' | b':');
        let start = bytes[..from]
            .iter()
            .rposition(is_edge)
            .map_or(0, |at| at + 1);
        let end = bytes[start..].iter().position(is_edge);
        (start, end.map_or(bytes.len(), |end| start + end))
    }
}

/// The stories, read.
struct World {
    policies: Vec<String>,
    drafts: Vec<String>,
    orders: Vec<String>,
    policy: Policy,
    draft: ClaimDraft,
    order: OrderFacts,
}

fn policy_of(text: &str) -> Option<Policy> {
    let table: toml::Table = text.parse().ok()?;
    let variables = serde_json::to_value(table).ok()?;
    let checked = check(&ConfigFile::of(variables.as_object()?));
    assert_eq!(checked.config.is_none(), !checked.mistakes.is_empty());
    Some(checked.config?.1)
}

impl World {
    fn read() -> Self {
        let stories = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/policies");
        let folders: Vec<_> = fs::read_dir(stories).unwrap().flatten().collect();
        let all = |name: &str| -> Vec<String> {
            let mut texts: Vec<String> = folders
                .iter()
                .filter_map(|folder| fs::read_to_string(folder.path().join(name)).ok())
                .collect();
            texts.sort();
            texts
        };
        let (policies, drafts, orders) = (all("policy.toml"), all("draft.json"), all("order.json"));
        Self {
            policy: policy_of(&policies[0]).unwrap(),
            draft: read_draft(&drafts[0]).unwrap(),
            order: serde_json::from_str(&orders[0]).unwrap(),
            policies,
            drafts,
            orders,
        }
    }

    /// Checks and judges, as the edge does; and judges what it would refuse, as the page may.
    fn claim(&self, policy: &Policy, draft: &ClaimDraft, order: &OrderFacts, today: Date) {
        let all = BTreeMap::new();
        let valid = validate(draft, order, &all, policy, &Limits::standard(), today);
        let case = Case {
            order: valid.as_ref().map_or(order, |valid| valid.order()),
            lines: &draft.lines,
            files: &draft.files,
            locale: &draft.locale,
            today,
        };
        let verdict = judge(policy, &case);
        assert_eq!(verdict.lines.len(), draft.lines.len());
        assert!(serde_json::to_string(&verdict).is_ok());
    }

    fn read_policy(&self, text: &str, today: Date) {
        if let Some(policy) = policy_of(text) {
            self.claim(&policy, &self.draft, &self.order, today);
            self.claim(&policy.for_page(), &self.draft, &self.order, today);
        }
    }

    fn read_claim(&self, text: &str, today: Date) {
        if let Ok(draft) = read_draft(text) {
            self.claim(&self.policy, &draft, &self.order, today);
        }
    }

    fn read_order(&self, text: &str, today: Date) {
        if let Ok(order) = read_order(text) {
            self.claim(&self.policy, &self.draft, &order.facts, today);
        }
        // The page reads what the edge has written, which may be stranger than what a backend may answer.
        if let Ok(order) = serde_json::from_str(text) {
            self.claim(&self.policy, &self.draft, &order, today);
        }
    }
}

fn keep(target: &str, input: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/odd-inputs");
    fs::create_dir_all(&folder).unwrap();
    let nanos = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap();
    let file = folder.join(format!("{target}-{}", nanos.as_nanos()));
    fs::write(&file, input).unwrap();
    file.display().to_string()
}

/// The input being read, and since when.
type Current = Arc<Mutex<Option<(String, Instant)>>>;

/// Ends the whole run where an input takes too long.
fn watch(current: &Current, target: &'static str) {
    let current = Arc::clone(current);
    thread::spawn(move || {
        while Arc::strong_count(&current) > 1 {
            thread::sleep(Duration::from_millis(200));
            let running = current.lock().unwrap().clone();
            if let Some((input, _)) = running.filter(|(_, since)| since.elapsed() > TOO_LONG) {
                eprintln!("{target} takes too long: {}", keep(target, &input));
                process::abort();
            }
        }
    });
}

fn run(target: &'static str, seeds: fn(&World) -> &[String], read: fn(&World, &str, Date)) {
    let world = World::read();
    let seconds = std::env::var("ODD_INPUTS_SECONDS").ok();
    let seconds: Option<u64> = seconds.map(|seconds| seconds.parse().unwrap());
    let start = Instant::now();
    let goes_on = |round: u32| match seconds {
        // The three share the time.
        Some(seconds) => start.elapsed().as_secs() < seconds / 3,
        None => round < ROUNDS,
    };
    let clock = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap();
    let seed = match seconds {
        Some(_) => u64::from(clock.subsec_nanos()) | 1,
        None => 0x9e37_79b9_7f4a_7c15,
    };
    let mut random = Random(seed);
    let current = Current::default();
    watch(&current, target);
    let days = [
        "2026-11-21",
        "2024-02-29",
        "0001-01-01",
        "9999-12-31",
        "2026-12-31",
    ];
    let mut round = 0;
    while goes_on(round) {
        let input = random.changed(seeds(&world));
        let day: &&str = random.of(&days);
        let today = Date::parse(day).unwrap();
        *current.lock().unwrap() = Some((input.clone(), Instant::now()));
        if catch_unwind(AssertUnwindSafe(|| read(&world, &input, today))).is_err() {
            panic!("{target} on {today}: {}", keep(target, &input));
        }
        round += 1;
    }
    *current.lock().unwrap() = None;
    println!("{target}: {round} inputs from {seed:#x}");
}

#[test]
fn no_policy_text_breaks_the_check_or_a_verdict() {
    run("policy", |world| &world.policies, World::read_policy);
}

#[test]
fn no_claim_breaks_its_reader_or_a_verdict() {
    run("draft", |world| &world.drafts, World::read_claim);
}

#[test]
fn no_order_breaks_its_reader_or_a_verdict() {
    run("order", |world| &world.orders, World::read_order);
}
