//! What the law grants, as data: the presets of `preset/` write it, the policy carries it, page and edge judge by it.

use crate::{
    civil::Date,
    order::Trait,
    verdict::{Payer, Remedy},
};
use serde::{Deserialize, Serialize};

mod holidays;

pub use holidays::Holidays;

/// One version of a country's consumer law, as far as claims go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Law {
    /// The preset, `fr`.
    pub id: String,
    /// For orders placed on this day or later, until a later version's.
    pub valid_from: Date,
    /// Withdrawal from a distance sale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawal: Option<WithdrawalLaw>,
    /// Exchange of sound goods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exchange: Option<ExchangeLaw>,
    /// Lack of conformity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guarantee: Option<GuaranteeLaw>,
    /// A period that ends on a Saturday, Sunday or holiday ends on the next working day.
    pub ends_on_working_day: bool,
    /// Days that are no working days, beside Saturdays and Sundays.
    pub holidays: Holidays,
    /// Days until the shop must have answered a complaint.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decide_days: Option<u32>,
    /// A complaint that is not answered by then counts as accepted.
    #[serde(default)]
    pub silence_accepts: bool,
    /// There is a body for disputes out of court.
    #[serde(default)]
    pub dispute_body: bool,
    /// What the customer must be told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub told: Vec<Told>,
}

/// Something the law wants the customer to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// A function to withdraw online, with an acknowledgement of content, date and time.
    WithdrawalFunction,
    /// The choice between repair and replacement, and what a repair adds to the guarantee, before the remedy.
    RepairExtends,
    /// That the goods come with guarantees that cannot be excluded.
    CannotBeExcluded,
    /// The written terms of a warranty.
    WrittenTerms,
}

/// The right of withdrawal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithdrawalLaw {
    /// Days from the last delivery of the order, that day not counted.
    pub days: u32,
    /// What is not delivered as goods are: for it the days run from the order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub from_order: Vec<Trait>,
    /// Where the customer was not told of it.
    pub not_told: NotTold,
    /// Who pays for sending it back, where the shop says nothing.
    pub return_shipping: Payer,
    /// Who was not told of it sends back free of charge; who was told answers for what the goods lost by more use than
    /// it takes to try them, which a person of the shop finds.
    pub costs_need_telling: bool,
    /// Days from the notice until the money is back.
    pub refund_days: u32,
    /// Days from the notice until it is sent back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub send_back_days: Option<u32>,
    /// What it does not hold for in any case.
    pub excluded: Vec<Trait>,
    /// What it does not hold for once the seal is broken.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub excluded_unsealed: Vec<Trait>,
}

/// What a customer has who was not told of the right of withdrawal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotTold {
    /// So many months from the end of the period.
    MonthsMore(u32),
    /// So many months from delivery instead.
    MonthsInstead(u32),
    /// So many days from delivery instead.
    DaysInstead(u32),
}

/// The right to exchange sound goods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExchangeLaw {
    /// Days from the purchase, that day not counted.
    pub days: u32,
    /// Days until the money is back where there is nothing to exchange for.
    pub refund_days: u32,
    /// What it does not hold for.
    pub excluded: Vec<Trait>,
}

/// The legal guarantee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuaranteeLaw {
    /// Months from delivery; `None`: no fixed period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<u32>,
    /// Months in which a fault is presumed to have been there from the start.
    pub presumed_months: u32,
    /// The day of delivery is the first day of these months, which begin with it; else the one after it.
    #[serde(default)]
    pub presumed_with_delivery: bool,
    /// A commercial warranty counts: where it is longer the law holds as long, and the presumption ends with it.
    pub follows_warranty: bool,
    /// In what order the customer has what, at first.
    pub remedies: Vec<Remedy>,
    /// What is there besides, once the first step has failed.
    pub second: Vec<Remedy>,
    /// How many repairs or replacements the customer must accept before that. One that took longer than the law lets
    /// it opens the second step as well.
    pub attempts: u32,
    /// What shows that one of them failed.
    pub failed_by: FailedBy,
    /// A serious fault opens the second step at once; a person has to find it.
    pub serious_opens_second: bool,
    /// In the first days the customer has more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_first: Option<AtFirst>,
    /// Repair may be refused as impossible or out of proportion where goods and money are both offered.
    pub repair_may_be_refused: bool,
    /// Technically complex goods have less after the first days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub complex: Option<ComplexLaw>,
    /// What a repair or a replacement does to the guarantee.
    pub after: AfterService,
    /// Days until the money is back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refund_days: Option<u32>,
    /// The first of these days is the day the shop agrees; else the one after the notice.
    #[serde(default)]
    pub refund_from_agreement: bool,
    /// Days until it is repaired.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repair_days: Option<u32>,
    /// Days until it is replaced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replace_days: Option<u32>,
    /// Days until it is replaced, where it has to be inspected first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replace_days_inspected: Option<u32>,
    /// A loaner is due for the time of repair.
    pub loaner: bool,
    /// Days until a loaner is handed over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loaner_days: Option<u32>,
    /// Per cent of the price for each day the shop is late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub penalty_percent_a_day: Option<u32>,
}

/// What shows that a repair or replacement failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FailedBy {
    /// The fault it was for is there again.
    SameFault,
    /// Something is wrong with the goods, whatever it is.
    AnyFault,
}

/// The first days of the legal guarantee, where they give more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AtFirst {
    /// Days from delivery.
    pub days: u32,
    /// The day of delivery is the first of them; else the one after it.
    #[serde(default)]
    pub with_delivery: bool,
    /// In what order the customer has what.
    pub remedies: Vec<Remedy>,
    /// They do not run during a repair or replacement, and so many days are left after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days_left_after_service: Option<u32>,
}

/// What is left for technically complex goods after the first days, where all choices do not open again: by a fault
/// that came back, a repair that was late, or too many days in repair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComplexLaw {
    /// Days from delivery with every choice.
    pub days: u32,
    /// What is left then.
    pub remedies: Vec<Remedy>,
    /// More days than these in repair within a year open every choice again.
    pub days_in_repair_a_year: u32,
}

/// What a repair or a replacement does to the legal guarantee.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AfterService {
    /// Months that the first repair adds, the second and so on; the last number holds for all after it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub repair_adds_months: Vec<u32>,
    /// What does not run while the goods are away for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clock_stops: Vec<Clock>,
    /// The guarantee starts anew with the replacement; and so does a warranty whose clock stops.
    #[serde(default)]
    pub replacement_restarts: Restarts,
    /// What the fault it was for has beside the others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_fault: Option<SameFaultLaw>,
}

impl AfterService {
    /// Months that a repair adds after so many others.
    pub(crate) fn repair_adds(&self, others: usize) -> Option<u32> {
        let months = self.repair_adds_months.get(others);
        let months = months.or(self.repair_adds_months.last());
        months.copied().filter(|months| *months > 0)
    }
}

/// A period that may wait while the goods are away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// The legal guarantee.
    Guarantee,
    /// The months in which a fault is presumed to have been there from the start.
    Presumption,
    /// The commercial warranty.
    Warranty,
}

/// Which replacement starts the guarantee anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Restarts {
    /// None.
    #[default]
    Never,
    /// One the shop gave although the customer had asked for a repair.
    InsteadOfRepair,
    /// Each.
    Always,
}

/// What the fault has that a repair or replacement was for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SameFaultLaw {
    /// It is covered for at least so many months from the day the customer had the goods back.
    pub months: u32,
    /// And presumed to be the same one.
    #[serde(default)]
    pub presumed: bool,
}

impl Law {
    /// `day`, or the next working day where the law moves the end of a period.
    pub(crate) fn last_day(&self, day: Date, shop_holidays: &[Date]) -> Date {
        if !self.ends_on_working_day {
            return day;
        }
        let is_free = |day: Date| {
            day.weekday() > 5 || shop_holidays.contains(&day) || self.holidays.contains(day)
        };
        // No country rests for a month: the walk ends.
        (0..31)
            .map(|later| day.add_days(later))
            .find(|day| !is_free(*day))
            .unwrap_or(day)
    }

    /// The version that holds for an order placed on that day; an order older than the oldest version known is judged
    /// by that one. `None` only where there is none.
    pub(crate) fn of(versions: &[Self], placed_on: Date) -> Option<&Self> {
        versions
            .iter()
            .rev()
            .find(|law| law.valid_from <= placed_on)
            .or(versions.first())
    }

    /// Months of the legal guarantee; none where there is no guarantee or no fixed period.
    #[cfg(feature = "texts")]
    pub(crate) fn guarantee_months(&self) -> Option<u32> {
        self.guarantee.as_ref()?.months
    }
}
