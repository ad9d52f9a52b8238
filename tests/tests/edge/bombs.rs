//! Small things that would grow large, or deep, where they are opened: refused, and the next request works.

use backend::Call as ShopCall;
use claims::wire::FoundOrder;
use serde_json::json;
use std::{
    io::{Read, Write},
    net::TcpListener,
    thread,
};
use tests::{
    config::Config,
    customer::{Upload, new_key, submitting},
    desk,
    edge::Edge,
    http::post,
    photo,
    world::World,
};

/// gzip without a library: what is stored is not made smaller, and any reader that opens it finds the text.
fn gzip(text: &[u8]) -> Vec<u8> {
    let mut file = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    let mut chunks = text.chunks(u16::MAX.into()).peekable();
    while let Some(chunk) = chunks.next() {
        let length = u16::try_from(chunk.len()).unwrap();
        file.push(u8::from(chunks.peek().is_none()));
        file.extend(length.to_le_bytes());
        file.extend((!length).to_le_bytes());
        file.extend(chunk);
    }
    file.extend(crc32(text).to_le_bytes());
    file.extend(u32::try_from(text.len()).unwrap().to_le_bytes());
    file
}

fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| match crc & 1 {
            1 => (crc >> 1) ^ 0xedb8_8320,
            _ => crc >> 1,
        })
    };
    !bytes.iter().fold(!0, step)
}

#[test]
fn nesting_without_end_is_refused_by_every_route_that_takes_json() {
    let world = World::shared();
    let claim = world.claim();
    let (_, found) = world.found(10);
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let depth = 60_000 / (open.len() + close.len());
        let closed = format!("{}1{}", open.repeat(depth), close.repeat(depth));
        for body in [open.repeat(60_000 / open.len()), closed] {
            for answer in [
                post(&world.edge.at("/v1/orders/find"))
                    .body("application/json", body.as_str())
                    .send(),
                submitting(&world.edge, &found.order_token, &new_key())
                    .body("application/json", body.as_str())
                    .send(),
                claim
                    .call("POST", "/messages")
                    .body("application/json", body.as_str())
                    .send(),
                desk::signed(&world.edge, &desk::new_id(), desk::unix_seconds(), &body).send(),
                post(&world.edge.at("/v1/claims/recover"))
                    .body("application/json", body.as_str())
                    .send(),
            ] {
                assert!(matches!(answer.status, 400 | 422), "{answer:?}");
                assert!(answer.body.len() < 4_096, "the answer is small: {answer:?}");
            }
        }
    }
    assert_eq!(claim.view(), claim.filed.claim);
}

#[test]
fn numbers_beyond_all_numbers_and_thousands_of_mistakes_are_answered_briefly() {
    let world = World::shared();
    let (_, found) = world.found(10);
    let lines = vec!["{\"line\":\"x\",\"quantity\":1e400}"; 2_000].join(",");
    let huge = "9".repeat(60_000);
    for body in [
        format!("{{\"lines\":[{lines}]}}"),
        format!("{{\"lines\":[{{\"quantity\":{huge}}}]}}"),
        format!("{{\"lines\":[{{\"quantity\":1e{huge}}}]}}"),
        format!(
            "{{{}}}",
            (0..4_000)
                .map(|n| format!("\"k{n}\":{n}"))
                .collect::<Vec<_>>()
                .join(",")
        ),
    ] {
        let answer = submitting(&world.edge, &found.order_token, &new_key())
            .body("application/json", body)
            .send();
        assert!(matches!(answer.status, 400 | 422), "{answer:?}");
        assert!(answer.body.len() < 64 * 1024, "{} bytes", answer.body.len());
    }
}

#[test]
fn a_compressed_body_is_never_opened() {
    let world = World::shared();
    let (order, _) = world.found(10);
    let asked = json!({ "order_number": order.number(), "email": order.email }).to_string();
    for encoding in ["gzip", "br", "deflate"] {
        let answer = post(&world.edge.at("/v1/orders/find"))
            .header("content-encoding", encoding)
            .body("application/json", gzip(asked.as_bytes()))
            .send();
        let _ = answer.problem(400, "invalid_json");
    }
    let claim = world.claim();
    let packed = gzip(&photo::plain_jpeg(64, 1));
    let _ = claim
        .uploading(&Upload::photo(&packed))
        .header("content-encoding", "gzip")
        .send()
        .problem(422, "file_type_mismatch");
}

#[test]
fn an_answer_of_the_backend_that_grows_when_it_is_opened_is_given_up() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://localhost:{}", listener.local_addr().unwrap().port());
    // 4 MB of blanks before an order: valid JSON, and far more than an order ever is.
    let order = r#"{"number":"T-1","placed_on":"2026-11-01","country":"FR","currency":"EUR","lines":[{"id":"1","title":"L","quantity":1}]}"#;
    let body = gzip(format!("{}{order}", " ".repeat(4 << 20)).as_bytes());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            let mut request = [0; 8192];
            let _ = stream.read(&mut request);
            let head = format!(
                "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
                body.len()
            );
            let _ = stream.write_all(head.as_bytes());
            let _ = stream.write_all(&body);
        }
    });
    let edge = Edge::start(&Config::lumen(), Some(&url));
    let found: FoundOrder = tests::customer::find(&edge, "T-1", "zoe@mail.example")
        .expect(200)
        .json();
    assert!(
        !found.order.verified,
        "the customer states the order instead"
    );
    edge.wait_for_log("an answer of more than 65536 bytes");
}

#[test]
fn a_picture_that_says_it_is_huge_is_kept_as_the_bytes_it_is() {
    let world = World::shared();
    let claim = world.claim();
    // A PNG of 50,000 by 50,000 pixels in 60 bytes, as it says: nothing here ever decodes a picture.
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let header = [
        &b"IHDR"[..],
        &50_000_u32.to_be_bytes(),
        &50_000_u32.to_be_bytes(),
        &[8, 6, 0, 0, 0],
    ]
    .concat();
    for chunk in [
        header.as_slice(),
        b"IDAT\x78\x9c\x03\x00\x00\x00\x00\x01",
        b"IEND",
    ] {
        png.extend(u32::try_from(chunk.len() - 4).unwrap().to_be_bytes());
        png.extend(chunk);
        png.extend(crc32(chunk).to_be_bytes());
    }
    let upload = Upload {
        name: "lamp.png",
        media_type: "image/png",
        ..Upload::photo(&png)
    };
    let _ = claim.upload(&upload).expect(200);
    assert_eq!(claim.view().evidence[0].size_bytes, png.len() as u64);
    assert!(world.shop.count(ShopCall::Events) > 0);
}
