//! What the clerk filled in, as an event of the claim.

use claims::{
    civil::Instant,
    claim::Slot,
    money::{Currency, Money},
    status::ClaimEvent,
    verdict::Remedy,
};
use serde::{Deserialize, Serialize};

/// The one form of a claim. Each button is a `type`; what it does not need is left aside.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerForm {
    /// The button pressed.
    #[serde(rename = "type")]
    pub kind: String,
    /// To the customer.
    #[serde(default)]
    pub message: String,
    /// `replace`, ...
    #[serde(default)]
    pub remedy: String,
    /// As the clerk writes it: `12,50`.
    #[serde(default)]
    pub amount: String,
    /// `verdict`, `yes`, `no`.
    #[serde(default)]
    pub send_goods: String,
    /// Until when an offer can be answered: `2026-12-01T18:00`, in UTC.
    #[serde(default)]
    pub until: String,
    /// `no` where the customer is to say yes or no and nothing else.
    #[serde(default)]
    pub counter: String,
    /// Times to meet, one a line: `2026-12-01 09:00 | 12 rue de la Lampe`, in UTC; the place may be left out.
    #[serde(default)]
    pub times: String,
    /// What is lent meanwhile.
    #[serde(default)]
    pub item: String,
    /// Which answer to this claim it is.
    #[serde(default)]
    pub turn: u32,
}

impl AnswerForm {
    /// The event to send.
    ///
    /// # Errors
    /// What the clerk still has to fill in.
    pub fn event(&self, currency: &Currency) -> Result<ClaimEvent, String> {
        let said = || Some(self.message.trim().to_owned()).filter(|text| !text.is_empty());
        let must_say = |why: &str| said().ok_or_else(|| why.to_owned());
        let amount = || self.amount_in(currency);
        Ok(match self.kind.as_str() {
            "claim.needs_info" => ClaimEvent::NeedsInfo {
                message: must_say("To ask for information, write the question.")?,
            },
            "claim.under_review" => ClaimEvent::UnderReview {
                person: Some("Service desk".to_owned()),
            },
            "claim.approved" => ClaimEvent::Approved {
                remedy: Some(self.remedy()?),
                amount: amount()?,
                lines: Vec::new(),
                message: said(),
                send_goods: self.send_goods(),
            },
            "offer.made" => ClaimEvent::OfferMade {
                remedy: self.remedy()?,
                amount: amount()?,
                message: said(),
                expires_at: self.until()?,
                may_counter: (self.counter == "no").then_some(false),
            },
            "appointment.proposed" => ClaimEvent::AppointmentProposed {
                times: Vec::new(),
                place: None,
                slots: self.slots()?,
                notice_hours: Some(24),
                message: said(),
            },
            "appointment.cancelled" => ClaimEvent::AppointmentCancelled { message: said() },
            "loaner.lent" => ClaimEvent::LoanerLent {
                item: Some(self.item.trim().to_owned())
                    .filter(|item| !item.is_empty())
                    .ok_or("To lend something, write what it is.")?,
                message: said(),
            },
            "loaner.returned" => ClaimEvent::LoanerReturned { message: said() },
            "claim.declined" => ClaimEvent::Declined {
                reason: must_say("To decline, write the reason: the customer has a right to it.")?,
            },
            "message.sent" => ClaimEvent::MessageSent {
                text: must_say("There is no message yet.")?,
                files: Vec::new(),
            },
            "goods.received" => ClaimEvent::GoodsReceived { finding: said() },
            "claim.in_progress" => ClaimEvent::InProgress { message: said() },
            "claim.resolved" => ClaimEvent::Resolved { message: said() },
            other => return Err(format!("`{other}` is no answer a clerk can give.")),
        })
    }

    fn remedy(&self) -> Result<Remedy, String> {
        serde_json::from_value(self.remedy.as_str().into())
            .map_err(|_| "Choose a remedy first.".to_owned())
    }

    fn until(&self) -> Result<Option<Instant>, String> {
        let text = self.until.trim();
        if text.is_empty() {
            return Ok(None);
        }
        moment(text).map(Some)
    }

    fn slots(&self) -> Result<Vec<Slot>, String> {
        let lines = self.times.lines().map(str::trim);
        let slot = |line: &str| {
            let (time, place) = line.split_once('|').unwrap_or((line, ""));
            let place = Some(place.trim().to_owned()).filter(|place| !place.is_empty());
            Ok(Slot {
                time: moment(time.trim())?,
                place,
            })
        };
        let slots: Vec<Slot> = lines
            .filter(|line| !line.is_empty())
            .map(slot)
            .collect::<Result<_, String>>()?;
        if slots.is_empty() {
            return Err("Write at least one time such as 2026-12-01 09:00.".to_owned());
        }
        Ok(slots)
    }

    fn send_goods(&self) -> Option<bool> {
        match self.send_goods.as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        }
    }

    /// Pounds and euros have two decimals; the demo shops have no other currency.
    fn amount_in(&self, currency: &Currency) -> Result<Option<Money>, String> {
        let text = self.amount.trim().replace(',', ".");
        if text.is_empty() {
            return Ok(None);
        }
        let (whole, cents) = text.split_once('.').unwrap_or((&text, ""));
        let digits =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let minor = (digits(whole) && (cents.is_empty() || digits(cents)) && cents.len() <= 2)
            .then(|| format!("{whole}{cents:0<2}").parse().ok())
            .flatten();
        match minor {
            Some(amount_minor) => Ok(Some(Money {
                amount_minor,
                currency: currency.clone(),
            })),
            None => Err(format!(
                "“{}” is not an amount such as 12.50.",
                self.amount.trim()
            )),
        }
    }
}

/// `2026-12-01 09:00` or `2026-12-01T09:00`, in UTC.
fn moment(text: &str) -> Result<Instant, String> {
    let written = format!("{}:00Z", text.replace(' ', "T"));
    Instant::parse(&written)
        .ok_or_else(|| format!("“{text}” is not a time such as 2026-12-01 09:00."))
}

#[cfg(test)]
mod tests {
    use super::AnswerForm;
    use claims::{
        money::{Currency, Money},
        status::ClaimEvent,
        verdict::Remedy,
    };

    fn euro() -> Currency {
        Currency("EUR".to_owned())
    }

    #[test]
    fn amounts_are_read_as_a_clerk_writes_them() {
        for (written, minor) in [
            ("12", Some(1200)),
            ("12,5", Some(1250)),
            (" 12.50 ", Some(1250)),
            ("", None),
        ] {
            let form = AnswerForm {
                amount: written.to_owned(),
                ..AnswerForm::default()
            };
            let expected = minor.map(|amount_minor| Money {
                amount_minor,
                currency: euro(),
            });
            assert_eq!(form.amount_in(&euro()).unwrap(), expected, "{written}");
        }
        for written in ["-1", "1.234", "1.2.3", "ten", ".", "99999999999999999999"] {
            let form = AnswerForm {
                amount: written.to_owned(),
                ..AnswerForm::default()
            };
            assert!(form.amount_in(&euro()).is_err(), "{written}");
        }
    }

    #[test]
    fn times_are_read_one_a_line_each_with_its_place() {
        let form = AnswerForm {
            kind: "appointment.proposed".to_owned(),
            times: "2026-12-01 09:00 | 12 rue de la Lampe\n\n2026-12-02T14:30\n".to_owned(),
            ..AnswerForm::default()
        };
        let ClaimEvent::AppointmentProposed { slots, .. } = form.event(&euro()).unwrap() else {
            panic!("another event");
        };
        let read: Vec<_> = slots
            .iter()
            .map(|slot| (slot.time.to_string(), slot.place.as_deref()))
            .collect();
        assert_eq!(
            read,
            [
                (
                    "2026-12-01T09:00:00.000Z".to_owned(),
                    Some("12 rue de la Lampe")
                ),
                ("2026-12-02T14:30:00.000Z".to_owned(), None),
            ]
        );
        for times in ["", "tomorrow"] {
            let form = AnswerForm {
                times: times.to_owned(),
                ..form.clone()
            };
            assert!(form.event(&euro()).is_err(), "{times}");
        }
    }

    #[test]
    fn each_button_gives_its_event_and_a_refusal_needs_a_reason() {
        let form = |kind: &str, message: &str| AnswerForm {
            kind: kind.to_owned(),
            message: message.to_owned(),
            remedy: "replace".to_owned(),
            ..AnswerForm::default()
        };

        let offer = form("offer.made", "").event(&euro()).unwrap();

        assert_eq!(
            offer,
            ClaimEvent::OfferMade {
                remedy: Remedy::Replace,
                amount: None,
                message: None,
                expires_at: None,
                may_counter: None
            }
        );
        assert!(
            form("claim.declined", " ")
                .event(&euro())
                .unwrap_err()
                .contains("reason")
        );
        assert!(form("claim.submitted", "").event(&euro()).is_err());
    }
}
