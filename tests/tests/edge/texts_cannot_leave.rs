//! A shop's own texts are texts, too: nothing in its name, problems or address becomes part of a page.

use tests::{config::Config, edge::Edge, http::get};
use toml::Value;

const NASTY: &str = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'>&";

#[test]
fn every_text_of_a_shop_stays_a_text_in_every_page() {
    let mut config = Config::lumen()
        .with_in("SHOP", "name", format!("Lumen {NASTY}"))
        .with_in("SHOP", "return_address", format!("12 rue {NASTY}"));
    let contact = config.vars()["SHOP"]["contact"].as_table_mut().unwrap();
    contact.insert("name".to_owned(), Value::from(format!("Claire {NASTY}")));
    contact.insert("phone".to_owned(), Value::from(format!("+33 {NASTY}")));
    let edge = Edge::start(&config, None);
    for page in ["/policy?lang=fr", "/policy?lang=en", "/claim", "/track"] {
        let text = get(&edge.at(page)).send().expect(200).text();
        assert!(text.contains("Lumen &lt;/script&gt;"), "{page}: {text}");
        assert!(
            !text.contains("<script>alert") && !text.contains("<img"),
            "{page}: {text}"
        );
        assert_eq!(
            text.matches("<script").count(),
            text.matches("</script>").count(),
            "{page}: {text}"
        );
    }
}
