//! Cloudflare in ten minutes, as docs/operations.md says, up to the moment an account is needed.

use std::{env, fs, path::Path, process::Command};
use tests::folder::Folder;

/// Without an account's Paid plan a Worker may have so much, compressed.
/// <https://developers.cloudflare.com/workers/platform/limits/>
const FREE_PLAN_KIB: f64 = 3.0 * 1024.0;

/// The fenced blocks of TOML that name a binding.
fn recommended(page: &str) -> String {
    let blocks = page.split("```toml\n").skip(1);
    let blocks = blocks.filter_map(|block| block.split_once("```").map(|(block, _)| block));
    blocks.filter(|block| block.starts_with("[[")).collect()
}

#[test]
fn the_example_shop_with_every_recommended_binding_is_ready_to_be_deployed() {
    let checkout = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .canonicalize()
        .unwrap();
    let read = |path: &str| fs::read_to_string(checkout.join(path)).unwrap();
    let folder = Folder::new();
    let dist = format!("{}/dist", checkout.display());
    let shop = read("examples/storefront-lamps/wrangler.toml").replace("../../dist", &dist);
    let config = format!("{shop}\n{}", recommended(&read("docs/operations.md")));
    fs::write(folder.path().join("wrangler.toml"), config).unwrap();
    let tools = checkout.join("node_modules/.bin");
    let path = env::var("PATH").unwrap_or_default();

    let deployed = Command::new(tools.join("wrangler"))
        .args(["deploy", "--dry-run", "--outdir", "out"])
        .current_dir(folder.path())
        .env("PATH", format!("{}:{path}", tools.display()))
        .env("WRANGLER_SEND_METRICS", "false")
        .env("CI", "true")
        .output()
        .unwrap();

    let said = String::from_utf8_lossy(&deployed.stdout).into_owned()
        + &String::from_utf8_lossy(&deployed.stderr);
    assert!(deployed.status.success(), "{said}");
    for binding in [
        "LEDGER",
        "ASSETS",
        "EVIDENCE",
        "RATE_LIMITER",
        "ANALYTICS",
        "EMAIL",
        "POLICY",
    ] {
        assert!(
            said.contains(&format!("env.{binding} ")),
            "{binding}: {said}"
        );
    }
    assert!(!said.contains("WARNING"), "{said}");
    let size = said
        .split_once("gzip: ")
        .and_then(|(_, rest)| rest.split_once(" KiB"));
    let kib: f64 = size.and_then(|(kib, _)| kib.parse().ok()).expect("a size");
    println!("the Worker is {kib} KiB compressed");
    assert!(kib < FREE_PLAN_KIB, "{kib} KiB");
}
