//! Which pages may call from a browser: those of `SHOP.origins`, and our own.

/// Where a request comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Caller {
    /// No `Origin`: not a page's script, or a plain navigation.
    NotAPage,
    /// A page of the shop, or our own.
    Shop(String),
    /// Any other page.
    Foreign,
}

/// Request headers a page may send.
pub const ALLOWED_HEADERS: &str =
    "authorization, content-type, idempotency-key, if-none-match, traceparent";
/// Methods a page may use.
pub const ALLOWED_METHODS: &str = "GET, POST, PUT";
/// Answer headers a page may read.
pub const EXPOSED_HEADERS: &str = "etag, idempotent-replayed, retry-after, x-request-id";
/// Seconds a browser may keep a preflight's answer (browsers cap it at 2 to 24 hours).
pub const MAX_AGE_S: &str = "7200";

/// Judges the `Origin` header.
pub fn caller(origin: Option<&str>, shop_origins: &[String], public_url: &str) -> Caller {
    match origin {
        None => Caller::NotAPage,
        Some(origin)
            if origin == public_url || shop_origins.iter().any(|known| known == origin) =>
        {
            Caller::Shop(origin.to_owned())
        }
        Some(_) => Caller::Foreign,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_whole_origin_of_the_shop_counts() {
        let shop = ["https://lumen.example".to_owned()];
        let judged = |origin| caller(origin, &shop, "https://claims.lumen.example");
        assert_eq!(judged(None), Caller::NotAPage);
        let own = "https://lumen.example".to_owned();
        assert_eq!(judged(Some("https://lumen.example")), Caller::Shop(own));
        let ours = "https://claims.lumen.example".to_owned();
        assert_eq!(
            judged(Some("https://claims.lumen.example")),
            Caller::Shop(ours)
        );
        for foreign in [
            "null",
            "",
            "http://lumen.example",
            "https://lumen.example:444",
            "https://lumen.example.evil.example",
            "https://evil.example",
        ] {
            assert_eq!(judged(Some(foreign)), Caller::Foreign, "{foreign}");
        }
    }
}
