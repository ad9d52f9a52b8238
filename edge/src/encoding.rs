//! What a body is compressed with on its way.

/// Whether an `Accept-Encoding` takes this one (RFC 9110, section 12.5.3).
pub fn accepts(header: &str, encoding: &str) -> bool {
    header.split(',').any(|coding| {
        let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
        name.trim() == encoding && !matches!(weight.trim(), "q=0" | "q=0.0")
    })
}

/// The best that the runtime can compress with and the reader takes.
pub fn best_of(header: &str) -> Option<&'static str> {
    ["br", "gzip"]
        .into_iter()
        .find(|known| accepts(header, known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brotli_is_sent_where_it_is_taken() {
        assert!(accepts("gzip, deflate, br", "br") && accepts("br;q=0.9", "br"));
        assert!(!accepts("gzip", "br") && !accepts("br;q=0", "br") && !accepts("", "br"));
    }

    #[test]
    fn gzip_is_sent_where_brotli_is_not_taken_and_nothing_where_neither_is() {
        assert_eq!(best_of("gzip, deflate, br, zstd"), Some("br"));
        assert_eq!(best_of("gzip, deflate"), Some("gzip"));
        assert_eq!(best_of("br;q=0, gzip;q=0.5"), Some("gzip"));
        assert_eq!(best_of("identity"), None);
        assert_eq!(best_of(""), None);
    }
}
