//! The answers of the edge.

use crate::{
    flow::{Appointment, Attached, Filed, Followed, Found, Happened, Offer, Shop, Slot, View},
    json::Tree,
    program::{CLAIMS, TRACKS},
    read::{
        grant::grant,
        name,
        order::{self, contact, money},
        policy,
    },
};
use claims::{
    claim::{Actor, EvidenceFile, LineOutcome},
    decimal::count,
    policy::Policy,
    problem::EvidenceKind,
    timeline::ViewLine,
    verdict::Decision,
    wire::{ClaimLink, FieldError, Limits, Problem},
};

/// `GET /v1/shop`.
#[must_use]
pub fn shop(tree: &Tree) -> Shop {
    let shop = tree.at("shop");
    let limits = tree.at("limits");
    Shop {
        name: shop.text("name"),
        time_zone: shop.text("time_zone"),
        policy: if CLAIMS {
            policy(tree.at("policy"))
        } else {
            Policy::default()
        },
        orders_looked_up: tree.is("orders_looked_up"),
        find_by: shop.texts("find_by"),
        limits: Limits {
            file_bytes: limits.amount("file_bytes"),
            files: limits.count("files"),
            text_chars: limits.count("text_chars"),
            media_types: limits.texts("media_types"),
        },
    }
}

/// `POST /v1/orders/find`; `None` where it is no such answer.
#[must_use]
pub fn found(tree: &Tree) -> Option<Found> {
    let today = order::date(tree.at("today"))?;
    let facts = order::order(tree.at("order"))?;
    Some(Found {
        email: tree.text("email"),
        order_token: tree.text("order_token"),
        order: facts,
        open_units: units(tree.at("open_units")),
        open_claims: tree.all("open_claims", link),
        today,
    })
}

fn units(tree: &Tree) -> Vec<(String, u32)> {
    let Tree::Map(map) = tree else {
        return Vec::new();
    };
    map.iter()
        .map(|(line, _)| (line.clone(), tree.count(line)))
        .collect()
}

fn link(tree: &Tree) -> Option<ClaimLink> {
    Some(ClaimLink {
        number: tree.text("number"),
        url: tree.text("url"),
    })
}

/// `POST /v1/claims`; `None` where it is no such answer.
#[must_use]
pub fn filed(tree: &Tree) -> Option<Filed> {
    let claim = view(tree.at("claim"))?;
    Some(Filed {
        claim,
        tracking_token: tree.text("tracking_token"),
        tracking_url: tree.text("tracking_url"),
        replayed: false,
    })
}

/// A claim as its customer sees it; `None` where it is no such answer.
#[must_use]
pub fn view(tree: &Tree) -> Option<View> {
    let number = tree.maybe_text("number")?;
    let next = tree.at("next");
    let mut view = View {
        number,
        status: tree.text("status"),
        missing_evidence: tree.all("missing_evidence", name::kind),
        evidence: tree.all("evidence", file),
        lines: tree.all("lines", line),
        updated_at: tree.text("updated_at"),
        goods: tree.text("goods"),
        contact: contact(tree.at("contact")),
        ..View::default()
    };
    if matches!(view.status.as_str(), "approved" | "in_progress")
        && let Tree::List(judged) = tree.at("verdict").at("lines")
    {
        for (line, judged) in view.lines.iter().zip(judged) {
            let remedy = line.outcome.as_ref().and_then(|outcome| outcome.remedy);
            view.grants
                .push(remedy.and_then(|remedy| grant(judged, remedy)));
        }
    }
    view.next.due = next.maybe_text("due");
    view.next.action = next.text("action");
    if TRACKS {
        view.next.actor = name::actor(next.at("actor")).unwrap_or(Actor::Nobody);
        view.order_number = tree.text("order_number");
        view.more = tree.clone();
    }
    Some(view)
}

/// What only the progress screen shows of it.
#[must_use]
pub fn followed(tree: &Tree) -> Followed {
    let mut followed = Followed {
        offer: offer(tree.at("offer")),
        appointment: appointment(tree),
        loaner: tree.maybe_text("loaner"),
        stars: tree.at("rating").count("stars"),
        timeline: Vec::new(),
        return_address: tree.maybe_text("return_address"),
    };
    if let Tree::List(events) = tree.at("timeline") {
        followed.timeline = events.iter().map(|event| happened(event, tree)).collect();
    }
    followed
}

fn offer(tree: &Tree) -> Option<Offer> {
    Some(Offer {
        remedy: name::remedy(tree.at("remedy"))?,
        amount: tree.maybe("amount", money),
        until: tree.maybe_text("expires_at"),
        may_counter: tree.is("may_counter"),
    })
}

fn appointment(view: &Tree) -> Option<Appointment> {
    let tree = view.at("appointment");
    let Tree::Map(_) = tree else { return None };
    let place = tree.text("place");
    let at_place = |time: String| Slot {
        time,
        place: place.clone(),
    };
    let mut slots: Vec<Slot> = tree.texts("times").into_iter().map(at_place).collect();
    slots.extend(tree.all("slots", |slot| {
        Some(Slot {
            time: slot.text("time"),
            place: slot.text("place"),
        })
    }));
    let chosen = tree.maybe_text("chosen").map(|time| Slot {
        time,
        place: tree.text("chosen_place"),
    });
    Some(Appointment {
        slots,
        chosen,
        until: view.maybe_text("appointment_until"),
    })
}

fn line(tree: &Tree) -> Option<ViewLine> {
    Some(ViewLine {
        line: tree.text("line"),
        title: tree.text("title"),
        image: tree.maybe_text("image"),
        quantity: tree.count("quantity"),
        problem: tree.text("problem"),
        requested: name::remedy(tree.at("requested")),
        outcome: tree.maybe("outcome", outcome),
    })
}

fn outcome(tree: &Tree) -> LineOutcome {
    LineOutcome {
        line: tree.text("line"),
        decision: name::decision(tree.at("decision")).unwrap_or(Decision::Review),
        remedy: name::remedy(tree.at("remedy")),
        amount: tree.maybe("amount", money),
    }
}

fn file(tree: &Tree) -> Option<EvidenceFile> {
    Some(EvidenceFile {
        n: tree.count("n"),
        kind: name::kind(tree.at("kind")).unwrap_or(EvidenceKind::Photo),
        name: tree.text("name"),
        media_type: tree.text("media_type"),
        size_bytes: tree.amount("size_bytes"),
        sha256: tree.text("sha256"),
    })
}

/// Of the claim's files those of an event: the one that was kept, or those a message names.
fn attached(event: &Tree, view: &Tree) -> Vec<Attached> {
    let (kind, of_shop) = (event.text("type"), event.text("type") == "message.sent");
    let (files, urls) = if of_shop {
        (view.all("files", file), view.at("file_urls"))
    } else {
        (view.all("evidence", file), view.at("evidence_urls"))
    };
    let kept = |file: EvidenceFile| {
        let url = urls.text(&count(file.n as usize));
        Attached {
            url,
            name: file.name,
            size_bytes: file.size_bytes,
        }
    };
    if kind == "evidence.added" {
        // Another file may have taken its place since: then it is a name, and no more.
        let came = file(event.at("file"));
        let is_there = |came: &EvidenceFile| files.iter().any(|file| file.sha256 == came.sha256);
        return came
            .map(|came| match is_there(&came) {
                true => kept(came),
                false => Attached {
                    name: came.name,
                    ..Attached::default()
                },
            })
            .into_iter()
            .collect();
    }
    let Tree::List(places) = event.at("files") else {
        return Vec::new();
    };
    let named = |file: &EvidenceFile| {
        let is_it = |place: &Tree| matches!(place, Tree::Number(n) if *n == i64::from(file.n));
        places.iter().any(is_it)
    };
    files.into_iter().filter(named).map(kept).collect()
}

fn happened(tree: &Tree, view: &Tree) -> Happened {
    let counter = tree.at("counter");
    Happened {
        at: tree.text("at"),
        kind: tree.text("type"),
        text: tree
            .maybe_text("text")
            .or_else(|| counter.maybe_text("text")),
        message: tree.maybe_text("message"),
        reason: tree.maybe_text("reason"),
        finding: tree.maybe_text("finding"),
        person: tree.maybe_text("person"),
        remedy: name::remedy(tree.at("remedy")),
        amount: tree
            .maybe("amount", money)
            .or_else(|| counter.maybe("amount", money)),
        accepted: tree.is("accepted"),
        countered: matches!(counter, Tree::Map(_)),
        time: tree.maybe_text("time"),
        place: tree.maybe_text("place"),
        item: tree.maybe_text("item"),
        files: attached(tree, view),
    }
}

/// `application/problem+json`; `None` where it is something else.
#[must_use]
pub fn problem(tree: &Tree) -> Option<Problem> {
    let code = tree.maybe_text("code")?;
    Some(Problem {
        request_id: String::new(),
        kind: tree.text("type"),
        title: tree.text("title"),
        status: u16::try_from(tree.count("status")).unwrap_or_default(),
        detail: tree.text("detail"),
        code,
        errors: tree.all("errors", |error| {
            Some(FieldError {
                pointer: error.text("pointer"),
                code: error.text("code"),
                detail: error.text("detail"),
            })
        }),
        claim: link(tree.at("claim")).filter(|claim| !claim.url.is_empty()),
    })
}
