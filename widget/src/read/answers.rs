//! The answers of the edge.

use crate::{
    flow::{Filed, Found, Happened, Shop, View},
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
    claim::{Actor, EvidenceFile, LineOutcome, Offer},
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
        view.offer = offer(tree.at("offer"));
        view.timeline = tree.all("timeline", happened);
        view.return_address = tree.maybe_text("return_address");
    }
    Some(view)
}

fn offer(tree: &Tree) -> Option<Offer> {
    Some(Offer {
        remedy: name::remedy(tree.at("remedy"))?,
        amount: tree.maybe("amount", money),
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

fn happened(tree: &Tree) -> Option<Happened> {
    Some(Happened {
        at: tree.text("at"),
        kind: tree.text("type"),
        text: tree.maybe_text("text"),
        message: tree.maybe_text("message"),
        reason: tree.maybe_text("reason"),
        finding: tree.maybe_text("finding"),
        person: tree.maybe_text("person"),
        remedy: name::remedy(tree.at("remedy")),
        amount: tree.maybe("amount", money),
        accepted: tree.is("accepted"),
        file: tree
            .maybe_text("file")
            .or_else(|| tree.at("file").maybe_text("name")),
    })
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
