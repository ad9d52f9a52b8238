//! To JSON, from what is sent and what is kept.
//!
//! Every struct is taken apart with nothing left out, so that a field that is added in `claims` does not compile here
//! until it is written; the tests compare with what serde writes.

use crate::{
    flow::{File, Kept, Stated, StatedItem, Tracking},
    read::{kind_name, remedy_name},
};
use claims::{
    civil::Date,
    draft::{AnnouncedFile, ClaimDraft, Customer, DraftLine, StatedLine, StatedOrder},
    money::Money,
    wire::{FindOrder, NewMessage, Recover, WithdrawClaim},
};

/// A map being written.
#[derive(Debug)]
pub struct Map(String);

impl Default for Map {
    fn default() -> Self {
        Self("{".to_owned())
    }
}

impl Map {
    fn name(&mut self, name: &str) {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        quote(&mut self.0, name);
        self.0.push(':');
    }

    /// JSON as it is.
    #[inline(never)]
    #[must_use]
    pub fn raw(mut self, name: &str, json: &str) -> Self {
        self.name(name);
        self.0.push_str(json);
        self
    }

    /// A string.
    #[inline(never)]
    #[must_use]
    pub fn text(mut self, name: &str, text: &str) -> Self {
        self.name(name);
        quote(&mut self.0, text);
        self
    }

    /// A string, or no field at all.
    #[inline(never)]
    #[must_use]
    pub fn maybe(self, name: &str, text: Option<&str>) -> Self {
        match text {
            Some(text) => self.text(name, text),
            None => self,
        }
    }

    /// A number.
    #[inline(never)]
    #[must_use]
    pub fn number(self, name: &str, number: u64) -> Self {
        self.raw(name, &number.to_string())
    }

    /// `true` or `false`.
    #[inline(never)]
    #[must_use]
    pub fn truth(self, name: &str, is: bool) -> Self {
        self.raw(name, if is { "true" } else { "false" })
    }

    /// A list of maps.
    #[inline(never)]
    #[must_use]
    pub fn list(self, name: &str, maps: &[String]) -> Self {
        self.raw(name, &["[", &maps.join(","), "]"].concat())
    }

    /// The text.
    #[inline(never)]
    #[must_use]
    pub fn done(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

fn quote(json: &mut String, text: &str) {
    json.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => {
                json.push('\\');
                json.push(character);
            }
            // The two digits of a control character: the first is 0 or 1.
            '\0'..'\u{20}' => {
                json.push_str(if character < '\u{10}' {
                    "\\u000"
                } else {
                    "\\u001"
                });
                json.push(char::from_digit(u32::from(character) % 16, 16).unwrap_or('0'));
            }
            _ => json.push(character),
        }
    }
    json.push('"');
}

fn all<T>(items: &[T], write: fn(&T) -> String) -> Vec<String> {
    let mut written = Vec::new();
    for item in items {
        written.push(write(item));
    }
    written
}

fn date(date: Date) -> String {
    date.to_string()
}

/// `POST /v1/orders/find`.
#[must_use]
pub fn find_order(body: &FindOrder) -> String {
    let FindOrder {
        order_number,
        email,
        locale,
    } = body;
    Map::default()
        .text("order_number", order_number)
        .text("email", email)
        .maybe("locale", locale.as_deref())
        .done()
}

/// `POST /v1/claims/recover`.
#[must_use]
pub fn recover(body: &Recover) -> String {
    let Recover { email, number } = body;
    Map::default()
        .text("email", email)
        .maybe("number", number.as_deref())
        .done()
}

/// `POST …/messages`.
#[must_use]
pub fn message(body: &NewMessage) -> String {
    let NewMessage { text } = body;
    Map::default().text("text", text).done()
}

/// `POST …/withdraw`.
#[must_use]
pub fn withdraw(body: &WithdrawClaim) -> String {
    let WithdrawClaim { reason } = body;
    Map::default().maybe("reason", reason.as_deref()).done()
}

/// `POST /v1/claims`.
#[must_use]
pub fn draft(draft: &ClaimDraft) -> String {
    let ClaimDraft {
        locale,
        customer,
        lines,
        files,
        stated_order,
    } = draft;
    let map = Map::default()
        .text("locale", locale)
        .raw("customer", &written_customer(customer))
        .list("lines", &all(lines, line))
        .list("files", &all(files, announced));
    match stated_order {
        Some(order) => map.raw("stated_order", &stated_order_of(order)),
        None => map,
    }
    .done()
}

fn written_customer(customer: &Customer) -> String {
    let Customer { name, email, phone } = customer;
    Map::default()
        .text("name", name)
        .text("email", email)
        .maybe("phone", phone.as_deref())
        .done()
}

fn line(line: &DraftLine) -> String {
    let DraftLine {
        line,
        quantity,
        problem,
        description,
        requested,
        opened,
        seal_broken,
        serial,
    } = line;
    Map::default()
        .text("line", line)
        .number("quantity", u64::from(*quantity))
        .text("problem", problem)
        .text("description", description)
        .maybe("requested", requested.map(remedy_name))
        .truth("opened", *opened)
        .truth("seal_broken", *seal_broken)
        .maybe("serial", serial.as_deref())
        .done()
}

fn announced(file: &AnnouncedFile) -> String {
    let AnnouncedFile {
        kind,
        name,
        media_type,
        size_bytes,
    } = file;
    Map::default()
        .text("kind", kind_name(*kind))
        .text("name", name)
        .text("media_type", media_type)
        .number("size_bytes", *size_bytes)
        .done()
}

fn stated_order_of(order: &StatedOrder) -> String {
    let StatedOrder {
        placed_on,
        delivered_on,
        lines,
    } = order;
    Map::default()
        .text("placed_on", &date(*placed_on))
        .maybe("delivered_on", delivered_on.map(date).as_deref())
        .list("lines", &all(lines, stated_line))
        .done()
}

fn stated_line(line: &StatedLine) -> String {
    let StatedLine {
        id,
        title,
        quantity,
        unit_price,
    } = line;
    let map = Map::default()
        .text("id", id)
        .text("title", title)
        .number("quantity", u64::from(*quantity));
    match unit_price {
        Some(Money {
            amount_minor,
            currency,
        }) => {
            let price = Map::default()
                .raw("amount_minor", &amount_minor.to_string())
                .text("currency", &currency.0);
            map.raw("unit_price", &price.done())
        }
        None => map,
    }
    .done()
}

/// What survives a reload.
#[must_use]
pub fn kept(kept: &Kept) -> String {
    let Kept {
        at_ms,
        screen,
        order_number,
        email,
        found,
        stated,
        lines,
        files,
        name,
        phone,
        key,
        body,
        claim,
    } = kept;
    let Stated {
        placed,
        delivered,
        items,
    } = stated;
    let stated = Map::default()
        .text("placed", placed)
        .text("delivered", delivered)
        .list("items", &all(items, stated_item));
    let map = Map::default()
        .number("at_ms", *at_ms)
        .number("screen", u64::from(screen.place()))
        .text("order_number", order_number)
        .text("email", email)
        .text("found", found)
        .raw("stated", &stated.done())
        .list("lines", &all(lines, line))
        .list("files", &all(files, file))
        .text("name", name)
        .text("phone", phone)
        .text("key", key)
        .text("body", body);
    match claim {
        Some(Tracking { number, token, url }) => map.raw(
            "claim",
            &Map::default()
                .text("number", number)
                .text("token", token)
                .text("url", url)
                .done(),
        ),
        None => map,
    }
    .done()
}

fn stated_item(item: &StatedItem) -> String {
    let StatedItem {
        title,
        bought,
        price,
    } = item;
    Map::default()
        .text("title", title)
        .text("bought", bought)
        .text("price", price)
        .done()
}

fn file(file: &File) -> String {
    // How far it is and its picture end with the page.
    let File {
        id,
        n,
        kind,
        name,
        media_type,
        size_bytes,
        sent,
        state: _,
        picture: _,
    } = file;
    Map::default()
        .number("id", u64::from(*id))
        .number("n", u64::from(*n))
        .text("kind", kind_name(*kind))
        .text("name", name)
        .text("media_type", media_type)
        .number("size_bytes", *size_bytes)
        .truth("sent", *sent)
        .done()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        flow::{FileState, Screen},
        json, read,
    };
    use claims::{money::Currency, problem::EvidenceKind, verdict::Remedy};

    fn full_draft() -> ClaimDraft {
        ClaimDraft {
            locale: "fr".to_owned(),
            customer: Customer {
                name: "A \"B\"\n\u{1}\u{1f}".to_owned(),
                email: "a@b.c".to_owned(),
                phone: Some("1".to_owned()),
            },
            lines: vec![DraftLine {
                line: "1".to_owned(),
                quantity: 2,
                problem: "x".to_owned(),
                description: "« é » \\ \u{1f600}".to_owned(),
                requested: Some(Remedy::StoreCredit),
                opened: true,
                seal_broken: true,
                serial: Some("S".to_owned()),
            }],
            files: vec![AnnouncedFile {
                kind: EvidenceKind::Receipt,
                name: "a.jpg".to_owned(),
                media_type: "image/jpeg".to_owned(),
                size_bytes: 10_485_760,
            }],
            stated_order: Some(StatedOrder {
                placed_on: Date::parse("2026-01-02").expect("a day"),
                delivered_on: Date::parse("2026-01-05"),
                lines: vec![StatedLine {
                    id: "s1".to_owned(),
                    title: "Lamp".to_owned(),
                    quantity: 3,
                    unit_price: Some(Money {
                        amount_minor: -4990,
                        currency: Currency("EUR".to_owned()),
                    }),
                }],
            }),
        }
    }

    #[test]
    fn what_is_sent_is_what_serde_writes() -> Result<(), serde_json::Error> {
        fn same<T: serde::Serialize>(written: &str, value: &T) -> Result<(), serde_json::Error> {
            assert_eq!(
                serde_json::from_str::<serde_json::Value>(written)?,
                serde_json::to_value(value)?
            );
            Ok(())
        }
        same(&draft(&full_draft()), &full_draft())?;
        let body = FindOrder {
            order_number: "1".to_owned(),
            email: "a".to_owned(),
            locale: Some("fr".to_owned()),
        };
        same(&find_order(&body), &body)?;
        same(
            &find_order(&FindOrder {
                locale: None,
                ..body.clone()
            }),
            &FindOrder {
                locale: None,
                ..body
            },
        )?;
        let body = Recover {
            email: "a".to_owned(),
            number: Some("n".to_owned()),
        };
        same(&recover(&body), &body)?;
        let body = NewMessage {
            text: "t".to_owned(),
        };
        same(&message(&body), &body)?;
        let body = WithdrawClaim {
            reason: Some("r".to_owned()),
        };
        same(&withdraw(&body), &body)?;
        same(
            &withdraw(&WithdrawClaim { reason: None }),
            &WithdrawClaim { reason: None },
        )
    }

    #[test]
    fn what_is_kept_is_read_back() {
        let before = Kept {
            at_ms: 1_763_000_000_000,
            screen: Screen::Remedy,
            order_number: "LL-1".to_owned(),
            email: "a@b.c".to_owned(),
            found: "{\"a\":1}".to_owned(),
            stated: Stated {
                placed: "2026-01-01".to_owned(),
                delivered: "x".to_owned(),
                items: vec![StatedItem {
                    title: "t".to_owned(),
                    bought: "2".to_owned(),
                    price: "9,90".to_owned(),
                }],
            },
            lines: full_draft().lines,
            files: vec![File {
                id: 7,
                n: 2,
                kind: EvidenceKind::Video,
                name: "v.mp4".to_owned(),
                media_type: "video/mp4".to_owned(),
                size_bytes: 5,
                sent: true,
                state: FileState::Sent,
                picture: String::new(),
            }],
            name: "N".to_owned(),
            phone: "P".to_owned(),
            key: "K".to_owned(),
            body: "{}".to_owned(),
            claim: Some(Tracking {
                number: "1".to_owned(),
                token: "t".to_owned(),
                url: "u".to_owned(),
            }),
        };
        assert_eq!(
            json::read(&kept(&before)).map(|tree| read::kept(&tree)),
            Ok(before)
        );
    }
}
