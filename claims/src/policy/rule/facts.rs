//! What conditions ask about, looked up once for a line and not once for a rule.

use crate::{
    civil::Date,
    draft::DraftLine,
    money::{Currency, Money},
    order::{OrderLine, Service, ServiceKind, Trait},
    policy::{
        Case,
        rule::{Condition, Subject, Test},
    },
    problem::{EvidenceKind, Problem},
    words::{BUYERS, EVIDENCE, KINDS, REMEDIES, TRAITS, word},
};

/// How far back repairs count for rules, in days.
const YEAR_DAYS: i32 = 365;

/// What is known of a fact.
#[derive(Debug, PartialEq, Eq)]
enum Known<'a> {
    Nothing,
    Number(i64),
    /// A word, and another way to say it.
    Word(&'a str, &'a str),
    /// Words of the shop's.
    List(&'a [String]),
    /// Words of ours.
    Names(Vec<&'static str>),
}

/// Facts that are the same for every line of a case.
#[derive(Clone, Copy)]
pub(crate) struct CaseFacts<'a> {
    /// The shop's: amounts in another currency cannot be compared and are unknown.
    currency: &'a Currency,
    order_value: Option<i64>,
    /// The customer's language in small letters, as policies write languages.
    locale: &'a str,
}

impl<'a> CaseFacts<'a> {
    pub(crate) fn new(currency: &'a Currency, locale: &'a str, case: &Case<'_>) -> Self {
        Self {
            locale,
            currency,
            order_value: order_value(currency, case),
        }
    }
}

/// Every fact of a line.
pub(crate) struct Facts<'a>([Known<'a>; Subject::ALL.len()]);

impl<'a> Facts<'a> {
    pub(crate) fn new(
        of_case: CaseFacts<'a>,
        case: &Case<'a>,
        line: &'a OrderLine,
        claimed: &'a DraftLine,
        problem: &'a Problem,
    ) -> Self {
        let asked = Asked {
            of_case,
            case,
            line,
            claimed,
            problem,
        };
        Self(Subject::ALL.map(|subject| asked.about(subject)))
    }

    /// Whether `condition` holds.
    pub(super) fn meet(&self, Condition(subject, test): &Condition) -> bool {
        let known = &self.0[*subject as usize];
        match (test, known) {
            (Test::AtLeast(least), Known::Number(number)) => number >= least,
            (Test::AtMost(most), Known::Number(number)) => number <= most,
            (Test::AnyOf(list), _) => list.iter().any(|one| known.has(one)),
            (Test::AllOf(list), _) => list.iter().all(|one| known.has(one)),
            (Test::AtLeast(_) | Test::AtMost(_), _) => false,
        }
    }
}

impl Known<'_> {
    fn has(&self, asked: &str) -> bool {
        match self {
            Self::Nothing | Self::Number(_) => false,
            Self::Word(one, other) => *one == asked || *other == asked,
            Self::List(list) => list.iter().any(|one| one == asked),
            Self::Names(names) => names.contains(&asked),
        }
    }
}

/// Who is asked.
struct Asked<'c, 'a> {
    of_case: CaseFacts<'a>,
    case: &'c Case<'a>,
    line: &'a OrderLine,
    claimed: &'a DraftLine,
    problem: &'a Problem,
}

impl<'a> Asked<'_, 'a> {
    fn about(&self, subject: Subject) -> Known<'a> {
        let (line, claimed, order) = (self.line, self.claimed, self.case.order);
        let kind = word(&KINDS, &self.problem.kind);
        let price = self.comparable(line.unit_price.as_ref());
        let units = i64::from(claimed.quantity);
        let customer = order.customer.as_ref();
        match subject {
            Subject::Problem => Known::Word(&self.problem.id, kind),
            Subject::Kind => Known::Word(kind, kind),
            Subject::Category => maybe_word(line.category.as_deref()),
            Subject::ProductType => maybe_word(line.product_type.as_deref()),
            Subject::Sku => word_of(&line.sku),
            Subject::Tag => Known::List(&line.tags),
            Subject::Vendor => maybe_word(line.vendor.as_deref()),
            Subject::Trait => {
                Known::Names(line.traits.iter().map(|held| word(&TRAITS, held)).collect())
            }
            Subject::StartedWithConsent => {
                self.shops_own(flag(line.traits.contains(&Trait::DigitalStarted)))
            }
            Subject::SerialKnown => self.shops_own(flag(line.serial.is_some())),
            Subject::ExtendedPlan => line.extended_plan_months.map_or(Known::Nothing, count),
            Subject::RepeatFault => self.shops_own(flag(self.is_repeat_fault(kind))),
            Subject::Repairs => {
                let repairs = self.repairs_of_a_year().count();
                self.shops_own(number(i64::try_from(repairs).ok()))
            }
            Subject::DaysInRepair => {
                let days = self
                    .repairs_of_a_year()
                    .map(|repair| self.days_of_a_year(repair));
                self.shops_own(Known::Number(days.sum()))
            }
            Subject::Price => number(price),
            Subject::Quantity => count(claimed.quantity),
            Subject::ClaimedAmount => number(price.map(|it| it.saturating_mul(units))),
            Subject::Opened => flag(claimed.opened),
            Subject::SealBroken => flag(claimed.seal_broken),
            Subject::DamagedByCustomer => flag(claimed.damaged_by_customer),
            Subject::SerialGiven => flag(claimed.serial.is_some()),
            Subject::Requested => maybe_word(claimed.requested.map(|one| word(&REMEDIES, &one))),
            Subject::Evidence => Known::Names(
                EVIDENCE
                    .iter()
                    .filter(|(_, kind)| is_given(self.case, claimed, *kind))
                    .map(|(name, _)| *name)
                    .collect(),
            ),
            Subject::Locale => {
                let locale = self.of_case.locale;
                Known::Word(locale, locale.split('-').next().unwrap_or(locale))
            }
            Subject::DaysSinceDelivery => {
                number(order.delivered_on(line).map(|day| self.since(day)))
            }
            Subject::Delivered => number(order.delivered_on(line).map(day_number)),
            Subject::DaysSinceOrder => Known::Number(self.since(order.placed_on)),
            Subject::Ordered => Known::Number(day_number(order.placed_on)),
            Subject::Country => word_of(&order.country),
            Subject::Channel => maybe_word(order.channel.as_deref()),
            Subject::OrderValue => number(self.of_case.order_value),
            Subject::Discount => number(self.comparable(order.discount.as_ref())),
            Subject::PaymentMethod => maybe_word(order.payment_method.as_deref()),
            Subject::Gift => order.gift.map_or(Known::Nothing, flag),
            Subject::Buyer => word_of(word(&BUYERS, &order.buyer)),
            Subject::InformedOfWithdrawal => flag(order.informed_of_withdrawal),
            Subject::Verified => flag(order.verified),
            Subject::EarlierClaims => {
                customer.map_or(Known::Nothing, |it| count(it.earlier_claims))
            }
            Subject::Orders => customer.map_or(Known::Nothing, |it| count(it.orders)),
            Subject::CustomerTag => customer.map_or(Known::Nothing, |it| Known::List(&it.tags)),
            Subject::CustomerBlocked => customer.map_or(Known::Nothing, |it| flag(it.blocked)),
        }
    }

    /// What only the shop's backend knows: of an order the customer states it is unknown.
    fn shops_own(&self, known: Known<'a>) -> Known<'a> {
        if self.case.order.verified {
            known
        } else {
            Known::Nothing
        }
    }

    /// Minor units, where they are of the shop's currency.
    fn comparable(&self, amount: Option<&Money>) -> Option<i64> {
        amount
            .filter(|amount| amount.currency == *self.of_case.currency)
            .map(|amount| amount.amount_minor)
    }

    /// Whether it was mended or replaced before, for this problem or for one nobody knows.
    fn is_repeat_fault(&self, kind: &str) -> bool {
        let same = |before: &String| *before == self.problem.id || before == kind;
        let mut history = self.line.history.iter();
        history.any(|service| service.problem.as_ref().is_none_or(same))
    }

    fn year_ago(&self) -> Date {
        self.case.today.add_days(-YEAR_DAYS)
    }

    /// Repairs that were not over a year ago.
    fn repairs_of_a_year(&self) -> impl Iterator<Item = &'a Service> {
        let (from, today) = (self.year_ago(), self.case.today);
        self.line.history.iter().filter(move |service| {
            service.kind == ServiceKind::Repair
                && service.from <= today
                && service.until.is_none_or(|until| until >= from)
        })
    }

    /// Days of a repair in the last year.
    fn days_of_a_year(&self, repair: &Service) -> i64 {
        let from = repair.from.max(self.year_ago());
        let until = repair.until.unwrap_or(self.case.today).min(self.case.today);
        i64::from(from.days_until(until).max(0))
    }

    fn since(&self, day: Date) -> i64 {
        i64::from(day.days_until(self.case.today).max(0))
    }
}

fn number(number: Option<i64>) -> Known<'static> {
    number.map_or(Known::Nothing, Known::Number)
}

fn count(number: u32) -> Known<'static> {
    Known::Number(i64::from(number))
}

fn flag(is: bool) -> Known<'static> {
    Known::Number(i64::from(is))
}

fn word_of(word: &str) -> Known<'_> {
    Known::Word(word, word)
}

fn maybe_word(word: Option<&str>) -> Known<'_> {
    word.map_or(Known::Nothing, word_of)
}

/// Days since 1970-01-01, as conditions on a day count.
pub(crate) fn day_number(day: Date) -> i64 {
    i64::from(Date::of(1970, 1, 1).days_until(day))
}

/// Whether evidence of `kind` is announced, or typed where it can be.
pub(crate) fn is_given(case: &Case<'_>, claimed: &DraftLine, kind: EvidenceKind) -> bool {
    let typed = kind == EvidenceKind::Serial && claimed.serial.is_some();
    typed || case.files.iter().any(|file| file.kind == kind)
}

/// `price` of each of so many units.
pub(crate) fn times(price: &Money, quantity: u32) -> Money {
    Money {
        amount_minor: price.amount_minor.saturating_mul(i64::from(quantity)),
        currency: price.currency.clone(),
    }
}

/// Minor units that all lines cost; `None` where one of them has no price.
fn order_value(currency: &Currency, case: &Case<'_>) -> Option<i64> {
    case.order.lines.iter().try_fold(0_i64, |sum, line| {
        let price = line.unit_price.as_ref()?;
        let of_line = price.amount_minor.saturating_mul(i64::from(line.quantity));
        (price.currency == *currency).then_some(sum.saturating_add(of_line))
    })
}
