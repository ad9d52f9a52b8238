//! Asks the edge for the claims it keeps: what a shop does after an outage of its own, or a restart such as ours.

use crate::{app::App, config::DemoShop, edge};
use claims::{claim::Claim, timeline::Happened};
use serde::{Deserialize, de::DeserializeOwned};
use std::sync::Arc;

/// A page of `GET /v1/backend/claims`.
#[derive(Deserialize)]
struct List {
    claims: Vec<Claim>,
    next: Option<String>,
}

/// `GET /v1/backend/claims/{number}`.
#[derive(Deserialize)]
struct Whole {
    claim: Claim,
    timeline: Vec<Happened>,
}

/// Learns every claim of both shops that is newer than the backend's copy, and says how it went.
pub async fn with_the_edges(app: Arc<App>) -> String {
    let shops = DemoShop::ALL.map(|shop| {
        let app = Arc::clone(&app);
        tokio::task::spawn_blocking(move || with_one(&app, shop))
    });
    let mut said = Vec::new();
    for (shop, learning) in DemoShop::ALL.into_iter().zip(shops) {
        let outcome = match learning.await {
            Ok(Ok(learnt)) => format!("{learnt} new or changed"),
            Ok(Err(why)) => why,
            Err(error) => error.to_string(),
        };
        said.push(format!("{}: {outcome}.", shop.name()));
    }
    app.tell_the_clerk();
    said.join(" ")
}

fn with_one(app: &App, shop: DemoShop) -> Result<usize, String> {
    let claims = format!("{}/v1/backend/claims", app.edge_url(shop));
    let password = app.config.link(shop).shop_secret.reveal();
    let (mut learnt, mut page) = (0, claims.clone());
    loop {
        let list: List = ask(&page, password)?;
        for claim in list.claims {
            let number = claim.number.as_str();
            let known = app
                .inbox()
                .claim(shop, number)
                .map(|known| known.claim.updated_at);
            if known.is_some_and(|known| known >= claim.updated_at) {
                continue;
            }
            let whole: Whole = ask(&format!("{claims}/{number}"), password)?;
            app.inbox().learn(shop, whole.claim, whole.timeline);
            learnt += 1;
        }
        match list.next {
            Some(next) => page = format!("{claims}?after={next}"),
            None => return Ok(learnt),
        }
    }
}

fn ask<T: DeserializeOwned>(url: &str, password: &str) -> Result<T, String> {
    let answer = edge::get(url, password)?;
    if answer.status != 200 {
        return Err(format!("{url} answered {}", answer.status));
    }
    serde_json::from_str(&answer.body).map_err(|error| format!("{url} answered 200, but: {error}"))
}
