//! Bodies as browsers write them, cut anywhere.

use super::*;

const BOUNDS: Bounds = Bounds {
    field_bytes: 100,
    file_bytes: 50,
    files_bytes: 80,
    parts: 5,
};
const TYPE: &str = "multipart/form-data; boundary=\"--xyz\"";

fn body(parts: &[(&str, Option<&str>, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, file, content) in parts {
        let file = file.map(|file| format!("; filename=\"{file}\"\r\nContent-Type: image/jpeg"));
        let file = file.unwrap_or_default();
        body.extend(
            format!("----xyz\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n")
                .into_bytes(),
        );
        body.extend_from_slice(content);
        body.extend(b"\r\n");
    }
    body.extend(b"----xyz--\r\n");
    body
}

fn read(body: &[u8], chunk: usize) -> Result<Vec<Part>, Unreadable> {
    let mut reader = Reader::of(TYPE, BOUNDS).unwrap();
    for chunk in body.chunks(chunk) {
        reader.push(chunk)?;
    }
    reader.finish()
}

#[test]
fn fields_and_files_are_the_same_however_the_body_is_cut() {
    let tricky = b"\r\n----xy\r\n--\r\n\r\n----";
    let body = body(&[
        ("a", None, "é".as_bytes()),
        ("photo", Some("la %22lampe%22.jpg"), tricky),
        ("empty", Some(""), b""),
        ("z", None, b""),
    ]);
    for chunk in [1, 2, 3, 7, 11, 1000] {
        let parts = read(&body, chunk).unwrap();
        let names: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
        assert_eq!(names, ["a", "photo", "empty", "z"], "{chunk}");
        assert_eq!(parts[0].bytes, "é".as_bytes());
        assert_eq!(parts[1].file_name.as_deref(), Some("la \"lampe\".jpg"));
        assert_eq!(parts[1].bytes, tricky, "{chunk}");
        assert_eq!(parts[1].media_type, "image/jpeg");
        assert_eq!(parts[2].file_name.as_deref(), Some(""));
        assert_eq!(parts[3].file_name, None);
    }
}

#[test]
fn what_is_too_large_is_let_go_and_the_rest_is_read() {
    let body = body(&[
        ("f", Some("1"), &[1; 51]),
        ("f", Some("2"), &[2; 50]),
        ("f", Some("3"), &[3; 31]),
        ("f", Some("4"), &[4; 30]),
        ("a", None, b"here"),
    ]);
    let parts = read(&body, 9).unwrap();
    let kept: Vec<(Kept, usize)> = parts
        .iter()
        .map(|part| (part.kept, part.bytes.len()))
        .collect();
    assert_eq!(
        kept,
        [
            (Kept::TooLarge, 0),
            (Kept::Whole, 50),
            (Kept::TooMuch, 0),
            (Kept::Whole, 30),
            (Kept::Whole, 4)
        ]
    );
}

#[test]
fn what_is_broken_off_or_too_much_is_refused() {
    let whole = body(&[("a", None, b"b")]);
    for end in 0..whole.len() - 4 {
        assert_eq!(read(&whole[..end], 5), Err(Unreadable::Malformed), "{end}");
    }
    let long = body(&[("a", None, &[b'a'; 101])]);
    assert_eq!(read(&long, 50), Err(Unreadable::TooLarge));
    let many = body(&[("a", None, &b""[..]); 6]);
    assert_eq!(read(&many, 50), Err(Unreadable::TooLarge));
    let nameless = b"----xyz\r\nContent-Disposition: form-data\r\n\r\nx\r\n----xyz--";
    assert_eq!(read(nameless, 50), Err(Unreadable::Malformed));
}

#[test]
fn only_a_form_with_a_boundary_is_read() {
    for content_type in [
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "multipart/form-data; charset=utf-8",
        "multipart/mixed; boundary=x",
        "",
    ] {
        assert!(Reader::of(content_type, BOUNDS).is_none(), "{content_type}");
    }
    let more = "Multipart/Form-Data; charset=utf-8; boundary=x";
    assert!(Reader::of(more, BOUNDS).is_some());
}
