//! The law the policy stands on.

use crate::{
    json::Tree,
    read::{name, order::date},
};
use claims::{
    policy::{
        AfterService, AtFirst, Clock, ComplexLaw, ExchangeLaw, FailedBy, GuaranteeLaw, Holidays,
        Law, NotTold, Restarts, SameFaultLaw, WithdrawalLaw,
    },
    verdict::Payer,
};

/// One version; `None` without the day it holds from.
pub(super) fn law(tree: &Tree) -> Option<Law> {
    Some(Law {
        id: tree.text("id"),
        valid_from: date(tree.at("valid_from"))?,
        withdrawal: tree.maybe("withdrawal", withdrawal),
        exchange: tree.maybe("exchange", |tree| ExchangeLaw {
            days: tree.count("days"),
            refund_days: tree.count("refund_days"),
            excluded: tree.all("excluded", name::line_trait),
        }),
        guarantee: tree.maybe("guarantee", guarantee),
        ends_on_working_day: tree.is("ends_on_working_day"),
        holidays: holidays(tree.at("holidays")),
        decide_days: tree.maybe_count("decide_days"),
        silence_accepts: tree.is("silence_accepts"),
        dispute_body: tree.is("dispute_body"),
        told: tree.all("told", name::told),
    })
}

fn withdrawal(tree: &Tree) -> WithdrawalLaw {
    let not_told = tree.at("not_told");
    let more = not_told.maybe_count("months_more").map(NotTold::MonthsMore);
    let instead = || {
        not_told
            .maybe_count("months_instead")
            .map(NotTold::MonthsInstead)
    };
    WithdrawalLaw {
        days: tree.count("days"),
        from_order: tree.all("from_order", name::line_trait),
        not_told: more
            .or_else(instead)
            .unwrap_or_else(|| NotTold::DaysInstead(not_told.count("days_instead"))),
        return_shipping: name::payer(tree.at("return_shipping")).unwrap_or(Payer::Customer),
        costs_need_telling: tree.is("costs_need_telling"),
        refund_days: tree.count("refund_days"),
        send_back_days: tree.maybe_count("send_back_days"),
        excluded: tree.all("excluded", name::line_trait),
        excluded_unsealed: tree.all("excluded_unsealed", name::line_trait),
    }
}

fn guarantee(tree: &Tree) -> GuaranteeLaw {
    let after = tree.at("after");
    GuaranteeLaw {
        months: tree.maybe_count("months"),
        presumed_months: tree.count("presumed_months"),
        presumed_with_delivery: tree.is("presumed_with_delivery"),
        follows_warranty: tree.is("follows_warranty"),
        remedies: tree.all("remedies", name::remedy),
        second: tree.all("second", name::remedy),
        attempts: tree.count("attempts"),
        failed_by: if tree.at("failed_by").as_str() == Some("any_fault") {
            FailedBy::AnyFault
        } else {
            FailedBy::SameFault
        },
        serious_opens_second: tree.is("serious_opens_second"),
        at_first: tree.maybe("at_first", |tree| AtFirst {
            days: tree.count("days"),
            with_delivery: tree.is("with_delivery"),
            remedies: tree.all("remedies", name::remedy),
            days_left_after_service: tree.maybe_count("days_left_after_service"),
        }),
        repair_may_be_refused: tree.is("repair_may_be_refused"),
        complex: tree.maybe("complex", |tree| ComplexLaw {
            days: tree.count("days"),
            remedies: tree.all("remedies", name::remedy),
            days_in_repair_a_year: tree.count("days_in_repair_a_year"),
        }),
        after: AfterService {
            repair_adds_months: after.all("repair_adds_months", number),
            clock_stops: after.all("clock_stops", |clock| match clock.as_str()? {
                "guarantee" => Some(Clock::Guarantee),
                "presumption" => Some(Clock::Presumption),
                "warranty" => Some(Clock::Warranty),
                _ => None,
            }),
            replacement_restarts: match after.at("replacement_restarts").as_str() {
                Some("always") => Restarts::Always,
                Some("instead_of_repair") => Restarts::InsteadOfRepair,
                Some(_) | None => Restarts::Never,
            },
            same_fault: after.maybe("same_fault", |tree| SameFaultLaw {
                months: tree.count("months"),
                presumed: tree.is("presumed"),
            }),
        },
        refund_days: tree.maybe_count("refund_days"),
        refund_from_agreement: tree.is("refund_from_agreement"),
        repair_days: tree.maybe_count("repair_days"),
        replace_days: tree.maybe_count("replace_days"),
        replace_days_inspected: tree.maybe_count("replace_days_inspected"),
        loaner: tree.is("loaner"),
        loaner_days: tree.maybe_count("loaner_days"),
        penalty_percent_a_day: tree.maybe_count("penalty_percent_a_day"),
    }
}

fn number<T: TryFrom<i64>>(tree: &Tree) -> Option<T> {
    match tree {
        Tree::Number(number) => T::try_from(*number).ok(),
        Tree::Nothing | Tree::Truth(_) | Tree::Text(_) | Tree::List(_) | Tree::Map(_) => None,
    }
}

fn holidays(tree: &Tree) -> Holidays {
    let pairs = |name: &str| {
        tree.all(name, |day| match day {
            Tree::List(day) => match day.as_slice() {
                [Tree::Number(month), Tree::Number(day)] => {
                    Some((u8::try_from(*month).ok()?, u8::try_from(*day).ok()?))
                }
                _ => None,
            },
            Tree::Nothing | Tree::Truth(_) | Tree::Text(_) | Tree::Number(_) | Tree::Map(_) => None,
        })
    };
    Holidays {
        fixed: pairs("fixed"),
        mondays: pairs("mondays"),
        easter: tree.all("easter", number),
        orthodox: tree.all("orthodox", number),
    }
}
