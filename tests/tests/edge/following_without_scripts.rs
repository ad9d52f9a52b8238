//! A claim followed with plain HTML forms: the link is pasted, and everything a customer can do is a form.

use claims::{
    money::{Currency, Money},
    status::{ClaimEvent, Status},
    verdict::Remedy,
};
use tests::{
    customer::Held,
    desk, photo,
    plain::{Page, open},
    world::World,
};

fn paste<'w>(world: &'w World, link: &str) -> Page<'w> {
    open(&world.edge, "/track?plain=1")
        .expect(200)
        .form("/track")
        .with("link", link)
        .send()
}

fn followed<'w>(world: &'w World, claim: &Held<'_>) -> Page<'w> {
    paste(world, &format!("  {} ", claim.filed.tracking_url)).expect(200)
}

#[test]
fn the_pasted_link_opens_the_claim_and_is_in_no_address() {
    let world = World::shared();
    let claim = world.claim();
    let page = followed(&world, &claim);
    page.says(&format!("Your claim | {}", claim.number()));
    page.says("It’s your turn");
    page.says("Please send us what is still missing.");
    page.says("Lampe de table Aube");
    page.says("You sent your claim.");
    page.says("Claire takes care of your claim");
    let token = &claim.filed.tracking_token;
    for address in page
        .html
        .split("href=\"")
        .chain(page.html.split("action=\""))
        .skip(1)
    {
        let address = address.split('"').next().unwrap();
        assert!(!address.contains(token.as_str()), "{address}");
    }
}

#[test]
fn a_link_that_opens_nothing_is_told_and_another_can_be_had() {
    let world = World::shared();
    for link in [
        "",
        "https://mail.example/inbox",
        "x#y",
        "/track#test.e30.AAAA",
    ] {
        let page = paste(&world, link).expect(401);
        assert_eq!(page.mistakes()[0].0, "link", "{link}");
        assert_eq!(page.form("/track").get("link"), Some(link));
    }
    let claim = world.claim();
    let page = open(&world.edge, "/track?plain=1");
    let recover = page.form("/track/link");
    let wrong = recover.clone().with("email", "zoe").send().expect(422);
    assert_eq!(wrong.mistakes()[0].0, "email");
    let unknown = recover.clone().with("email", "nobody@mail.example").send();
    let known = recover
        .with(
            "email",
            &claim.filed.claim.contact.email.clone().unwrap_or_default(),
        )
        .with("number", claim.number())
        .send()
        .expect(200);
    known.says("If there is a claim under this address, the link is on its way to you.");
    assert_eq!(
        unknown.expect(200).text(),
        known.text(),
        "nobody learns anything"
    );
}

#[test]
fn the_link_is_asked_of_the_shop_by_the_plain_form_too() {
    let world = World::shared();
    let (order, found) = world.found(10);
    let draft = world.draft(&order, "1", claims::problem::ProblemKind::Defective);
    let claim = tests::customer::file(&world.edge, &found, &draft);
    let page = open(&world.edge, "/track?plain=1");
    let form = page.form("/track/link").with("email", &order.email);
    let _ = form.send().expect(200);
    let _ = world.shop.waits_for(claim.number(), "link.requested");
}

#[test]
fn a_message_is_sent_once_though_the_page_is_loaded_again() {
    let world = World::shared();
    let claim = world.claim();
    let page = followed(&world, &claim);
    let empty = page
        .form("/track/message")
        .with("message", " \r\n")
        .send()
        .expect(422);
    assert_eq!(
        empty.mistakes(),
        [("message".to_owned(), "Write a message first.".to_owned())]
    );
    let long = "é".repeat(4_001);
    let too_long = page
        .form("/track/message")
        .with("message", &long)
        .send()
        .expect(422);
    assert_eq!(too_long.form("/track/message").get("message"), Some(&*long));

    let form = page
        .form("/track/message")
        .with("message", "When?\r\n<b>Soon</b>");
    for _ in 0..2 {
        let sent = form.send().expect(200);
        sent.says("Your message was sent.");
        sent.says("When?\n<b>Soon</b>");
        assert_eq!(sent.form("/track/message").get("message"), Some(""));
    }
    let messages = claim.view().timeline;
    let is_message = |event: &ClaimEvent| matches!(event, ClaimEvent::MessageAdded { .. });
    assert_eq!(
        messages.iter().filter(|it| is_message(&it.event)).count(),
        1
    );
}

#[test]
fn a_file_is_added_and_one_that_cannot_be_is_told() {
    let world = World::shared();
    let claim = world.claim();
    let page = followed(&world, &claim);
    let none = page.form("/track/files").send().expect(422);
    assert_eq!(
        none.mistakes(),
        [("file.photo".to_owned(), "Choose a file first.".to_owned())]
    );
    let mixed = page
        .form("/track/files")
        .file(
            "file.photo",
            "lamp.jpg",
            "image/jpeg",
            &photo::phone_jpeg(1),
        )
        .file("file.photo", "notes.txt", "text/plain", b"notes")
        .send()
        .expect(422);
    mixed.says("notes.txt is a kind of file we can’t read.");
    mixed.says("You added a file.");
    let kept = claim.view().evidence;
    assert_eq!((kept.len(), kept[0].name.as_str()), (1, "lamp.jpg"));
    assert_eq!(claim.view().missing_evidence, []);
    let statement = mixed.form("/track/statement").send();
    assert!(
        statement.html.contains(&kept[0].sha256),
        "{}",
        statement.html
    );
}

#[test]
fn withdrawing_is_asked_about_first() {
    let world = World::shared();
    let claim = world.claim();
    let asked = followed(&world, &claim)
        .form("/track/withdraw")
        .send()
        .expect(200);
    asked.says("Withdraw this claim?");
    assert_eq!(claim.view().status, Status::Received);
    let kept = asked.form("/track").send().expect(200);
    kept.says("Withdraw this claim");

    let form = asked
        .form("/track/withdraw")
        .with("reason", "It works again.");
    for _ in 0..2 {
        form.send().expect(200).says("Your claim was withdrawn.");
    }
    let seen = claim.view();
    assert_eq!(seen.status, Status::Withdrawn);
    let reason = Some("It works again.".to_owned());
    assert_eq!(
        seen.timeline.last().unwrap().event,
        ClaimEvent::Withdrawn { reason }
    );
    let over = followed(&world, &claim);
    assert!(
        !over.html.contains("/track/message"),
        "nothing more is to come"
    );
    let late = kept.form("/track/message").with("message", "Wait").send();
    late.expect(409)
        .says("This is no longer possible, the claim has moved on.");
}

#[test]
fn an_offer_is_accepted_or_declined_by_a_button() {
    let world = World::shared();
    for (action, accepted, said) in [
        ("/track/accept", true, "You accepted our offer."),
        ("/track/decline", false, "You turned our offer down."),
    ] {
        let claim = world.claim();
        let amount = Money {
            amount_minor: 1_500,
            currency: Currency("EUR".to_owned()),
        };
        let offer = ClaimEvent::OfferMade {
            remedy: Remedy::PartialRefund,
            amount: Some(amount),
            message: Some("Keep it, and 15 euros back?".to_owned()),
            expires_at: None,
            may_counter: None,
        };
        desk::answer(&world.edge, claim.number(), offer);
        let page = followed(&world, &claim);
        page.says("Part of the money back, €15.00");
        page.says("Keep it, and 15 euros back?");
        page.form(action).send().expect(200).says(said);
        assert_eq!(
            claim.view().timeline.last().unwrap().event,
            ClaimEvent::OfferAnswered {
                accepted,
                counter: None
            }
        );
    }
}

#[test]
fn the_tracking_page_has_both_forms_for_browsers_without_scripts() {
    let world = World::shared();
    let hosted = open(&world.edge, "/track").html;
    let (_, noscript) = hosted.split_once("<noscript>").unwrap();
    for action in ["action=\"/track\"", "action=\"/track/link\""] {
        assert!(noscript.contains(action), "{noscript}");
    }
}
