//! What a verdict costs, by rules and by lines: both must be linear.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    missing_docs,
    reason = "a benchmark may fail like a test; its functions are made by a macro"
)]

#[path = "verdict/world.rs"]
mod world;

use claims::policy::judge;
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use world::World;

/// The policy and the claim as JSON, for the same in a browser: `target/verdict-world.json`.
fn keep_world(_: &mut Criterion) {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/verdict-world.json");
    std::fs::write(file, World::new(200, 10).json()).unwrap();
}

/// 10 lines.
fn by_rules(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("rules");
    for rules in [25, 50, 100, 200, 400] {
        let world = World::new(rules, 10);
        group.bench_function(BenchmarkId::from_parameter(rules), |bencher| {
            bencher.iter(|| judge(black_box(&world.policy), &world.case()));
        });
    }
}

/// 200 rules.
fn by_lines(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("lines");
    for lines in [1, 2, 5, 10, 20] {
        let world = World::new(200, lines);
        group.bench_function(BenchmarkId::from_parameter(lines), |bencher| {
            bencher.iter(|| judge(black_box(&world.policy), &world.case()));
        });
    }
}

criterion_group!(verdict, keep_world, by_rules, by_lines);
criterion_main!(verdict);
