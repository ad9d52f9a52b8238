//! The route table, and what holds for every route: configuration, origin, preflight.

use crate::{
    answer::{Answer, OnTls},
    assets, backend,
    call::{Call, header, now, random},
    config::{Config, environment},
    cors::{self, Caller, caller},
    customer, embed_check, fault, health, hosted, metrics, orders, policy_page,
    problem::Refusal,
    shop,
    trace::Trace,
};
use claims::wire::routes::{methods_of, path_of};
use futures_util::FutureExt;
use std::panic::AssertUnwindSafe;
use worker::{Context, Env, Method, Request, Response, Result, web_sys};

/// Answers a request, whatever it is.
pub async fn answer(request: Request, env: &Env, context: &Context) -> Result<web_sys::Response> {
    let loaded = environment::load(env);
    let (path, method) = (request.path(), request.method());
    let began = now();
    let traceparent = header(request.headers(), "traceparent");
    let trace = Trace::new(random().unwrap_or_default(), traceparent.as_deref(), began);
    if path == "/v1/health" {
        let answer = health::answer(&loaded, env).await;
        return answer.respond(&Caller::NotAPage, &trace, OnTls::Perhaps);
    }
    let config = match loaded.as_ref() {
        Ok(config) if !config.local_only || is_local(&request) => config,
        Ok(_) | Err(_) => {
            let answer = Answer::refused(Refusal::ConfigInvalid, &trace);
            return answer.respond(&Caller::NotAPage, &trace, OnTls::Perhaps);
        }
    };
    let on_tls = match config.public_url.starts_with("https:") {
        true => OnTls::Always,
        false => OnTls::Perhaps,
    };
    let origin = header(request.headers(), "origin");
    let caller = caller(origin.as_deref(), &config.shop.origins, &config.public_url);
    let mut call = Call {
        request,
        env,
        context,
        config,
        now: began,
        trace,
    };
    if let Some(number) = live(&call, &path) {
        // A socket is not an answer like the others: nothing can be added to it.
        return match socket(&call, number, &caller).await {
            Ok(socket) => Ok(socket.into()),
            Err(refusal) => {
                let answer = Answer::refused(refusal, &call.trace);
                answer.respond(&caller, &call.trace, on_tls)
            }
        };
    }
    // A panic is answered like any other fault of ours; the next request finds everything as it was.
    let answer = AssertUnwindSafe(route(&mut call, &path, &caller))
        .catch_unwind()
        .await;
    let answer = answer.unwrap_or_else(|_| Err(Refusal::Internal("a panic, logged above".into())));
    if answer.is_err() {
        call.drain().await;
    }
    let answer = answer.unwrap_or_else(|refusal| Answer::refused(refusal, &call.trace));
    metrics::count(&call, method.as_ref(), path_of(&path), &answer);
    answer.respond(&caller, &call.trace, on_tls)
}

async fn route(call: &mut Call<'_>, path: &str, caller: &Caller) -> Result<Answer, Refusal> {
    use Method::{Delete, Get, Options, Post, Put};
    let whole = path;
    let path: Vec<&str> = path.split('/').skip(1).collect();
    let method = call.method();
    let is_api = path[0] == "v1";
    if is_api && method == Options {
        return Ok(preflight(caller));
    }
    let is_of_the_customer = is_api && path.get(1) != Some(&"backend");
    if is_of_the_customer && method != Get && *caller == Caller::Foreign {
        return Err(Refusal::OriginNotAllowed);
    }
    if call.config.faults {
        fault::if_asked(call).await?;
    }
    match (&method, path.as_slice()) {
        (Get, ["v1", "shop"]) => shop::show(call),
        (Post, ["v1", "orders", "find"]) => orders::find(call).await,
        (Post, ["v1", "solved"]) => customer::solved::count(call).await,
        (Post, ["v1", "claims"]) => customer::file::file(call).await,
        (Post, ["v1", "claims", "recover"]) => customer::recover::recover(call).await,
        (_, ["v1", "claims", "recover" | ""]) => Err(unmatched(whole)),
        (Get, ["v1", "claims", number]) => customer::view::view(call, number).await,
        (Put, ["v1", "claims", number, "evidence", place]) => {
            customer::evidence::keep(call, number, place).await
        }
        (Get, ["v1", "claims", number, "statement"]) => {
            customer::statement::show(call, number).await
        }
        (Post, ["v1", "claims", number, "messages"]) => {
            customer::change::message(call, number).await
        }
        (Post, ["v1", "claims", number, "withdraw"]) => {
            customer::change::withdraw(call, number).await
        }
        (Post, ["v1", "claims", number, "accept"]) => {
            customer::change::answer_offer(call, number, true).await
        }
        (Post, ["v1", "claims", number, "decline"]) => {
            customer::change::answer_offer(call, number, false).await
        }
        (Post, ["v1", "claims", number, "counter"]) => {
            customer::change::counter(call, number).await
        }
        (Post, ["v1", "claims", number, "appointment"]) => {
            customer::change::appointment(call, number).await
        }
        (Post, ["v1", "claims", number, "rating"]) => customer::change::rating(call, number).await,
        (Get, ["v1", "evidence", token]) => customer::evidence::show(call, token).await,
        (Post, ["v1", "backend", "events"]) => backend::events::take(call).await,
        (Get, ["v1", "backend", "claims"]) => backend::claims::list(call).await,
        (Get, ["v1", "backend", "claims", number]) => backend::claims::one(call, number).await,
        (Put, ["v1", "backend", "claims", number, "files", place]) => {
            backend::files::keep(call, number, place).await
        }
        (Get, ["v1", "backend", "dead"]) => backend::dead::list(call).await,
        (Post, ["v1", "backend", "dead", "replay"]) => backend::dead::replay_all(call).await,
        (Post, ["v1", "backend", "dead", id, "replay"]) => backend::dead::replay(call, id).await,
        (Delete, ["v1", "backend", "claims", number]) => backend::person::erase(call, number).await,
        (Post, ["v1", "backend", "person", "export"]) => backend::person::export(call).await,
        (Post, ["v1", "backend", "person", "erase"]) => backend::person::erase_all(call).await,
        (Get, ["v1", "backend", "metrics"]) => metrics::show(call).await,
        (Get, ["widget.js"]) => assets::loader(call).await,
        (Get, ["policy.schema.json" | "openapi.json"]) => assets::serve(call, path[0]).await,
        (Get, ["assets", name]) => assets::serve(call, name).await,
        (Get, ["policy"]) => policy_page::show(call),
        (Get, ["embed-check"]) => Ok(embed_check::page(call)),
        (Get, ["embed-check.json"]) => embed_check::facts(call),
        (Get, ["track"]) => hosted::track(call),
        (Get | Post, ["claim"]) => hosted::claim(call).await,
        (Post, ["claim", step]) => hosted::plain::claiming::step(call, step).await,
        (Post, ["track"]) => hosted::plain::following::step(call, "").await,
        (Post, ["track", step]) => hosted::plain::following::step(call, step).await,
        // The address of a form that was sent, typed or opened again.
        (Get, ["claim" | "track", _]) => {
            Ok(Answer::empty(303).with("location", format!("/{}", path[0])))
        }
        (_, _) => Err(unmatched(whole)),
    }
}

/// The claim's number, where its live view is asked for.
fn live<'a>(call: &Call<'_>, path: &'a str) -> Option<&'a str> {
    let number = path.strip_prefix("/v1/claims/")?.strip_suffix("/live")?;
    (call.method() == Method::Get && !number.contains('/')).then_some(number)
}

async fn socket(call: &Call<'_>, number: &str, caller: &Caller) -> Result<Response, Refusal> {
    if *caller == Caller::Foreign {
        return Err(Refusal::OriginNotAllowed);
    }
    customer::live::follow(call, number).await
}

/// A path of the table with another method, or no path of it.
fn unmatched(path: &str) -> Refusal {
    match path_of(path) {
        Some(path) => Refusal::MethodNotAllowed {
            allow: methods_of(path).join(", "),
        },
        None => Refusal::NotFound,
    }
}

fn preflight(caller: &Caller) -> Answer {
    let answer = Answer::empty(204);
    match caller {
        Caller::Shop(_) => answer
            .with("access-control-allow-methods", cors::ALLOWED_METHODS)
            .with("access-control-allow-headers", cors::ALLOWED_HEADERS)
            .with("access-control-max-age", cors::MAX_AGE_S),
        Caller::NotAPage | Caller::Foreign => answer,
    }
}

/// Without `PUBLIC_URL` links would lead nowhere, except on the developer's own machine.
fn is_local(request: &Request) -> bool {
    let host = request
        .url()
        .ok()
        .and_then(|url| url.host_str().map(str::to_owned));
    host.is_some_and(|host| matches!(host.as_str(), "localhost" | "127.0.0.1" | "[::1]"))
}

/// Where a claim is followed: the token is behind the `#`, so that no server or log sees it.
pub fn tracking_url(config: &Config, token: &str) -> String {
    format!("{}/track#{token}", config.public_url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_path_names_its_methods_and_an_unknown_one_is_not_found() {
        let header = |path: &str| unmatched(path).header().map(|(_, value)| value);
        let allow = |path: &str| header(path).unwrap_or_default();
        assert_eq!(allow("/v1/claims"), "POST");
        assert_eq!(allow("/v1/claims/2222/evidence/1"), "PUT");
        assert_eq!(allow("/claim"), "GET, POST");
        assert_eq!(allow("/policy"), "GET");
        assert_eq!(allow("/v1/claims/recover"), "POST");
        for nothing in ["/v1/claims/", "/v1/claims/2222/nothing", "", "/"] {
            assert_eq!(allow(nothing), "", "{nothing}");
        }
    }
}
