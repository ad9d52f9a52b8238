//! Shops that write to their customers: by a service, which the demo backend plays, or by their backend.

use crate::{config::Config, edge::Edge, shop::Shop, world::World};
use toml::{Table, Value};

/// The key to the service. It opens nothing.
pub const MAIL_KEY: &str = "re_key_of_the_tests_opens_nothing";

/// The table `MAIL` as written.
///
/// # Panics
/// Where it is not TOML.
#[must_use]
pub fn table(text: &str) -> Value {
    Value::Table(text.parse::<Table>().unwrap())
}

/// A shop with a service for e-mails, and `more` in its table `MAIL`.
#[must_use]
pub fn by_service(config: Config, more: &str) -> World {
    let shop = Shop::open();
    let url = shop.url();
    let mail = format!("via = \"http\"\nfrom = \"claims@lumen.example\"\nurl = \"{url}\"\n{more}");
    let config = config
        .with("MAIL", table(&mail))
        .with_secret("MAIL_KEY", MAIL_KEY);
    let edge = Edge::start(&config, Some(&url));
    World { edge, shop }
}

/// A shop whose backend sends, with `more` in its table `MAIL`.
#[must_use]
pub fn by_backend(config: Config, more: &str) -> World {
    World::of(&config.with("MAIL", table(&format!("via = \"backend\"\n{more}"))))
}
