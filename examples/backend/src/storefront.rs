//! The shops' pages: files of `examples/`, with `{{edge}}` filled in, and the pages that are hostile on purpose.

use crate::{app::App, config::DemoShop};
use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderName, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use std::{
    path::{Component, PathBuf},
    sync::Arc,
};

mod reload;

/// Headers of the pages below `/csp/NAME/`; the pages themselves are those of `examples/pages/`.
const POLICIES: [(&str, &str); 4] = [
    (
        "strict",
        "default-src 'none'; script-src {{edge}} 'wasm-unsafe-eval'; connect-src {{edge}}; style-src 'self'; \
         img-src 'self' data: blob: {{edge}}; form-action {{edge}}; base-uri 'none'; frame-ancestors 'none'",
    ),
    (
        "no-wasm",
        "default-src 'none'; script-src {{edge}}; connect-src {{edge}}; style-src 'self'; \
         img-src 'self' data: blob: {{edge}}; form-action {{edge}}; base-uri 'none'",
    ),
    (
        "no-script",
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action {{edge}}",
    ),
    (
        "trusted-types",
        "require-trusted-types-for 'script'; script-src {{edge}} 'wasm-unsafe-eval'",
    ),
];

/// The routes of the shops' port.
pub fn router(app: Arc<App>) -> Router {
    Router::new()
        .route("/dev/reload", get(reload::when_built))
        .route("/dev/reload.js", get(reload::script))
        .route("/shoes", get(|| async { Redirect::permanent("/shoes/") }))
        .route("/shoes/", get(shoes_home))
        .route("/shoes/{*path}", get(shoes))
        .route("/pages/{*path}", get(page))
        .route("/gallery/made/{*path}", get(made_gallery))
        .route("/gallery/", get(gallery_home))
        .route("/gallery/{*path}", get(gallery))
        .route("/themes/{*path}", get(theme))
        .route("/csp/{policy}/{*path}", get(page_under_policy))
        .route("/", get(lamps_home))
        .route("/{*path}", get(lamps))
        .with_state(app)
}

async fn lamps_home(State(app): State<Arc<App>>) -> Response {
    file(
        &app,
        DemoShop::Lamps,
        "storefront-lamps",
        "index.html",
        None,
    )
    .await
}

async fn lamps(State(app): State<Arc<App>>, Path(path): Path<String>) -> Response {
    file(&app, DemoShop::Lamps, "storefront-lamps", &path, None).await
}

async fn shoes_home(State(app): State<Arc<App>>) -> Response {
    file(
        &app,
        DemoShop::Shoes,
        "storefront-shoes",
        "index.html",
        None,
    )
    .await
}

async fn shoes(State(app): State<Arc<App>>, Path(path): Path<String>) -> Response {
    file(&app, DemoShop::Shoes, "storefront-shoes", &path, None).await
}

async fn page(State(app): State<Arc<App>>, Path(path): Path<String>) -> Response {
    file(&app, DemoShop::Lamps, "pages", &path, None).await
}

async fn gallery_home(State(app): State<Arc<App>>) -> Response {
    file(&app, DemoShop::Lamps, "gallery", "index.html", None).await
}

async fn gallery(State(app): State<Arc<App>>, Path(path): Path<String>) -> Response {
    file(&app, DemoShop::Lamps, "gallery", &path, None).await
}

/// What `cargo xtask gallery` writes.
async fn made_gallery(State(app): State<Arc<App>>, Path(path): Path<String>) -> Response {
    file(&app, DemoShop::Lamps, "../target/gallery", &path, None).await
}

async fn theme(State(app): State<Arc<App>>, Path(path): Path<String>) -> Response {
    file(&app, DemoShop::Lamps, "themes", &path, None).await
}

async fn page_under_policy(
    State(app): State<Arc<App>>,
    Path((policy, path)): Path<(String, String)>,
) -> Response {
    match POLICIES.iter().find(|(name, _)| *name == policy) {
        Some((_, header)) => file(&app, DemoShop::Lamps, "pages", &path, Some(header)).await,
        None => not_found(),
    }
}

async fn file(
    app: &App,
    shop: DemoShop,
    folder: &str,
    path: &str,
    policy: Option<&str>,
) -> Response {
    let Some(pages) = &app.config.storefront else {
        return not_found();
    };
    let (Some(inside), Some(media_type)) = (safe(path), media_type(path)) else {
        return not_found();
    };
    let Ok(bytes) = tokio::fs::read(pages.dir.join(folder).join(inside)).await else {
        return not_found();
    };
    let edge = app.edge_url(shop);
    let fill = |text: &str| text.replace("{{edge}}", &edge);
    let body = match String::from_utf8(bytes) {
        Ok(text) if folder == "pages" => fill(&text).into_bytes(),
        Ok(text) => reload::with_script(pages, media_type, fill(&text)).into_bytes(),
        Err(picture) => picture.into_bytes(),
    };
    let mut headers: Vec<(HeaderName, String)> = vec![
        (header::CONTENT_TYPE, media_type.to_owned()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    headers.extend(policy.map(|policy| (header::CONTENT_SECURITY_POLICY, fill(policy))));
    let mut answer = body.into_response();
    for (name, value) in headers {
        if let Ok(value) = value.parse() {
            answer.headers_mut().insert(name, value);
        }
    }
    answer
}

/// The path, if it stays inside the folder and names no hidden file such as `.dev.vars`.
fn safe(path: &str) -> Option<PathBuf> {
    let path = PathBuf::from(path);
    let plain = |part: Component<'_>| match part {
        Component::Normal(name) => !name.to_string_lossy().starts_with('.'),
        Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => {
            false
        }
    };
    path.components().all(plain).then_some(path)
}

/// Only what a page is made of is served; `wrangler.toml` is not.
fn media_type(path: &str) -> Option<&'static str> {
    match path.rsplit('.').next()? {
        "html" => Some("text/html; charset=utf-8"),
        "css" => Some("text/css; charset=utf-8"),
        "js" => Some("text/javascript; charset=utf-8"),
        "json" => Some("application/json"),
        "svg" => Some("image/svg+xml"),
        "jpg" => Some("image/jpeg"),
        "png" => Some("image/png"),
        "webp" => Some("image/webp"),
        _ => None,
    }
}

fn not_found() -> Response {
    (
        StatusCode::NOT_FOUND,
        "There is no such page in this shop.\n",
    )
        .into_response()
}

#[cfg(test)]
mod tests {
    use super::{media_type, safe};

    #[test]
    fn nothing_outside_a_shops_pages_is_served() {
        for path in [
            "../Cargo.toml",
            "/etc/passwd",
            "a/../../b.css",
            ".dev.vars",
            "./index.html",
            "a/.git/x.html",
        ] {
            assert_eq!(safe(path), None, "{path}");
        }
        for path in ["wrangler.toml", "backend/src/main.rs", "noextension", ""] {
            assert_eq!(media_type(path), None, "{path}");
        }
        assert!(safe("pictures/aube.svg").is_some());
    }
}
