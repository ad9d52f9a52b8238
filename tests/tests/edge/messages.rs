//! What the customer is written: each thing in its moment and language, by each carrier, to their own address only.

use backend::Call;
use claims::{
    civil::Instant,
    draft::ClaimDraft,
    money::{Currency, Money},
    problem::ProblemKind,
    status::{ClaimEvent, Status},
    verdict::Remedy,
};
use serde_json::{Value, json};
use tests::{
    config::Config,
    customer::{self, Held, Upload},
    desk,
    edge::Edge,
    http::post,
    mail::{by_backend, by_service, table},
    patience, photo,
    shop::Shop,
    world::World,
};

pub fn says(claim: &Held<'_>, event: ClaimEvent) {
    let _ = desk::answer(claim.edge, claim.number(), event);
}

/// A claim in that language for one lamp that broke, and the address of its customer.
fn claim<'w>(world: &'w World, locale: &str) -> (Held<'w>, String) {
    claim_as(world, |draft| draft.locale = locale.to_owned())
}

pub fn claim_as(world: &World, change: impl FnOnce(&mut ClaimDraft)) -> (Held<'_>, String) {
    let (order, found) = world.found(10);
    let mut draft = world.draft(&order, "1", ProblemKind::Defective);
    change(&mut draft);
    let to = draft.customer.email.clone();
    (customer::file(&world.edge, &found, &draft), to)
}

/// Waits until so many subjects were written to that address: in their order, without the claim's number.
pub fn subjects(world: &World, claim: &Held<'_>, to: &str, count: usize) -> Vec<String> {
    patience::until(&format!("{count} messages"), || {
        let mails = world.shop.mails(to);
        let subjects = mails.iter().map(|mail| mail.subject.clone());
        let subjects: Vec<String> = subjects
            .map(|subject| subject.replace(claim.number(), "N"))
            .collect();
        (subjects.len() >= count).then_some(subjects)
    })
}

#[test]
fn each_message_comes_in_its_moment_in_the_language_of_the_claim_and_in_the_order_of_the_events() {
    let world = by_service(Config::lumen().with("FAULTS", "on"), "");
    let (claim, to) = claim(&world, "fr");
    let received = world.shop.waits_for_mail(&to, "Nous avons reçu");
    assert!(
        received
            .text
            .contains("Merci. Votre demande nous est parvenue")
    );
    assert!(
        received.text.contains("Il manque encore\u{a0}: Photo."),
        "{}",
        received.text
    );
    assert!(received.html.contains("<html lang=\"fr\">"));
    assert_eq!(received.from, "Lumen Lampes <claims@lumen.example>");
    assert_eq!(received.reply_to, "sav@lumen.example");
    assert_eq!(received.headers["Auto-Submitted"], "auto-generated");
    let link = received
        .text
        .lines()
        .find(|line| line.contains("/track#"))
        .unwrap();
    assert_eq!(claim.follow_link(link).number, claim.number());

    says(
        &claim,
        ClaimEvent::NeedsInfo {
            message: "Quelle ampoule\u{a0}?".to_owned(),
        },
    );
    says(
        &claim,
        ClaimEvent::MessageSent {
            text: "À demain.".to_owned(),
            files: Vec::new(),
        },
    );
    let amount = Money {
        amount_minor: 1_500,
        currency: Currency("EUR".to_owned()),
    };
    says(
        &claim,
        ClaimEvent::OfferMade {
            remedy: Remedy::PartialRefund,
            amount: Some(amount),
            message: None,
            expires_at: None,
            may_counter: None,
        },
    );
    let _ = claim.call("POST", "/decline").send().expect(200);
    says(
        &claim,
        ClaimEvent::AppointmentProposed {
            times: vec![Instant::parse("2026-12-01T09:00:00Z").unwrap()],
            place: Some("12 rue de l’Abat-Jour".to_owned()),
            message: None,
            slots: Vec::new(),
            notice_hours: None,
        },
    );
    says(
        &claim,
        ClaimEvent::Approved {
            remedy: Some(Remedy::Replace),
            amount: None,
            lines: Vec::new(),
            message: None,
            send_goods: Some(true),
        },
    );
    says(&claim, ClaimEvent::GoodsReceived { finding: None });
    says(&claim, ClaimEvent::InProgress { message: None });
    says(&claim, ClaimEvent::Resolved { message: None });
    let _ = post(&world.edge.at("/v1/claims/recover"))
        .json(&json!({ "email": to, "number": claim.number() }))
        .send()
        .expect(202);

    let expected = [
        "Nous avons reçu votre demande N",
        "Une question sur votre demande N",
        "Un message au sujet de votre demande N",
        "Une proposition pour votre demande N",
        "Un rendez-vous pour votre demande N",
        "Votre demande N est acceptée",
        "Des nouvelles de votre demande N",
        "Des nouvelles de votre demande N",
        "Votre demande N est réglée",
        "Le lien vers votre demande N",
    ];
    assert_eq!(subjects(&world, &claim, &to, expected.len()), expected);
    let mails = world.shop.mails(&to);
    let offer = &mails[3];
    assert!(offer.text.contains("Montant\u{a0}: 15"), "{}", offer.text);
    let meeting = &mails[4].text;
    assert!(
        meeting.contains("1 décembre 2026 à 10:00"),
        "in the shop's zone: {meeting}"
    );
    let thread = &mails[0].headers["References"];
    let mut ids = std::collections::BTreeSet::new();
    for mail in &mails {
        assert_eq!(mail.times, 1);
        assert_eq!(
            &mail.headers["References"], thread,
            "they are one conversation"
        );
        assert!(ids.insert(mail.headers["Message-ID"].clone()));
    }
}

#[test]
fn what_time_brings_is_told_before_and_after() {
    let world = by_service(Config::lumen().with("FAULTS", "on"), "");
    // One is the customer's turn, the other the shop's.
    let (waiting, to_waiting) = claim(&world, "ru");
    let (answered, to_answered) = claim(&world, "en");
    let _ = answered
        .upload(&Upload::photo(&photo::plain_jpeg(16, 4)))
        .expect(200);
    let (withdrawn, to_withdrawn) = claim(&world, "ar");
    let _ = withdrawn.withdraw().expect(200);
    let withdrawal = world.shop.waits_for_mail(&to_withdrawn, "سحبت مطالبتك");
    assert!(withdrawal.html.contains("dir=\"rtl\""));

    let due = answered.view().next.due.unwrap();
    world.edge.sets_the_clock(due.plus_ms(60_000));
    let late = world.shop.waits_for_mail(&to_answered, "takes longer");
    assert!(late.text.contains("and we are late"), "{}", late.text);

    let ends = waiting.view().next.due.unwrap();
    let day_ms = 24 * 3_600_000;
    world.edge.sets_the_clock(ends.plus_ms(-day_ms + 60_000));
    let reminder = world.shop.waits_for_mail(&to_waiting, "Напоминание");
    assert!(
        reminder.text.contains("обращение закроется само"),
        "{}",
        reminder.text
    );
    world.edge.sets_the_clock(ends.plus_ms(60_000));
    let closed = world.shop.waits_for_mail(&to_waiting, "закрыто");
    assert!(closed.text.contains("новое обращение"));
    assert_eq!(waiting.view().status, Status::Expired);
}

#[test]
fn a_withdrawal_is_acknowledged_with_its_content_and_the_moment_it_came() {
    let world = by_service(Config::lumen(), "");
    let (order, found) = world.found(5);
    let draft = world.draft(&order, "1", ProblemKind::ChangedMind);
    let claim = customer::file(&world.edge, &found, &draft);
    let mail = world.shop.waits_for_mail(&order.email, claim.number());
    for says in [
        "We acknowledge that your withdrawal from the contract reached us:",
        "Name: Zoé Martin",
        &format!("Order: {}", order.number()),
        "Items: 1 × Lampe de table Aube",
    ] {
        assert!(mail.text.contains(says), "{says} is not in {}", mail.text);
    }
    let _ = world.shop.waits_for_mail(&order.email, "was approved");
}

#[test]
fn messages_go_to_the_customers_own_address_and_what_a_shop_switched_off_is_not_written() {
    let world = by_service(Config::lumen(), "without = [\"message\", \"resolved\"]");
    let (order, found) = world.found(10);
    let mut draft = world.draft(&order, "1", ProblemKind::Defective);
    draft.customer.email = format!("own-{}", order.email);
    let claim = customer::file(&world.edge, &found, &draft);
    says(
        &claim,
        ClaimEvent::MessageSent {
            text: "Hello".to_owned(),
            files: Vec::new(),
        },
    );
    says(&claim, ClaimEvent::UnderReview { person: None });
    says(
        &claim,
        ClaimEvent::Declined {
            reason: "Worn out.".to_owned(),
        },
    );
    let subjects = subjects(&world, &claim, &draft.customer.email, 2);
    assert_eq!(
        subjects,
        ["We have your claim N", "Our decision on your claim N"]
    );
    assert_eq!(world.shop.mails(&order.email), []);
}

#[test]
fn the_shops_backend_is_given_the_whole_message_and_a_short_one_for_a_telephone() {
    let world = by_backend(Config::lumen(), "sms = [\"needs_info\"]");
    let phone = "+33 6 12 34 56 78";
    let (claim, to) = claim_as(&world, |draft| {
        draft.customer.phone = Some(phone.to_owned())
    });
    says(
        &claim,
        ClaimEvent::NeedsInfo {
            message: "Which bulb?".to_owned(),
        },
    );
    let question = world
        .shop
        .waits_for_mail(&to, "A question about your claim");
    assert_eq!(question.via, "webhook");
    assert!(question.text.contains("> Which bulb?") && question.html.contains("Which bulb?"));
    let short = world.shop.waits_for_mail(phone, claim.number());
    assert_eq!(
        (short.channel.as_str(), short.subject.as_str()),
        ("sms", "")
    );
    let (words, link) = short.text.split_once(". ").unwrap();
    assert_eq!(
        words,
        format!(
            "Lumen Lampes: A question about your claim {}",
            claim.number()
        )
    );
    assert_eq!(claim.follow_link(link).number, claim.number());
    assert_eq!(
        world.shop.mails(phone).len(),
        1,
        "the other kinds are not told by telephone"
    );

    // Signed, under an id of its own, and no event of a claim.
    let webhook = world.shop.waits_for_any("notification.requested");
    let body: Value = serde_json::from_str(&webhook.body).unwrap();
    let message = &body["data"]["notification"];
    assert_eq!(
        webhook.headers["webhook-id"],
        message["id"].as_str().unwrap()
    );
    assert!(webhook.headers.contains_key("webhook-signature"));
    assert_eq!(
        (&message["claim"], &message["kind"]),
        (&json!(claim.number()), &json!("received"))
    );
}

#[test]
fn without_a_table_mail_nobody_is_written_to_and_the_webhooks_are_as_they_were() {
    let world = World::shared();
    let claim = world.claim();
    let told = world.shop.waits_for(claim.number(), "claim.submitted");
    let _ = claim.write("Hello?").expect(200);
    let _ = world.shop.waits_for(claim.number(), "message.added");
    assert_eq!(world.shop.mails(&told.event.data.claim.customer.email), []);
    assert_eq!(world.shop.count(Call::Emails), 0);
}

#[test]
fn cloudflares_binding_is_handed_the_message() {
    let shop = Shop::open();
    let mail = table("via = \"cloudflare\"\nfrom = \"claims@lumen.example\"");
    let config = Config::lumen().with("MAIL", mail).with_email_binding();
    let edge = Edge::start_by_wrangler(&config, &shop.url());
    let world = World { edge, shop };
    let (_, to) = claim(&world, "fr");
    world.edge.wait_for_log(&format!("To: {to}"));
    world
        .edge
        .wait_for_log("Subject: Nous avons reçu votre demande");
    let log = world.edge.log();
    assert!(
        log.contains("From: \"Lumen Lampes\" <claims@lumen.example>"),
        "{log}"
    );
    let written = |ending: &str| {
        let path = patience::until(&format!("a {ending}"), || {
            let log = world.edge.log();
            let words = log.split_whitespace().map(str::to_owned);
            words.into_iter().find(|word| word.ends_with(ending))
        });
        std::fs::read_to_string(path).unwrap()
    };
    assert!(written(".txt").contains("Merci. Votre demande nous est parvenue"));
    assert!(written(".html").contains("class=\"button\""));
}
