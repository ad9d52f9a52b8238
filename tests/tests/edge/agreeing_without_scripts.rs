//! With plain forms a customer answers an offer with another, takes a time, sends files with a message, says how it went.

use claims::{
    claim::{Counter, Slot},
    money::{Currency, Money},
    status::ClaimEvent,
    verdict::Remedy,
};
use tests::{
    customer::Held,
    desk,
    http::{Call, get},
    photo,
    plain::{Page, open},
    shop::today,
    world::World,
};

fn followed<'w>(world: &'w World, claim: &Held<'_>) -> Page<'w> {
    open(&world.edge, "/track?plain=1")
        .expect(200)
        .form("/track")
        .with("link", &claim.filed.tracking_url)
        .send()
        .expect(200)
}

fn euros(amount_minor: i64) -> Money {
    Money {
        amount_minor,
        currency: Currency("EUR".to_owned()),
    }
}

fn offered(claim: &Held<'_>, may_counter: Option<bool>) {
    let offer = ClaimEvent::OfferMade {
        remedy: Remedy::PartialRefund,
        amount: Some(euros(1_500)),
        message: None,
        expires_at: Some(today().add_days(3).noon()),
        may_counter,
    };
    desk::answer(claim.edge, claim.number(), offer);
}

#[test]
fn an_offer_says_until_when_it_is_open_and_is_answered_with_another() {
    let world = World::shared();
    let claim = world.claim();
    offered(&claim, None);
    let page = followed(&world, &claim);
    page.says("You can answer until");
    let form = page.form("/track/counter");
    for (amount, text, wrong) in [
        ("", "", "counter_text"),
        ("much", "", "counter_amount"),
        ("0", "", "counter_amount"),
    ] {
        let form = form
            .clone()
            .with("counter_amount", amount)
            .with("counter_text", text);
        let page = form.send().expect(422);
        assert_eq!(page.mistakes()[0].0, wrong, "{amount}");
        assert!(page.html.contains("<details open>"), "the form stays open");
    }
    let form = form
        .with("counter_amount", "20,50")
        .with("counter_text", "It was a present.");
    let page = form.send().expect(200);
    page.says("You asked for something else.");
    page.says("It was a present.");
    page.says("€20.50");
    let counter = Some(Counter {
        amount: Some(euros(2_050)),
        text: Some("It was a present.".to_owned()),
    });
    let answered = ClaimEvent::OfferAnswered {
        accepted: false,
        counter,
    };
    assert_eq!(claim.view().timeline.last().unwrap().event, answered);

    offered(&claim, Some(false));
    assert!(!followed(&world, &claim).html.contains("/track/counter"));
}

#[test]
fn a_time_and_place_are_chosen_changed_and_taken_into_the_calendar() {
    let world = World::shared();
    let claim = world.claim();
    let slots = [(5, "12 rue de la Lampe, Lyon"), (6, "Paris")].map(|(days, place)| Slot {
        time: today().add_days(days).noon(),
        place: Some(place.to_owned()),
    });
    let proposed = ClaimEvent::AppointmentProposed {
        times: Vec::new(),
        place: None,
        slots: slots.to_vec(),
        notice_hours: Some(24),
        message: None,
    };
    desk::answer(&world.edge, claim.number(), proposed);
    let page = followed(&world, &claim);
    let page = page.form("/track/appointment").send().expect(422);
    assert_eq!(page.mistakes()[0].0, "slot");
    let page = page
        .form("/track/appointment")
        .with("slot", "0")
        .send()
        .expect(200);
    page.says("Your appointment");
    page.says("You can change it until");
    let page = page
        .form("/track/appointment")
        .with("slot", "1")
        .send()
        .expect(200);
    let appointment = claim.view().appointment.unwrap();
    assert_eq!(
        (appointment.chosen, appointment.chosen_place.as_deref()),
        (Some(slots[1].time), Some("Paris"))
    );
    let file = page.form("/track/calendar").send().answer;
    assert_eq!(file.header("content-type"), Some("text/calendar"));
    let text = file.text();
    assert!(text.contains("LOCATION:Paris\r\n"), "{text}");
    assert!(text.contains("T120000Z\r\n"), "{text}");
}

#[test]
fn files_go_with_messages_in_both_directions() {
    let world = World::shared();
    let claim = world.claim();
    let form = followed(&world, &claim).form("/track/message");
    let form = form.with("message", "See the switch.");
    let form = form.file(
        "file.attached",
        "switch.jpg",
        "image/jpeg",
        &photo::phone_jpeg(2),
    );
    let page = form.send().expect(200);
    page.says("Your message was sent.");
    page.says("switch.jpg");
    let written = ClaimEvent::MessageAdded {
        text: "See the switch.".to_owned(),
        files: vec![1],
    };
    assert_eq!(claim.view().timeline.last().unwrap().event, written);
    let _ = form.send().expect(200);
    assert_eq!(
        claim.view().timeline.last().unwrap().event,
        written,
        "loaded again, sent once"
    );

    let path = format!(
        "/v1/backend/claims/{}/files/1?name=label.pdf",
        claim.number()
    );
    let put = Call::new("PUT", &world.edge.at(&path)).bearer(tests::config::SHOP_SECRET);
    let pdf = b"%PDF-1.7\n%%EOF\n";
    let _ = put.body("application/pdf", pdf).send().expect(200);
    let event = ClaimEvent::MessageSent {
        text: "Your label.".to_owned(),
        files: vec![1],
    };
    desk::answer(&world.edge, claim.number(), event);
    let page = followed(&world, &claim);
    let url = page
        .html
        .split("<a href=\"")
        .find(|link| link.contains(">label.pdf</a>"));
    let url = url.unwrap().split('"').next().unwrap();
    assert_eq!(get(url).send().expect(200).body, pdf);
}

#[test]
fn when_it_is_over_the_customer_says_how_it_went_and_can_still_write() {
    let world = World::shared();
    let claim = world.claim();
    desk::answer(
        &world.edge,
        claim.number(),
        ClaimEvent::Resolved { message: None },
    );
    let page = followed(&world, &claim);
    let page = page.form("/track/rating").send().expect(422);
    assert_eq!(page.mistakes()[0].0, "stars");
    let form = page
        .form("/track/rating")
        .with("stars", "4")
        .with("rating_text", "Kind.");
    form.send().expect(200).says("4 of 5: well");
    assert_eq!(claim.view().rating.unwrap().stars, 4);
    let page = followed(&world, &claim);
    assert!(!page.html.contains("/track/rating"));
    let page = page
        .form("/track/message")
        .with("message", "Thank you.")
        .send();
    page.expect(200).says("Thank you.");
}
