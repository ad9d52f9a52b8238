//! What a condition can ask about.

use serde::{Deserialize, Serialize};

/// One fact of a line, its order, its customer or the claim.
///
/// A fact is a number (days, units, minor units of the shop's currency, a day's number, yes as 1 and no as 0), some
/// words, or unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// Words: the problem's id and its kind.
    Problem,
    /// Word: the problem's kind.
    Kind,
    /// Word: the line's category.
    Category,
    /// Word: the line's product type.
    ProductType,
    /// Word: the line's stock keeping unit.
    Sku,
    /// Words: the line's tags.
    Tag,
    /// Word: the line's brand or supplier.
    Vendor,
    /// Words: the line's traits.
    Trait,
    /// Yes or no: digital content that was started with consent.
    StartedWithConsent,
    /// Yes or no: the serial number it was sold with is known.
    SerialKnown,
    /// Months of a protection plan.
    ExtendedPlan,
    /// Yes or no: repaired or replaced before for the same problem, or for one nobody knows.
    RepeatFault,
    /// Repairs in the last 365 days.
    Repairs,
    /// Days in repair in the last 365 days.
    DaysInRepair,
    /// Minor units: one unit.
    Price,
    /// Units claimed.
    Quantity,
    /// Minor units: the claimed units together.
    ClaimedAmount,
    /// Yes or no: opened or used beyond trying.
    Opened,
    /// Yes or no: the seal is broken.
    SealBroken,
    /// Yes or no: damaged by the customer's own doing.
    DamagedByCustomer,
    /// Yes or no: the customer gives a serial number.
    SerialGiven,
    /// Word: the remedy the customer would like.
    Requested,
    /// Words: kinds of evidence that are given.
    Evidence,
    /// Words: the customer's language and its base.
    Locale,
    /// Days since the line came.
    DaysSinceDelivery,
    /// A day's number: when the line came.
    Delivered,
    /// Days since the order was placed.
    DaysSinceOrder,
    /// A day's number: when the order was placed.
    Ordered,
    /// Word: where it was delivered.
    Country,
    /// Word: where it was ordered.
    Channel,
    /// Minor units: all lines of the order.
    OrderValue,
    /// Minor units: what was taken off the order.
    Discount,
    /// Word: how it was paid.
    PaymentMethod,
    /// Yes or no: bought as a gift.
    Gift,
    /// Word: consumer or business.
    Buyer,
    /// Yes or no: told of the right of withdrawal.
    InformedOfWithdrawal,
    /// Yes or no: the shop's backend knows the order.
    Verified,
    /// Claims before this one.
    EarlierClaims,
    /// Orders, this one included.
    Orders,
    /// Words: the shop's tags for the customer.
    CustomerTag,
    /// Yes or no: this customer's claims are not decided without a person.
    CustomerBlocked,
}

/// Every subject under its name in JSON, in the order of the enum.
const SUBJECTS: [(&str, Subject); 41] = [
    ("problem", Subject::Problem),
    ("kind", Subject::Kind),
    ("category", Subject::Category),
    ("product_type", Subject::ProductType),
    ("sku", Subject::Sku),
    ("tag", Subject::Tag),
    ("vendor", Subject::Vendor),
    ("trait", Subject::Trait),
    ("started_with_consent", Subject::StartedWithConsent),
    ("serial_known", Subject::SerialKnown),
    ("extended_plan", Subject::ExtendedPlan),
    ("repeat_fault", Subject::RepeatFault),
    ("repairs", Subject::Repairs),
    ("days_in_repair", Subject::DaysInRepair),
    ("price", Subject::Price),
    ("quantity", Subject::Quantity),
    ("claimed_amount", Subject::ClaimedAmount),
    ("opened", Subject::Opened),
    ("seal_broken", Subject::SealBroken),
    ("damaged_by_customer", Subject::DamagedByCustomer),
    ("serial_given", Subject::SerialGiven),
    ("requested", Subject::Requested),
    ("evidence", Subject::Evidence),
    ("locale", Subject::Locale),
    ("days_since_delivery", Subject::DaysSinceDelivery),
    ("delivered", Subject::Delivered),
    ("days_since_order", Subject::DaysSinceOrder),
    ("ordered", Subject::Ordered),
    ("country", Subject::Country),
    ("channel", Subject::Channel),
    ("order_value", Subject::OrderValue),
    ("discount", Subject::Discount),
    ("payment_method", Subject::PaymentMethod),
    ("gift", Subject::Gift),
    ("buyer", Subject::Buyer),
    ("informed_of_withdrawal", Subject::InformedOfWithdrawal),
    ("verified", Subject::Verified),
    ("earlier_claims", Subject::EarlierClaims),
    ("orders", Subject::Orders),
    ("customer_tag", Subject::CustomerTag),
    ("customer_blocked", Subject::CustomerBlocked),
];

impl Subject {
    /// Every subject.
    pub(crate) const ALL: [Self; SUBJECTS.len()] = {
        let mut all = [Self::Problem; SUBJECTS.len()];
        let mut n = 0;
        while n < all.len() {
            all[n] = SUBJECTS[n].1;
            n += 1;
        }
        all
    };

    /// The subject of that name in JSON.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let found = SUBJECTS.iter().find(|(known, _)| *known == name);
        found.map(|(_, subject)| *subject)
    }

    /// Whether only the edge knows it, and a private rule alone may ask.
    #[must_use]
    pub fn is_private(self) -> bool {
        matches!(
            self,
            Self::EarlierClaims | Self::Orders | Self::CustomerTag | Self::CustomerBlocked
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_subject_has_its_name_and_its_place() {
        for (n, (name, subject)) in SUBJECTS.iter().enumerate() {
            assert_eq!(*subject as usize, n, "{name}");
            assert_eq!(serde_json::to_value(subject).unwrap(), *name);
            assert_eq!(Subject::named(name), Some(*subject));
        }
        assert_eq!(Subject::named("colour"), None);
        let refused = serde_json::from_str::<Subject>("\"?\"")
            .unwrap_err()
            .to_string();
        assert_eq!(refused.matches('`').count() / 2, SUBJECTS.len() + 1);
    }
}
