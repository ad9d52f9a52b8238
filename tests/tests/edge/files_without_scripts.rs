//! Files that go along with a plain form: each is kept once, and one that cannot be taken costs nothing else.

use super::claiming_without_scripts::{checked, claims_on};
use std::thread;
use tests::{photo, world::World};

#[test]
fn a_double_click_files_one_claim_and_keeps_each_file_once() {
    let world = World::shared();
    let order = world.order(10);
    let photo = photo::plain_jpeg(16, 1);
    let form = checked(&world, &order).file("file.photo", "lamp.jpg", "image/jpeg", &photo);
    let pages = thread::scope(|scope| {
        let sends = [0; 2].map(|_| scope.spawn(|| form.send().html));
        sends.map(|send| send.join().unwrap())
    });
    let again = form.send().expect(201);
    again.says("It had already reached us, so nothing was sent twice.");
    for page in &pages {
        assert!(page.contains("Your claim is with us"), "{page}");
    }
    let claims = claims_on(&world, &order);
    assert_eq!(claims.len(), 1);
    assert_eq!(claims[0].evidence.len(), 1);
}

#[test]
fn a_file_that_cannot_be_taken_is_named_and_the_claim_is_kept_all_the_same() {
    let world = World::shared();
    let order = world.order(10);
    let huge = vec![0_u8; 11 * 1024 * 1024];
    let good = photo::plain_jpeg(16, 1);
    let sent = checked(&world, &order)
        .file("file.photo", "huge.jpg", "image/jpeg", &huge)
        .file("file.photo", "virus.exe", "application/x-msdownload", b"MZ")
        .file(
            "file.photo",
            "broken.jpg",
            "image/jpeg",
            b"\xff\xd8\xff\xe0",
        )
        .file("file.photo", "lamp.jpg", "image/jpeg", &good)
        .send()
        .expect(201);
    sent.says("These files could not be taken. Your claim is kept.");
    sent.says("huge.jpg is too large. The limit is 10 MB.");
    sent.says("virus.exe is a kind of file we can’t read.");
    sent.says("broken.jpg is damaged and cannot be read.");
    let claims = claims_on(&world, &order);
    assert_eq!(claims[0].evidence.len(), 1);

    // They can be sent again from this page.
    let other = photo::plain_jpeg(16, 2);
    let after = sent
        .form("/track/files")
        .file("file.photo", "again.jpg", "image/jpeg", &other)
        .send()
        .expect(200);
    after.says("again.jpg");
    assert_eq!(claims_on(&world, &order)[0].evidence.len(), 2);
}

#[test]
fn more_files_than_fit_at_once_are_named_one_by_one() {
    let world = World::shared();
    let order = world.order(10);
    let large = photo::receipt_pdf();
    let large = [large.as_slice(), &vec![b' '; 9 * 1024 * 1024]].concat();
    let mut form = checked(&world, &order);
    for name in ["1.pdf", "2.pdf", "3.pdf", "4.pdf"] {
        form = form.file("file.photo", name, "application/pdf", &large);
    }
    let sent = form.send().expect(201);
    sent.says("4.pdf: these are too many megabytes at once. Please send it on its own.");
    // The same bytes are kept once.
    assert_eq!(claims_on(&world, &order)[0].evidence.len(), 1);
}
