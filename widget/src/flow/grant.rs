//! What a remedy comes with, as far as it is shown: before a claim is sent, and once it is granted.

use claims::{
    civil::Date,
    money::Money,
    verdict::{Entitlement, Payer, Remedy},
};

/// What a remedy comes with on one ground. Days are as JSON has them, `2026-12-05`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The remedy.
    pub remedy: Remedy,
    /// The last day to give it.
    pub due: Option<String>,
    /// The last day for the customer to send the goods back. Once it is granted that is counted anew, and is the
    /// customer's turn.
    pub send_back: Option<String>,
    /// Who pays for that.
    pub return_shipping: Payer,
    /// What is kept back from a refund.
    pub fee: Option<Money>,
    /// What comes on top of credit.
    pub bonus: Option<Money>,
    /// Nothing is to be sent back.
    pub keep_item: bool,
    /// The customer has another one while it is mended.
    pub loaner: bool,
    /// From this day at the latest.
    pub loaner_by: Option<String>,
    /// Where it can be handed in.
    pub drop_off: Vec<String>,
}

impl Grant {
    /// The name of the deadline for a remedy; none is known for credit.
    #[must_use]
    pub fn due_name(remedy: Remedy) -> &'static str {
        match remedy {
            Remedy::Refund | Remedy::PartialRefund => "refund",
            Remedy::Repair => "repair",
            Remedy::Replace | Remedy::Exchange | Remedy::SparePart => "replace",
            Remedy::StoreCredit | Remedy::Coupon => "",
        }
    }

    /// What `remedy` comes with on that ground.
    #[must_use]
    pub fn of(ground: &Entitlement, remedy: Remedy) -> Self {
        let days = &ground.deadlines;
        let due = match Self::due_name(remedy) {
            "refund" => days.refund,
            "repair" => days.repair,
            "replace" => days.replace,
            _ => None,
        };
        Self {
            remedy,
            due: due.map(Date::text),
            send_back: days.send_back.map(Date::text),
            return_shipping: ground.return_shipping,
            fee: ground.fee.clone(),
            bonus: ground.bonus.clone(),
            keep_item: ground.keep_item,
            loaner: ground.loaner,
            loaner_by: days.loaner.map(Date::text),
            drop_off: ground.drop_off.clone(),
        }
    }

    /// The days the shop promises: the key of what is said of each, and the last day.
    #[must_use]
    pub fn promised(&self) -> [(&'static str, Option<&str>); 2] {
        let due = match self.remedy {
            Remedy::Refund | Remedy::PartialRefund => "remedy.refund_by",
            Remedy::Repair
            | Remedy::Replace
            | Remedy::Exchange
            | Remedy::StoreCredit
            | Remedy::SparePart
            | Remedy::Coupon => "remedy.done_by",
        };
        let lent = self.loaner_by.as_deref().filter(|_| self.is_lent());
        [(due, self.due.as_deref()), ("remedy.loaner", lent)]
    }

    /// Whether the customer has another one meanwhile.
    #[must_use]
    pub fn is_lent(&self) -> bool {
        self.loaner && self.remedy == Remedy::Repair
    }
}
