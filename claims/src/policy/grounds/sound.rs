//! Grounds for sound goods: withdrawal and exchange.

use crate::{
    order::Trait,
    policy::{
        Terms,
        grounds::{Ground, deadlines, later, or_else},
        line::Line,
        why::{Notes, Why},
        windows::{Span, after, by_shop, span, withdrawal_by_law},
    },
    verdict::{Basis, Deadlines, Payer, Remedy},
};

pub(super) fn withdrawal(line: &Line<'_>, notes: &mut Notes) -> Option<Ground> {
    if !line.is_consumer() {
        return withdrawal_of_business(line, notes);
    }
    if let Some(why) = excluded(line) {
        if line.is_sound() {
            notes.why(why);
        }
        return None;
    }
    let by_law = withdrawal_by_law(line);
    let from = line.withdrawal_from();
    let final_sale = line.bought.traits.contains(&Trait::FinalSale);
    let own = by_shop(
        line,
        Basis::Withdrawal,
        &line.policy.withdrawal,
        from.unwrap_or(line.today()),
    );
    let own = own.filter(|_| !final_sale);
    let Some(span) = span(line, "withdrawal.until", by_law, own, notes) else {
        if line.is_sound() {
            notes.why(Why::WithdrawalNone);
        }
        return None;
    };
    if line.today() > span.until {
        if line.is_sound() {
            notes.why_until(Why::WithdrawalOver, span.until);
        }
        return None;
    }
    let told = line.case.order.informed_of_withdrawal;
    match from {
        None => notes.why(Why::WithdrawalUndelivered),
        Some(_) if !told && span.law_until == Some(span.until) => {
            notes.why_until(Why::WithdrawalNotTold, span.until)
        }
        Some(_) => notes.why_until(Why::WithdrawalOpen, span.until),
    }
    let is_used_goods = line.claimed.opened && !line.is_from_order(line.bought);
    let law = line.law.withdrawal.as_ref();
    if line.is_sound() && is_used_goods && told && law.is_some_and(|law| law.costs_need_telling) {
        notes.why(Why::WithdrawalUsed);
    }
    Some(withdrawal_ground(line, span, told))
}

fn withdrawal_ground(line: &Line<'_>, span: Span, told: bool) -> Ground {
    let law = line.law.withdrawal.as_ref();
    let terms = &line.policy.withdrawal;
    let by_law = law.map_or(Payer::Customer, |law| law.return_shipping);
    let free = law.is_some_and(|law| law.costs_need_telling && !told);
    let law_ships = by_law == Payer::Shop || free;
    let in_days = |days: Option<u32>| days.map(|days| later(line, days));
    Ground {
        basis: Basis::Withdrawal,
        span,
        remedies: or_else(&terms.remedies, &[Remedy::Refund]),
        law_remedies: vec![Remedy::Refund],
        return_shipping: if law_ships {
            Payer::Shop
        } else {
            terms.return_shipping.unwrap_or(by_law)
        },
        law_ships,
        deadlines: Deadlines {
            refund: in_days(law.map(|law| law.refund_days)),
            // The customer's period ends on a working day like any other; the shop is not given longer to pay.
            send_back: in_days(law.and_then(|law| law.send_back_days))
                .filter(|_| line.last_delivery().is_some() && !line.is_from_order(line.bought))
                .map(|last| line.law.last_day(last, &line.policy.holidays)),
            ..deadlines(line)
        },
    }
}

/// The presets grant nothing to those who buy in trade; the shop may.
fn withdrawal_of_business(line: &Line<'_>, notes: &mut Notes) -> Option<Ground> {
    let terms = Terms {
        days: line.policy.business.withdrawal_days,
        ..Terms::default()
    };
    let from = line.last_delivery().unwrap_or(line.today());
    let own = by_shop(line, Basis::Withdrawal, &terms, from);
    let open =
        span(line, "withdrawal.until", None, own, notes).filter(|span| line.today() <= span.until);
    let Some(span) = open else {
        if line.is_sound() {
            notes.why(Why::WithdrawalBusiness);
        }
        return None;
    };
    notes.why_until(Why::WithdrawalOpen, span.until);
    let terms = &line.policy.withdrawal;
    Some(Ground {
        basis: Basis::Withdrawal,
        span,
        remedies: or_else(&terms.remedies, &[Remedy::Refund]),
        law_remedies: Vec::new(),
        return_shipping: terms.return_shipping.unwrap_or(Payer::Customer),
        law_ships: false,
        deadlines: deadlines(line),
    })
}

/// What takes the right of withdrawal away.
fn excluded(line: &Line<'_>) -> Option<Why> {
    let law = line.law.withdrawal.as_ref()?;
    let unsealed = if line.claimed.seal_broken {
        law.excluded_unsealed.as_slice()
    } else {
        &[]
    };
    let holds = |with: &&Trait| line.bought.traits.contains(with);
    let excluded = law.excluded.iter().chain(unsealed).find(holds);
    excluded.map(|with| match with {
        Trait::Perishable => Why::WithdrawalPerishable,
        Trait::SealedHygiene => Why::WithdrawalSealedHygiene,
        Trait::SealedMedia => Why::WithdrawalSealedMedia,
        Trait::Digital | Trait::DigitalStarted => Why::WithdrawalDigitalStarted,
        Trait::DatedLeisure => Why::WithdrawalDatedLeisure,
        Trait::Periodical => Why::WithdrawalPeriodical,
        Trait::UrgentRepair => Why::WithdrawalUrgentRepair,
        Trait::RegularDelivery => Why::WithdrawalRegularDelivery,
        Trait::CustomMade | Trait::FinalSale | Trait::Oversized | Trait::TechnicallyComplex => {
            Why::WithdrawalCustomMade
        }
    })
}

pub(super) fn exchange(line: &Line<'_>, notes: &mut Notes) -> Option<Ground> {
    let law = line.law.exchange.as_ref().filter(|_| line.is_consumer());
    let from = line.delivered_on().unwrap_or(line.today());
    let excluded = law.is_some_and(|law| {
        line.bought
            .traits
            .iter()
            .any(|held| law.excluded.contains(held))
    });
    let by_law = law
        .filter(|_| !excluded)
        .map(|law| after(from, law.days))
        .map(|last| line.law.last_day(last, &line.policy.holidays));
    let final_sale = line.bought.traits.contains(&Trait::FinalSale);
    let own = by_shop(line, Basis::Exchange, &line.policy.exchange, from).filter(|_| !final_sale);
    let Some(span) = span(line, "exchange.until", by_law, own, notes) else {
        if excluded {
            notes.why(Why::ExchangeExcluded);
        }
        return None;
    };
    if line.today() > span.until {
        notes.why_until(Why::ExchangeOver, span.until);
        return None;
    }
    if line.claimed.opened {
        notes.why(Why::ExchangeUsed);
        return None;
    }
    notes.why_until(Why::ExchangeOpen, span.until);
    let terms = &line.policy.exchange;
    Some(Ground {
        basis: Basis::Exchange,
        span,
        remedies: or_else(&terms.remedies, &[Remedy::Exchange]),
        law_remedies: if by_law.is_some() {
            vec![Remedy::Exchange]
        } else {
            Vec::new()
        },
        return_shipping: terms.return_shipping.unwrap_or(Payer::Customer),
        law_ships: false,
        deadlines: Deadlines {
            refund: law.map(|law| later(line, law.refund_days)),
            ..deadlines(line)
        },
    })
}
