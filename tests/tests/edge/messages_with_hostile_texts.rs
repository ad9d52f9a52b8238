//! Nobody sends others words of their own in the shop's name, and nothing written runs in a mail or begins a header.

use super::messages::{claim_as, says, subjects};
use backend::{Call, Fault};
use claims::status::ClaimEvent;
use tests::{config::Config, customer, mail::by_service, shop::Order};

/// What is typed into a claim for an order nobody has confirmed goes to whatever address is typed with it.
#[test]
fn nobody_can_have_the_shop_write_a_strangers_words_to_others() {
    let mut world = by_service(Config::lumen(), "");
    let order = Order::delivered(10);
    world.shop.fails(Call::OrdersFind, Fault::status(503), 2);
    let found = world.find(&order);
    let mut draft = super::the_backend_is_down::stated(&world, &order);
    let evil = "Win at evil.example";
    draft.customer.name = evil.to_owned();
    draft.customer.email = "victim@mail.example".to_owned();
    draft.lines[0].description = evil.to_owned();
    if let Some(stated) = &mut draft.stated_order {
        for line in &mut stated.lines {
            line.title = evil.to_owned();
        }
    }
    let claim = customer::file(&world.edge, &found, &draft);
    let mail = world
        .shop
        .waits_for_mail("victim@mail.example", claim.number());
    assert!(
        !mail.text.contains("evil") && !mail.html.contains("evil"),
        "{}",
        mail.text
    );
    world.edge.stop();
}

#[test]
fn whatever_is_written_runs_in_no_mail_and_begins_no_header() {
    let evil = "\"><script>alert(1)</script><img src=x onerror=alert(1)>\r\nBcc: all@mail.example";
    let world = by_service(
        Config::lumen().with_in("SHOP", "name", "Lumen\r\nBcc: all@mail.example <b>"),
        "",
    );
    let (claim, to) = claim_as(&world, |draft| {
        draft.customer.name = evil.replace(['\r', '\n'], " ")
    });
    says(
        &claim,
        ClaimEvent::MessageSent {
            text: evil.to_owned(),
            files: Vec::new(),
        },
    );
    says(
        &claim,
        ClaimEvent::Declined {
            reason: evil.to_owned(),
        },
    );
    let _ = subjects(&world, &claim, &to, 3);
    for mail in world.shop.mails(&to) {
        for tag in ["<script", "<img", "<b>"] {
            assert!(!mail.html.contains(tag), "{tag} in {}", mail.html);
        }
        assert_eq!(
            mail.from,
            "Lumen Bcc allmail.example b <claims@lumen.example>"
        );
        let headers = mail.headers.values();
        for line in headers.chain([&mail.subject, &mail.to, &mail.from]) {
            assert!(!line.contains(['\r', '\n']), "{line:?}");
        }
    }
}
