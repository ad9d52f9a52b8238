//! One table for what the owner writes, what is asked of which fact, and what it means.

use crate::policy::{
    Subject,
    file::described::{
        About::{self, Claim, Customer, Line, Order},
        BUYER_NAMES, Described, EVIDENCE_NAMES, KIND_NAMES, REMEDY_NAMES, TRAIT_NAMES,
        Written::{self, Countries, Day, Flag, Locales, Money, Problems, Texts, Words},
    },
};
use How::{Above, AllOf, AnyOf, AtLeast, AtMost, Below, Is};

/// A condition of the table.
pub(in crate::policy::file) struct Row {
    pub described: Described,
    pub subject: Subject,
    pub how: How,
}

/// How the value that is written becomes a test.
#[derive(Clone, Copy)]
pub(in crate::policy::file) enum How {
    AtLeast,
    AtMost,
    Above,
    Below,
    Is,
    AnyOf,
    AllOf,
}

const fn row(
    key: &'static str,
    subject: Subject,
    how: How,
    written: Written,
    about: About,
    says: &'static str,
) -> Row {
    Row {
        described: Described {
            key,
            written,
            says,
            about,
            private: matches!(about, Customer),
        },
        subject,
        how,
    }
}

const fn count(least: u32, unit: &'static str) -> Written {
    Written::Number {
        least,
        most: 10_000,
        unit,
    }
}

/// Longer than any guarantee.
const DAYS: Written = Written::Number {
    least: 0,
    most: 36_500,
    unit: "days",
};

#[rustfmt::skip]
pub(in crate::policy::file) const CONDITIONS: [Row; 53] = [
    row("problem", Subject::Problem, AnyOf, Problems, Claim, "the problem is one of these, by its id or its kind"),
    row("kind", Subject::Kind, AnyOf, Words(KIND_NAMES), Claim, "the problem is of one of these kinds"),
    row("category", Subject::Category, AnyOf, Texts, Line, "the line is of one of these categories"),
    row("product_type", Subject::ProductType, AnyOf, Texts, Line, "the line is of one of these product types"),
    row("sku", Subject::Sku, AnyOf, Texts, Line, "the line has one of these stock keeping units"),
    row("tag", Subject::Tag, AnyOf, Texts, Line, "the line has one of these tags"),
    row("vendor", Subject::Vendor, AnyOf, Texts, Line, "the line is of one of these brands or suppliers"),
    row("trait", Subject::Trait, AnyOf, Words(TRAIT_NAMES), Line, "the line has one of these traits"),
    row("started_with_consent", Subject::StartedWithConsent, Is, Flag, Line, "whether download or service was started with consent (the trait `digital_started`)"),
    row("serial_known", Subject::SerialKnown, Is, Flag, Line, "whether your backend knows the serial number it was sold with"),
    row("extended_plan", Subject::ExtendedPlan, Is, Flag, Line, "whether a protection plan was bought with it"),
    row("repeat_fault", Subject::RepeatFault, Is, Flag, Line, "whether it was repaired or replaced before for the same problem, or for one nobody knows"),
    row("repairs_at_least", Subject::Repairs, AtLeast, count(1, "repairs"), Line, "it was repaired this often or more in the last 365 days"),
    row("days_in_repair_at_least", Subject::DaysInRepair, AtLeast, count(1, "days"), Line, "it was this many days or more in repair in the last 365 days"),
    row("price_below", Subject::Price, Below, Money, Line, "one unit cost less than this"),
    row("price_above", Subject::Price, Above, Money, Line, "one unit cost more than this"),
    row("quantity_at_least", Subject::Quantity, AtLeast, count(1, "units"), Claim, "this many units or more are claimed"),
    row("quantity_at_most", Subject::Quantity, AtMost, count(1, "units"), Claim, "this many units or fewer are claimed"),
    row("country", Subject::Country, AnyOf, Countries, Order, "it was delivered to one of these countries"),
    row("channel", Subject::Channel, AnyOf, Texts, Order, "it was ordered in one of these ways, such as `web` or `phone`"),
    row("days_since_delivery_at_most", Subject::DaysSinceDelivery, AtMost, DAYS, Line, "the line came this many days ago or fewer"),
    row("days_since_delivery_at_least", Subject::DaysSinceDelivery, AtLeast, DAYS, Line, "the line came this many days ago or more"),
    row("delivered_from", Subject::Delivered, AtLeast, Day, Line, "the line came on this day or later"),
    row("delivered_until", Subject::Delivered, AtMost, Day, Line, "the line came on this day or earlier"),
    row("days_since_order_at_most", Subject::DaysSinceOrder, AtMost, DAYS, Order, "it was ordered this many days ago or fewer"),
    row("days_since_order_at_least", Subject::DaysSinceOrder, AtLeast, DAYS, Order, "it was ordered this many days ago or more"),
    row("ordered_from", Subject::Ordered, AtLeast, Day, Order, "it was ordered on this day or later"),
    row("ordered_until", Subject::Ordered, AtMost, Day, Order, "it was ordered on this day or earlier"),
    row("order_value_above", Subject::OrderValue, Above, Money, Order, "all lines of the order together cost more than this"),
    row("order_value_below", Subject::OrderValue, Below, Money, Order, "all lines of the order together cost less than this"),
    row("claimed_amount_above", Subject::ClaimedAmount, Above, Money, Claim, "the claimed units of the line together cost more than this"),
    row("claimed_amount_below", Subject::ClaimedAmount, Below, Money, Claim, "the claimed units of the line together cost less than this"),
    row("discounted", Subject::Discount, Is, Flag, Order, "whether anything was taken off the order"),
    row("discount_above", Subject::Discount, Above, Money, Order, "more than this was taken off the order"),
    row("discount_below", Subject::Discount, Below, Money, Order, "less than this was taken off the order"),
    row("payment_method", Subject::PaymentMethod, AnyOf, Texts, Order, "it was paid in one of these ways, such as `card` or `invoice`"),
    row("gift", Subject::Gift, Is, Flag, Order, "whether it was bought as a gift"),
    row("buyer", Subject::Buyer, AnyOf, Words(BUYER_NAMES), Order, "who bought: a consumer, or a business"),
    row("informed_of_withdrawal", Subject::InformedOfWithdrawal, Is, Flag, Order, "whether the customer was told of the right of withdrawal"),
    row("verified", Subject::Verified, Is, Flag, Order, "whether your backend knows the order; else the customer stated it"),
    row("opened", Subject::Opened, Is, Flag, Claim, "whether it was opened or used beyond trying"),
    row("seal_broken", Subject::SealBroken, Is, Flag, Claim, "whether the seal of hygiene goods or media is broken"),
    row("damaged_by_customer", Subject::DamagedByCustomer, Is, Flag, Claim, "whether the customer says that it broke by their own doing"),
    row("serial_given", Subject::SerialGiven, Is, Flag, Claim, "whether the customer gives a serial number"),
    row("requested", Subject::Requested, AnyOf, Words(REMEDY_NAMES), Claim, "the customer would like one of these"),
    row("evidence", Subject::Evidence, AllOf, Words(EVIDENCE_NAMES), Claim, "all of this is given"),
    row("locale", Subject::Locale, AnyOf, Locales, Claim, "the customer's language is one of these"),
    row("earlier_claims_at_least", Subject::EarlierClaims, AtLeast, count(1, "claims"), Customer, "the customer made this many claims or more before"),
    row("earlier_claims_at_most", Subject::EarlierClaims, AtMost, count(0, "claims"), Customer, "the customer made this many claims or fewer before"),
    row("orders_at_least", Subject::Orders, AtLeast, count(1, "orders"), Customer, "the customer placed this many orders or more, this one included"),
    row("orders_at_most", Subject::Orders, AtMost, count(1, "orders"), Customer, "the customer placed this many orders or fewer, this one included"),
    row("customer_tag", Subject::CustomerTag, AnyOf, Texts, Customer, "the customer has one of these tags"),
    row("customer_blocked", Subject::CustomerBlocked, Is, Flag, Customer, "whether you decide nothing for this customer without a person"),
];
