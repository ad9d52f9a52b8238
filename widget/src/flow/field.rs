//! What can be typed, ticked or chosen, and where the edge points when it is wrong.

use crate::program::TRACKS;
use claims::decimal::count;

/// A field of a screen. Numbers are places: of an order line, a stated item, a claimed line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// What the number is of.
    By,
    /// Order number, or that of a receipt or a thing.
    Order,
    /// E-mail address.
    Email,
    /// Claim or order number of a lost link.
    Number,
    /// Whether the order line is claimed.
    Item(usize),
    /// How many units of it.
    Quantity(usize),
    /// What the stated item is.
    Title(usize),
    /// How many were bought.
    Bought(usize),
    /// What one cost.
    Price(usize),
    /// Day of purchase.
    Placed,
    /// Day of delivery.
    Delivered,
    /// The problem of a claimed line.
    Problem(usize),
    /// In the customer's own words.
    Description(usize),
    /// Serial number.
    Serial(usize),
    /// Opened or used.
    Opened(usize),
    /// The seal is broken.
    Seal(usize),
    /// The answer to a question the shop asks about a claimed line.
    Answer(usize, usize),
    /// Photos and papers.
    Files,
    /// What they would like.
    Remedy(usize),
    /// Name.
    Name,
    /// Phone.
    Phone,
    /// A message to the shop.
    Message,
    /// Why the claim is withdrawn.
    Reason,
    /// How much instead of what is offered.
    CounterAmount,
    /// What instead of what is offered.
    CounterText,
    /// A time and place.
    Slot,
    /// How it went.
    Stars,
    /// How it went, in words.
    Rating,
}

/// The name of a field of the program that follows; the other program has no such field.
const fn track(name: &'static str) -> &'static str {
    if TRACKS { name } else { "" }
}

impl Field {
    /// Name and place; the id in the page.
    #[must_use]
    pub fn id(self) -> String {
        let (name, place) = match self {
            Self::By => ("by", None),
            Self::Order => ("order", None),
            Self::Email => ("email", None),
            Self::Number => ("number", None),
            Self::Item(place) => ("item", Some(place)),
            Self::Quantity(place) => ("quantity", Some(place)),
            Self::Title(place) => ("title", Some(place)),
            Self::Bought(place) => ("bought", Some(place)),
            Self::Price(place) => ("price", Some(place)),
            Self::Placed => ("placed", None),
            Self::Delivered => ("delivered", None),
            Self::Problem(place) => ("problem", Some(place)),
            Self::Description(place) => ("description", Some(place)),
            Self::Serial(place) => ("serial", Some(place)),
            Self::Opened(place) => ("opened", Some(place)),
            Self::Seal(place) => ("seal", Some(place)),
            Self::Answer(line, place) => {
                return ["answer-", &count(line), "-", &count(place)].concat();
            }
            Self::Files => ("files", None),
            Self::Remedy(place) => ("remedy", Some(place)),
            Self::Name => ("name", None),
            Self::Phone => ("phone", None),
            Self::Message => ("message", None),
            Self::Reason => ("reason", None),
            Self::CounterAmount => (track("counter-amount"), None),
            Self::CounterText => (track("counter-text"), None),
            Self::Slot => (track("slot"), None),
            Self::Stars => (track("stars"), None),
            Self::Rating => (track("rating"), None),
        };
        match place {
            Some(place) => [name, "-", &count(place)].concat(),
            None => name.to_owned(),
        }
    }

    /// The field that a JSON pointer of the edge's answer means; `None` where no field is to blame.
    #[must_use]
    pub fn of_pointer(pointer: &str) -> Option<Self> {
        let parts: Vec<&str> = pointer.split('/').skip(1).collect();
        let place = |at: usize| parts.get(at).and_then(|part| part.parse::<usize>().ok());
        let last = parts.last().copied().unwrap_or_default();
        match parts.first().copied().unwrap_or_default() {
            "order_number" | "receipt" | "serial" => Some(Self::Order),
            "email" => Some(Self::Email),
            "number" => Some(Self::Number),
            "text" => Some(Self::Message),
            "reason" => Some(Self::Reason),
            "amount" if TRACKS => Some(Self::CounterAmount),
            "time" | "place" if TRACKS => Some(Self::Slot),
            "stars" if TRACKS => Some(Self::Stars),
            "files" => Some(Self::Files),
            "customer" => match last {
                "name" => Some(Self::Name),
                "phone" => Some(Self::Phone),
                _ => Some(Self::Email),
            },
            "lines" => {
                let at = place(1)?;
                match last {
                    "quantity" => Some(Self::Quantity(at)),
                    "problem" => Some(Self::Problem(at)),
                    "description" => Some(Self::Description(at)),
                    "serial" => Some(Self::Serial(at)),
                    "requested" => Some(Self::Remedy(at)),
                    "answers" => Some(Self::Answer(at, 0)),
                    _ => Some(Self::Item(at)),
                }
            }
            "stated_order" => match (parts.get(1).copied(), place(2)) {
                (Some("placed_on"), _) => Some(Self::Placed),
                (Some("delivered_on"), _) => Some(Self::Delivered),
                (Some("lines"), Some(at)) => Some(match last {
                    "quantity" => Self::Bought(at),
                    "unit_price" | "amount_minor" => Self::Price(at),
                    _ => Self::Title(at),
                }),
                _ => None,
            },
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_edge_points_at_the_fields_of_the_screens() {
        for (pointer, field) in [
            ("/order_number", Some(Field::Order)),
            ("/customer/name", Some(Field::Name)),
            ("/lines/1/description", Some(Field::Description(1))),
            ("/lines/0/quantity", Some(Field::Quantity(0))),
            ("/lines/1/answers", Some(Field::Answer(1, 0))),
            ("/stated_order/placed_on", Some(Field::Placed)),
            ("/stated_order/lines/2/title", Some(Field::Title(2))),
            ("/files/3/size_bytes", Some(Field::Files)),
            ("/lines/x/problem", None),
            ("", None),
        ] {
            assert_eq!(Field::of_pointer(pointer), field, "{pointer}");
        }
    }
}
