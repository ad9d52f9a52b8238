//! The widget's files: `/widget.js` and `/assets/{name}`, from the `ASSETS` binding.
//!
//! On bare `workerd` that is a folder, which knows no types: type, encoding and caching are set here. A file with a
//! hash in its name never changes; beside each lies its brotli form.

use crate::{
    answer::{ALLOW_ORIGIN, Answer},
    call::Call,
    encoding::accepts,
    problem::Refusal,
};
use claims::texts::Language;
use worker::{Fetcher, Response};

const FOREVER: &str = "public, max-age=31536000, immutable";
const A_WHILE: &str = "public, max-age=300, stale-while-revalidate=86400";

/// One file. Pages of any origin may load it.
pub async fn serve(call: &Call<'_>, name: &str) -> Result<Answer, Refusal> {
    let content_type = content_type(name).ok_or(Refusal::NotFound)?;
    let assets = call.env.assets("ASSETS")?;
    let accepted = call.header("accept-encoding").unwrap_or_default();
    let brotli = match accepts(&accepted, "br") {
        true => find(&assets, &format!("{name}.br")).await?,
        false => None,
    };
    let answer = match brotli {
        Some(mut file) => of(content_type, &mut file)?.encoded("br"),
        None => {
            let mut file = find(&assets, name).await?.ok_or(Refusal::NotFound)?;
            of(content_type, &mut file)?
        }
    };
    Ok(answer
        .with(
            "cache-control",
            if is_hashed(name) { FOREVER } else { A_WHILE },
        )
        .with("vary", "Accept-Encoding")
        .with(ALLOW_ORIGIN, "*")
        .with("cross-origin-resource-policy", "cross-origin"))
}

/// `GET /widget.js`: the loader that has the first screen in the shop's first language.
pub async fn loader(call: &Call<'_>) -> Result<Answer, Refusal> {
    let language = Language::of(call.config.locale("")).code;
    serve(call, &format!("widget.{language}.js")).await
}

async fn find(assets: &Fetcher, name: &str) -> Result<Option<Response>, Refusal> {
    let response = assets.fetch(format!("https://assets/{name}"), None).await?;
    Ok((response.status_code() == 200).then_some(response))
}

fn of(content_type: &'static str, file: &mut Response) -> Result<Answer, Refusal> {
    Ok(Answer::of_stream(content_type, file.body().clone()))
}

/// Of a plain file name; anything else is not served.
fn content_type(name: &str) -> Option<&'static str> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    if name.starts_with('.') || !name.bytes().all(plain) {
        return None;
    }
    match name.rsplit_once('.')?.1 {
        "js" => Some("text/javascript; charset=utf-8"),
        "wasm" => Some("application/wasm"),
        "css" => Some("text/css; charset=utf-8"),
        "json" => Some("application/json"),
        "svg" => Some("image/svg+xml"),
        "ts" => Some("text/plain; charset=utf-8"),
        "woff2" => Some("font/woff2"),
        _ => None,
    }
}

/// `glue.0a1b2c3d.js`: name, hash, ending.
fn is_hashed(name: &str) -> bool {
    let hash =
        |part: &str| part.len() >= 8 && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    name.rsplit('.').nth(1).is_some_and(hash) && name.split('.').count() > 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_names_of_known_types_are_served() {
        assert_eq!(
            content_type("widget.0a1b2c3d.wasm"),
            Some("application/wasm")
        );
        for name in [
            "",
            "..",
            "../x.js",
            ".dev.vars",
            "a%2fb.js",
            "index.html",
            "x",
            "a/b.js",
        ] {
            assert_eq!(content_type(name), None, "{name}");
        }
    }

    #[test]
    fn hashed_names_never_change() {
        assert!(is_hashed("glue.0a1b2c3d.js") && is_hashed("texts.fr.0a1b2c3d4e.json"));
        assert!(
            !is_hashed("widget.fr.js")
                && !is_hashed("manifest.json")
                && !is_hashed("texts.fr.json")
        );
    }
}
