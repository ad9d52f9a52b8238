//! What a preset says, as data. The numbers and their sources are in `preset/`.

use crate::{
    civil::Date,
    order::Trait,
    verdict::{Payer, Remedy},
};

/// One version of a country's consumer law, as far as claims go.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Law {
    /// `fr`.
    pub id: &'static str,
    /// For orders placed on this day or later, until a later version's.
    pub valid_from: Date,
    /// Countries of the shops that may stand on it.
    #[cfg_attr(
        not(feature = "texts"),
        expect(dead_code, reason = "only the check asks")
    )]
    pub countries: &'static [&'static str],
    /// Withdrawal from a distance sale.
    pub withdrawal: Option<WithdrawalLaw>,
    /// Exchange of sound goods.
    pub exchange: Option<ExchangeLaw>,
    /// Lack of conformity.
    pub guarantee: GuaranteeLaw,
    /// A period that ends on a Saturday, Sunday or holiday ends on the next working day.
    pub ends_on_working_day: bool,
    /// Days that are no working days, beside Saturdays and Sundays.
    pub holidays: &'static [Holiday],
    /// Days until the shop must have decided.
    pub decide_days: Option<u32>,
    /// There is a body for disputes out of court.
    pub dispute_body: bool,
}

/// The right of withdrawal.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WithdrawalLaw {
    /// Days from the last delivery of the order, that day not counted.
    pub days: u32,
    /// Where the customer was not told of it.
    pub not_told: NotTold,
    /// Who pays for sending it back, where the shop says nothing.
    pub return_shipping: Payer,
    /// Who was not told of it sends back free of charge.
    pub untold_ships_free: bool,
    /// Days from the notice until the money is back.
    pub refund_days: u32,
    /// Days from the notice until it is sent back.
    pub send_back_days: Option<u32>,
    /// What it does not hold for.
    pub excluded: &'static [(Trait, Excluded)],
}

/// What a customer has who was not told of the right of withdrawal.
#[derive(Clone, Copy, Debug)]
pub(crate) enum NotTold {
    /// So many months from the end of the period.
    MonthsMore(u32),
    /// So many months from delivery instead.
    MonthsInstead(u32),
}

/// When a trait takes away the right of withdrawal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Excluded {
    /// In any case.
    Always,
    /// Once the seal is broken.
    SealBroken,
}

/// The right to exchange sound goods.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ExchangeLaw {
    /// Days from the purchase, that day not counted.
    pub days: u32,
    /// Days until the money is back where there is nothing to exchange for.
    pub refund_days: u32,
    /// What it does not hold for.
    pub excluded: &'static [Trait],
}

/// The legal guarantee.
#[derive(Clone, Copy, Debug)]
pub(crate) struct GuaranteeLaw {
    /// Months from delivery.
    pub months: u32,
    /// Months in which a fault is presumed to have been there from the start.
    pub presumed_months: u32,
    /// A commercial warranty counts: where it is longer the law holds as long, and the presumption ends with it.
    pub follows_warranty: bool,
    /// In what order the customer has what.
    pub remedies: &'static [Remedy],
    /// At first the customer has more.
    pub at_first: Option<AtFirst>,
    /// Repair may be refused as impossible or out of proportion where goods and money are both offered.
    pub repair_may_be_refused: bool,
    /// Where that fails: price reduction or money back.
    pub second_step: bool,
    /// Days in which the customer has every choice for technically complex goods, and what is left then.
    pub complex: Option<(u32, &'static [Remedy])>,
    /// Days until the money is back.
    pub refund_days: Option<u32>,
    /// Days until it is repaired.
    pub repair_days: Option<u32>,
    /// Days until it is replaced.
    pub replace_days: Option<u32>,
    /// Days until a loaner is handed over.
    pub loaner_days: Option<u32>,
}

/// The first days of the legal guarantee, where they give more.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AtFirst {
    /// Days from delivery.
    pub days: u32,
    /// In what order the customer has what.
    pub remedies: &'static [Remedy],
}

/// A day that is no working day.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Holiday {
    /// Every year: month, day.
    Fixed(u8, u8),
    /// So many days after Easter Sunday.
    Easter(i32),
}

impl Law {
    /// `day`, or the next working day where the law moves the end of a period.
    pub(crate) fn last_day(&self, day: Date, shop_holidays: &[Date]) -> Date {
        if !self.ends_on_working_day {
            return day;
        }
        let is_free = |day: Date| {
            day.weekday() > 5
                || shop_holidays.contains(&day)
                || self.holidays.iter().any(|holiday| holiday.is_on(day))
        };
        // No country rests for a month: the walk ends.
        (0..31)
            .map(|later| day.add_days(later))
            .find(|day| !is_free(*day))
            .unwrap_or(day)
    }
}

impl Holiday {
    fn is_on(self, day: Date) -> bool {
        match self {
            Self::Fixed(month, of_month) => (day.month(), day.day()) == (month, of_month),
            Self::Easter(after) => {
                easter(day.year()).is_some_and(|sunday| sunday.add_days(after) == day)
            }
        }
    }
}

/// Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).
fn easter(year: i32) -> Option<Date> {
    let golden = year % 19;
    let (century, of_century) = (year / 100, year % 100);
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - correction + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let sum = epact + weekday - 7 * late + 114;
    Date::new(
        year,
        u8::try_from(sum / 31).ok()?,
        u8::try_from(sum % 31 + 1).ok()?,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_is_where_the_church_has_it() {
        for text in [
            "2024-03-31",
            "2025-04-20",
            "2026-04-05",
            "2027-03-28",
            "2038-04-25",
            "1999-04-04",
        ] {
            let sunday = Date::parse(text).unwrap();
            assert_eq!(easter(sunday.year()), Some(sunday));
        }
    }
}
