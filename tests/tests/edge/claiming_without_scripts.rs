//! A claim filed with plain HTML forms: what the widget does, for whom no script runs.

use super::the_backend_is_down;
use claims::{claim::Actor, problem::ProblemKind, status::Status, timeline::ClaimView};
use tests::{
    config::Config,
    desk,
    http::{get, post},
    photo,
    plain::{Form, Page, open},
    shop::Order,
    world::World,
};

/// Types number and e-mail.
fn find<'w>(world: &'w World, order: &Order) -> Page<'w> {
    open(&world.edge, "/claim?plain=1")
        .expect(200)
        .form("/claim?plain=1")
        .with("order_number", order.number())
        .with("email", &order.email)
        .send()
}

/// Says that the first lamp broke.
fn told<'w>(world: &'w World, order: &Order) -> Form<'w> {
    let problem = world.draft(order, "1", ProblemKind::Defective).lines[0]
        .problem
        .clone();
    find(world, order)
        .expect(200)
        .form("/claim/check")
        .with("line.0", "1")
        .with("problem.0", &problem)
        .with("description.0", "It flickers,\r\nthen goes out.")
        .with("name", "Zoé <Martin>")
}

/// The form with the verdict, filled in.
pub(super) fn checked<'w>(world: &'w World, order: &Order) -> Form<'w> {
    let page = told(world, order).send().expect(200);
    page.form("/claim/send").with("requested.0", "repair")
}

pub(super) fn claims_on(world: &World, order: &Order) -> Vec<claims::claim::Claim> {
    let all = desk::claims(&world.edge);
    all.into_iter()
        .filter(|claim| claim.order.number == order.number())
        .collect()
}

fn view(world: &World, sent: &Page<'_>) -> ClaimView {
    let token = sent.form("/track").get("token").unwrap().to_owned();
    let number = sent
        .html
        .split_once("class=\"number\">")
        .unwrap()
        .1
        .split_once('<')
        .unwrap()
        .0;
    get(&world.edge.at(&format!("/v1/claims/{number}")))
        .bearer(&token)
        .send()
        .expect(200)
        .json()
}

#[test]
fn a_claim_with_two_photos_is_filed_and_the_verdict_is_shown_before() {
    let world = World::shared();
    let order = world.order(10);
    let items = find(&world, &order).expect(200);
    items.says("Which items is it about?");
    items.says("Lampe de table Aube");
    items.says("Delivered on ");
    assert_eq!(items.form("/claim/check").get("email"), Some(&*order.email));

    let check = told(&world, &order).send().expect(200);
    check.says("What you can get");
    check.says("Try this first");
    check.says("A person looks at it and answers within 24 hours");
    check.says("Legal guarantee, until ");
    check.says("The legal guarantee covers it until");
    check.says("Needed for this claim");
    check.says("Zoé <Martin>");
    check.says("It flickers,\nthen goes out.");
    assert!(claims_on(&world, &order).is_empty(), "nothing is sent yet");

    let (one, two) = (photo::phone_jpeg(1), photo::phone_png());
    let sent = check
        .form("/claim/send")
        .with("requested.0", "repair")
        .file("file.photo", "lampe \u{e9}.jpg", "image/jpeg", &one)
        .file("file.photo", "close.png", "image/png", &two)
        .send()
        .expect(201);
    sent.says("Your claim is with us");
    sent.says("Lumen Lampes answers by ");
    sent.says("lampe é.jpg");
    assert!(sent.html.contains(&format!("{}/track#", world.edge.url)));

    let claims = claims_on(&world, &order);
    assert_eq!(claims.len(), 1);
    let claim = &claims[0];
    assert_eq!(claim.customer.name, "Zoé <Martin>");
    assert_eq!(claim.lines[0].description, "It flickers,\nthen goes out.");
    assert_eq!(claim.evidence.len(), 2);
    assert_eq!(view(&world, &sent).next.actor, Actor::Shop);
    let told = world
        .shop
        .waits_for(claim.number.as_str(), "claim.submitted");
    assert_eq!(told.event.data.claim.number, claim.number);
}

#[test]
fn every_mistake_is_told_at_once_with_a_link_and_what_was_typed_stays() {
    let world = World::shared();
    let order = world.order(10);
    let problem = world.draft(&order, "1", ProblemKind::Defective).lines[0]
        .problem
        .clone();
    let page = find(&world, &order)
        .expect(200)
        .form("/claim/check")
        .with("line.0", "1")
        .with("quantity.0", "7")
        .with("description.0", "<b>It & that</b>")
        .with("line.1", "1")
        .with("problem.1", &problem)
        .with("name", " ")
        .with("email", "zoe")
        .with("phone", "none")
        .send()
        .expect(422);

    let expected = [
        ("quantity.0", "This is more than we can accept."),
        ("problem.0", "Choose what fits best."),
        ("description.1", "Tell us what happened."),
        ("name", "Enter your name."),
        (
            "email",
            "This doesn’t look like an e-mail address, for example anna@mail.example.",
        ),
        (
            "phone",
            "This doesn’t look like a phone number, for example +44 20 7946 0000.",
        ),
    ];
    let expected = expected.map(|(field, text)| (field.to_owned(), text.to_owned()));
    assert_eq!(page.mistakes(), expected);
    page.says("Please check the following");
    let form = page.form("/claim/check");
    for (field, typed) in [
        ("line.0", "1"),
        ("quantity.0", "7"),
        ("description.0", "<b>It & that</b>"),
        ("line.1", "1"),
        ("problem.1", &problem),
        ("email", "zoe"),
        ("phone", "none"),
    ] {
        assert_eq!(form.get(field), Some(typed), "{field}");
    }
    let nothing = find(&world, &order).form("/claim/check").send().expect(422);
    assert_eq!(nothing.mistakes()[0].1, "Choose at least one item.");
    assert!(claims_on(&world, &order).is_empty());
}

#[test]
fn an_order_that_is_not_found_is_told_with_what_was_typed() {
    let world = World::shared();
    let form = open(&world.edge, "/claim?plain=1").form("/claim?plain=1");
    let page = form
        .clone()
        .with("order_number", "T-\"0\"")
        .with("email", "nobody@mail.example")
        .send()
        .expect(404);
    page.says("We can’t find an order with this number and this e-mail address.");
    let again = page.form("/claim?plain=1");
    assert_eq!(again.get("order_number"), Some("T-\"0\""));
    let empty = form.send().expect(422);
    let fields: Vec<String> = empty.mistakes().into_iter().map(|(id, _)| id).collect();
    assert_eq!(fields, ["order_number", "email"]);
}

#[test]
fn a_remedy_must_be_chosen_and_files_are_asked_for_again() {
    let world = World::shared();
    let order = world.order(10);
    let check = told(&world, &order).send().expect(200);
    let again = check.form("/claim/send").send().expect(422);
    let expected = (
        "requested.0".to_owned(),
        "Choose what you would like.".to_owned(),
    );
    assert_eq!(again.mistakes(), [expected]);
    again.says("Please choose your files again");
    let _ = again
        .form("/claim/send")
        .with("requested.0", "coupon")
        .send()
        .expect(422);
    assert!(claims_on(&world, &order).is_empty());
    let changed = again.form("/claim/items").send().expect(200);
    let form = changed.form("/claim/check");
    assert_eq!(form.get("name"), Some("Zoé <Martin>"));
    assert_eq!(form.get("line.0"), Some("1"));
}

#[test]
fn without_a_backend_the_order_is_stated_on_the_plain_page_too() {
    let world = World {
        edge: tests::edge::Edge::start(&Config::lumen(), None),
        shop: tests::shop::Shop::open(),
    };
    let order = Order::delivered(10);
    let draft = the_backend_is_down::stated(&world, &order);
    let stated = draft.stated_order.unwrap();
    let page = find(&world, &order).expect(200);
    page.says("What did you buy?");
    let empty = page.form("/claim/check").send().expect(422);
    let fields: Vec<String> = empty.mistakes().into_iter().map(|(id, _)| id).collect();
    assert_eq!(fields, ["placed", "title.0", "problem.0", "name"]);

    let more = page
        .form("/claim/check")
        .with("add", "1")
        .send()
        .expect(200);
    let check = more
        .form("/claim/check")
        .with("placed", &stated.placed_on.to_string())
        .with("delivered", &stated.delivered_on.unwrap().to_string())
        .with("title.1", "Lampe Aube")
        .with("bought.1", "2")
        .with("price.1", "49,00 €")
        .with("problem.1", &draft.lines[0].problem)
        .with("description.1", "It went dark.")
        .with("title.0", "Ampoule")
        .with("problem.0", &draft.lines[0].problem)
        .with("description.0", "It never lit.")
        .with("name", "Zoé Martin")
        .send()
        .expect(200);
    check.says("Add your receipt");
    let receipt = photo::receipt_pdf();
    let sent = check
        .form("/claim/send")
        .with("requested.0", "repair")
        .with("requested.1", "repair")
        .file("file.receipt", "receipt.pdf", "application/pdf", &receipt)
        .send()
        .expect(201);
    sent.says("One thing is still missing before we can answer.");
    let claim = &claims_on(&world, &order)[0];
    assert!(!claim.order.verified);
    assert_eq!(claim.order.lines[1].title, "Lampe Aube");
    assert_eq!(claim.order.lines[1].quantity, 2);
    let price = claim.order.lines[1].unit_price.as_ref().unwrap();
    assert_eq!(price.amount_minor, 4_900);
    assert_eq!(claim.evidence[0].name, "receipt.pdf");
}

#[test]
fn what_is_not_covered_is_told_with_the_ways_on_and_can_be_sent_all_the_same() {
    let world = World::of(
        &Config::lumen()
            .with_in("POLICY", "out_of_policy", "decline")
            .without("RULES"),
    );
    let order = world.order(1_500);
    let check = told(&world, &order).send().expect(200);
    check.says("This isn’t covered, but there are ways on");
    check.says("What is still possible");
    check.says("If you disagree, you can turn to the consumer dispute body of your country.");
    check.says("Ask a person to look at it");
    let form = check.form("/claim/send").with("requested.0", "refund");
    let _ = form.send().expect(201);
    assert_eq!(claims_on(&world, &order)[0].status, Status::Received);
}

#[test]
fn what_is_in_an_open_claim_leads_to_that_claim() {
    let world = World::shared();
    let order = world.order(10);
    let late = checked(&world, &order).with("quantity.0", "2");
    let early = checked(&world, &order).with("quantity.0", "2");
    let sent = early.send().expect(201);
    let number = view(&world, &sent).number;
    let refused = late.send().expect(409);
    refused.says("There is already an open claim for this item.");
    refused.says(&format!("Follow claim {number}"));
    let followed = refused.form("/track").send().expect(200);
    followed.says(&format!("Your claim | {number}"));
    let again = find(&world, &order).expect(200);
    again.says("Already in an open claim");
}

#[test]
fn a_form_that_is_too_large_or_broken_off_is_answered_with_a_page_too() {
    let world = World::shared();
    let order = world.order(10);
    let long = "é".repeat(100_000);
    let page = told(&world, &order).with("description.0", &long).send();
    page.expect(413).says("This is more than we can accept.");
    let broken = post(&world.edge.at("/claim/send"))
        .body("multipart/form-data; boundary=x", "--x\r\nbroken")
        .send()
        .expect(400);
    assert!(
        broken.text().contains("action=\"/claim?plain=1\""),
        "{broken:?}"
    );
}

#[test]
fn a_token_that_is_not_ours_begins_again_and_keeps_what_was_typed() {
    let world = World::shared();
    let order = world.order(10);
    let page = told(&world, &order)
        .with("token", "test.x.y")
        .send()
        .expect(401);
    page.says("Your session has ended.");
    let items = page.form("/claim?plain=1").send().expect(200);
    let form = items.form("/claim/check");
    assert_eq!(
        form.get("description.0"),
        Some("It flickers,\nthen goes out.")
    );
    assert_eq!(form.get("line.0"), Some("1"));
}

#[test]
fn the_hosted_page_has_the_form_for_browsers_without_scripts_and_becomes_it_where_wasm_is_refused()
{
    let world = World::shared();
    let hosted = get(&world.edge.at("/claim")).send().expect(200).text();
    let (_, noscript) = hosted.split_once("<noscript>").unwrap();
    assert!(noscript.contains("action=\"/claim?plain=1\""), "{noscript}");

    let order = world.order(10);
    let body = format!("order_number={}&email={}", order.number(), order.email);
    let form = "application/x-www-form-urlencoded";
    let from_the_shop = post(&world.edge.at("/claim"))
        .header("sec-fetch-site", "same-site")
        .body(form, body.clone())
        .send()
        .expect(200)
        .text();
    assert!(from_the_shop.contains("/widget.js"), "{from_the_shop}");
    // The widget's own form, on our own page: there was no wasm there either.
    let from_here = post(&world.edge.at("/claim"))
        .header("sec-fetch-site", "same-origin")
        .header("accept-language", "en")
        .body(form, body)
        .send()
        .expect(200)
        .text();
    assert!(from_here.contains("action=\"/claim/check\""), "{from_here}");
    assert!(!from_here.contains("<script"), "{from_here}");
    for path in ["/claim/check", "/track/files"] {
        let page = get(&world.edge.at(path)).send().expect(303);
        assert!(path.starts_with(page.header("location").unwrap()));
    }
}
