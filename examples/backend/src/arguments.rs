//! The command line.

use backend::{Config, Storefront, config::Secret};
use claims::civil::Date;
use lexopt::{Arg, Parser, ValueExt};
use std::{error::Error, path::PathBuf};

/// What `--help` says.
pub const USAGE: &str = "\
The demo shops' backend: orders, signed claims in, signed answers out. It keeps everything in memory.

  --port N                  where the edge and the clerk find it [8789; 0 takes a free port]
  --edge-url URL            the Worker of Lumen Lampes [http://localhost:8787]
  --shoes-edge-url URL      the Worker of Strider Shoes [http://localhost:8790]
  --webhook-secret S        whsec_…, as in storefront-lamps/.dev.vars [the demo one]
  --shop-secret S           SHOP_SECRET of storefront-lamps/.dev.vars [the demo one]
  --order-link-key K        ORDER_LINK_KEYS of storefront-lamps/.dev.vars [the demo one]
  --shoes-webhook-secret S  the same for Strider Shoes
  --shoes-shop-secret S
  --shoes-order-link-key K
  --shop-port N             serves the shops' pages there too: / and /shoes/ [not at all]
  --shop-dir DIR            the folder with the pages [examples]
  --built-at FILE           pages reload when this file changes, if it is there [dist/built-at]
  --today YYYY-MM-DD        the day the demo orders count back from [today]
  --faults                  answers /_test/…, by which tests make it fail
  --orders                  prints the demo orders and ends
";

/// What the command line asks for.
pub enum Arguments {
    /// How it is used.
    Help,
    /// The demo orders.
    Orders(Box<Config>),
    /// To run.
    Run(Box<Config>),
}

impl Arguments {
    /// Reads the command line.
    ///
    /// # Errors
    /// An unknown option, or a value that is not what the option takes.
    pub fn read() -> Result<Self, Box<dyn Error>> {
        let mut config = Config {
            port: 8789,
            ..Config::default()
        };
        let mut pages = Storefront {
            port: 0,
            dir: PathBuf::from("examples"),
            built_at: Some("dist/built-at".into()),
        };
        let (mut with_pages, mut only_orders) = (false, false);
        let mut parser = Parser::from_env();
        while let Some(argument) = parser.next()? {
            let Arg::Long(name) = argument else {
                return Err(argument.unexpected().into());
            };
            match name.to_owned().as_str() {
                "help" => return Ok(Self::Help),
                "faults" => config.test_routes = true,
                "orders" => only_orders = true,
                "port" => config.port = parser.value()?.parse()?,
                "edge-url" => config.lamps.edge_url = origin(&mut parser)?,
                "shoes-edge-url" => config.shoes.edge_url = origin(&mut parser)?,
                "webhook-secret" => config.lamps.webhook_secret = secret(&mut parser)?,
                "shop-secret" => config.lamps.shop_secret = secret(&mut parser)?,
                "order-link-key" => config.lamps.order_link_key = secret(&mut parser)?,
                "shoes-order-link-key" => config.shoes.order_link_key = secret(&mut parser)?,
                "shoes-webhook-secret" => config.shoes.webhook_secret = secret(&mut parser)?,
                "shoes-shop-secret" => config.shoes.shop_secret = secret(&mut parser)?,
                "shop-port" => (with_pages, pages.port) = (true, parser.value()?.parse()?),
                "shop-dir" => pages.dir = parser.value()?.into(),
                "built-at" => pages.built_at = Some(parser.value()?.into()),
                "today" => config.today = date(&mut parser)?,
                _ => return Err(Arg::Long(name).unexpected().into()),
            }
        }
        if only_orders {
            return Ok(Self::Orders(Box::new(Config { port: 0, ..config })));
        }
        config.storefront = with_pages.then_some(pages);
        Ok(Self::Run(Box::new(config)))
    }
}

fn origin(parser: &mut Parser) -> Result<String, lexopt::Error> {
    Ok(parser.value()?.string()?.trim_end_matches('/').to_owned())
}

fn secret(parser: &mut Parser) -> Result<Secret, lexopt::Error> {
    Ok(Secret::new(parser.value()?.string()?))
}

fn date(parser: &mut Parser) -> Result<Date, Box<dyn Error>> {
    let text = parser.value()?.string()?;
    Date::parse(&text)
        .ok_or_else(|| format!("--today `{text}` is not a date such as 2026-11-21").into())
}
