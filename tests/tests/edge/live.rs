//! `GET /v1/claims/{number}/live`: a page that is open sees what happens, and costs next to nothing meanwhile.

use claims::{
    status::{ClaimEvent, Status},
    timeline::ClaimView,
};
use std::{thread, time::Duration};
use tests::{
    customer::Held,
    desk,
    http::get,
    socket::{Came, Socket},
    token,
    world::World,
};

fn review(world: &World, number: &str) {
    let event = ClaimEvent::UnderReview { person: None };
    desk::answer(&world.edge, number, event);
}

#[test]
fn an_open_page_gets_the_view_at_once_and_whenever_it_changes() {
    let world = World::shared();
    let (claim, other) = (world.claim(), world.claim());
    let mut page = Socket::follow(&world.edge, claim.number(), &claim.filed.tracking_token);
    assert_eq!(page.json::<ClaimView>(), claim.view());

    review(&world, other.number());
    let _ = claim.write("Hello?").expect(200);
    assert_eq!(
        page.json::<ClaimView>(),
        claim.view(),
        "its own, not the other's"
    );
    review(&world, claim.number());
    assert_eq!(page.json::<ClaimView>().status, Status::UnderReview);

    page.say("ping");
    assert_eq!(page.hears(), Came::Text("pong".to_owned()));
}

#[test]
fn a_socket_without_the_claims_token_sees_nothing_and_is_closed() {
    let world = World::shared();
    let (claim, other) = (world.claim(), world.claim());
    let path = format!("/v1/claims/{}/live", claim.number());
    let foreign = token::foreign(&claim.filed.tracking_token);
    let expired = token::expired(&claim.filed.tracking_token);
    let own = &claim.filed.tracking_token;
    for first in [
        format!("{{\"token\":\"{}\"}}", other.filed.tracking_token),
        format!("{{\"token\":\"{foreign}\"}}"),
        format!("{{\"token\":\"{expired}\"}}"),
        "{}".to_owned(),
        own.clone(),
        format!("{{\"token\":\"{own}\",\"pad\":\"{}\"}}", "x".repeat(5000)),
    ] {
        let mut socket = Socket::open(&world.edge, &path, None).unwrap();
        socket.say(&first);
        assert_eq!(socket.hears(), Came::Closed(4401), "{first}");
    }
    // One that says nothing is told nothing.
    let mut silent = Socket::open(&world.edge, &path, None).unwrap();
    review(&world, claim.number());
    silent.say("{}");
    assert_eq!(silent.hears(), Came::Closed(4401));

    let nobodys = claims::number::ClaimNumber::new(1, 0, 42);
    let mut socket =
        Socket::open(&world.edge, &format!("/v1/claims/{nobodys}/live"), None).unwrap();
    socket.say(&format!("{{\"token\":\"{own}\"}}"));
    assert_eq!(
        socket.hears(),
        Came::Closed(4401),
        "as for somebody else's claim"
    );
}

#[test]
fn only_the_shops_pages_and_only_sockets_get_there() {
    let world = World::shared();
    let claim = world.claim();
    let path = format!("/v1/claims/{}/live", claim.number());
    let open = |path: &str, origin| Socket::open(&world.edge, path, origin).map(|_| ());
    assert_eq!(open(&path, Some("https://evil.example")), Err(403));
    assert_eq!(open(&path, Some("https://lumen.example")), Ok(()));
    assert_eq!(open("/v1/claims/2222/live", None), Err(404));
    let _ = get(&world.edge.at(&path))
        .send()
        .problem(426, "upgrade_required");
}

#[test]
fn after_a_restart_the_page_comes_again_and_sees_what_happened_meanwhile() {
    let mut world = World::new();
    let filed = world.claim().filed;
    let (number, token) = (&filed.claim.number, &filed.tracking_token);
    let mut page = Socket::follow(&world.edge, number, token);
    assert_eq!(page.json::<ClaimView>(), filed.claim);

    world.edge.kill();
    world.edge.resume();
    review(&world, number);

    let mut page = Socket::follow(&world.edge, number, token);
    assert_eq!(page.json::<ClaimView>().status, Status::UnderReview);
}

#[test]
fn a_socket_whose_ledger_went_to_sleep_is_shown_what_happens_and_wakes_it_by_a_word() {
    let world = World::new();
    let claim = world.claim();
    let mut page = Socket::follow(&world.edge, claim.number(), &claim.filed.tracking_token);
    let _: ClaimView = page.json();
    let path = format!("/v1/claims/{}/live", claim.number());
    let mut late = Socket::open(&world.edge, &path, None).unwrap();
    let begun = |world: &World| world.edge.log().matches("\"ledger_awake\"").count();
    let _ = world.shop.waits_for(claim.number(), "claim.submitted");
    assert_eq!(begun(&world), 1);
    // Not a wait for something to happen: that nothing happens for more than ten seconds is what is tried. It is how
    // long the runtime keeps an object in memory that has only sleeping sockets.
    thread::sleep(Duration::from_secs(12));

    late.say(&format!("{{\"token\":\"{}\"}}", claim.filed.tracking_token));
    assert_eq!(late.json::<ClaimView>(), claim.filed.claim);
    assert_eq!(begun(&world), 2, "it was asleep:\n{}", world.edge.log());
    review(&world, claim.number());

    for socket in [&mut page, &mut late] {
        assert_eq!(socket.json::<ClaimView>().status, Status::UnderReview);
    }
}

#[test]
fn a_thousand_open_pages_of_one_shard_all_see_a_change_and_cost_no_more_than_their_memory() {
    const PAGES: usize = 1000;
    let world = World::new();
    let claims: Vec<Held<'_>> = (0..10).map(|_| world.claim()).collect();
    let before_kb = world.edge.memory_kb();
    let mut pages: Vec<Socket> = (0..PAGES)
        .map(|at| {
            let claim = &claims[at % claims.len()];
            Socket::follow(&world.edge, claim.number(), &claim.filed.tracking_token)
        })
        .collect();
    for page in &mut pages {
        assert_eq!(page.json::<ClaimView>().status, Status::Received);
    }
    let open_kb = world.edge.memory_kb();
    for claim in &claims {
        review(&world, claim.number());
    }
    for page in &mut pages {
        assert_eq!(page.json::<ClaimView>().status, Status::UnderReview);
    }
    let after_kb = world.edge.memory_kb();
    println!(
        "workerd: {before_kb} kB, with {PAGES} sockets {open_kb} kB, after a change in each {after_kb} kB"
    );
    let each_kb = after_kb.saturating_sub(before_kb) / PAGES as u64;
    assert!(each_kb < 200, "{each_kb} kB for each socket");
}
