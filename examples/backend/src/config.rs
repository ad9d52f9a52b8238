//! What the backend is told at start: the shops, their secrets, the day.

use crate::{clock, orders::DemoOrder};
use claims::civil::Date;
use serde::{Deserialize, Serialize};
use std::{fmt, path::PathBuf};

/// One of the two invented shops. Each has its own Worker and its own secrets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DemoShop {
    /// Lumen Lampes, France.
    Lamps,
    /// Strider Shoes, United Kingdom.
    Shoes,
}

impl DemoShop {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Lamps, Self::Shoes];

    /// As in addresses: `lamps`, `shoes`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Lamps => "lamps",
            Self::Shoes => "shoes",
        }
    }

    /// The shop whose id that is.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shop| shop.id() == id)
    }

    /// As on its sign.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Lamps => "Lumen Lampes",
            Self::Shoes => "Strider Shoes",
        }
    }
}

/// A secret, which never shows in a log.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Wraps it.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The secret itself, for signing.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// How the backend and a shop's Worker reach and trust each other.
#[derive(Clone, Debug)]
pub struct Link {
    /// Origin of the Worker.
    pub edge_url: String,
    /// `whsec_…`: signs both ways.
    pub webhook_secret: Secret,
    /// Bearer of `GET /v1/backend/claims`.
    pub shop_secret: Secret,
    /// `id:base64`: signs order links.
    pub order_link_key: Secret,
}

/// The shops' pages, served on a port of their own.
#[derive(Clone, Debug)]
pub struct Storefront {
    /// 0 takes a free one.
    pub port: u16,
    /// The folder `examples`.
    pub dir: PathBuf,
    /// While this file exists, pages reload whenever it changes.
    pub built_at: Option<PathBuf>,
}

/// What the backend is told at start.
#[derive(Clone, Debug)]
pub struct Config {
    /// The day the demo orders count back from.
    pub today: Date,
    /// 0 takes a free one.
    pub port: u16,
    /// Lumen Lampes.
    pub lamps: Link,
    /// Strider Shoes.
    pub shoes: Link,
    /// Whether the shops' pages are served too.
    pub storefront: Option<Storefront>,
    /// Whether `/_test/…` answers; for browser tests, never where others reach it.
    pub test_routes: bool,
    /// Orders beside the demo ones.
    pub more_orders: Vec<DemoOrder>,
}

impl Config {
    /// The link of `shop`.
    #[must_use]
    pub fn link(&self, shop: DemoShop) -> &Link {
        match shop {
            DemoShop::Lamps => &self.lamps,
            DemoShop::Shoes => &self.shoes,
        }
    }
}

impl Default for Config {
    /// Today, free ports, the secrets of the shops' `.dev.vars`, and the edges where `cargo xtask dev` has them.
    fn default() -> Self {
        Self {
            today: clock::today(),
            port: 0,
            lamps: Link {
                edge_url: "http://localhost:8787".to_owned(),
                webhook_secret: Secret::new("whsec_REVNTy1sdW1lbi13ZWJob29rcy1ub3QtYS1zZWNyZXQ="),
                shop_secret: Secret::new("demo-lumen-shop-secret-not-a-secret"),
                order_link_key: Secret::new(
                    "demo1:REVNTy1sdW1lbi1vcmRlci1saW5rLW5vdC1hLXNlY3JldCE=",
                ),
            },
            shoes: Link {
                edge_url: "http://localhost:8790".to_owned(),
                webhook_secret: Secret::new("whsec_REVNTy1zdHJpZGVyLXdlYmhvb2stbm90LWEtc2VjcmU="),
                shop_secret: Secret::new("demo-strider-shop-secret-not-a-secret"),
                order_link_key: Secret::new(
                    "demo1:REVNTy1zdHJpZGVyLW9yZGVyLWxpbmsta2V5LW5vLXNlY3JldA==",
                ),
            },
            storefront: None,
            test_routes: false,
            more_orders: Vec::new(),
        }
    }
}
