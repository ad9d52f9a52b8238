//! A message with a file, as a browser's form sends it: the file goes to the edge first, then the message that names it.

use crate::{
    answer::{self, Reply},
    app::App,
    config::DemoShop,
    edge,
};
use claims::status::ClaimEvent;
use std::sync::Arc;

/// What the form brings.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Upload {
    /// The message.
    pub text: String,
    /// The file's own name.
    pub name: String,
    /// What the browser says it is.
    pub media_type: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Reads a `multipart/form-data` body of one file and one text.
#[must_use]
pub fn read(content_type: &str, body: &[u8]) -> Option<Upload> {
    let boundary = content_type.split("boundary=").nth(1)?.trim_matches('"');
    let mark = format!("--{boundary}");
    let mut upload = Upload::default();
    for part in split(body, mark.as_bytes()) {
        let Some(at) = find(part, b"\r\n\r\n") else {
            continue;
        };
        let head = String::from_utf8_lossy(part.get(..at)?).into_owned();
        let content = part.get(at + 4..part.len().checked_sub(2)?)?;
        let said = |name: &str| {
            let start = head.find(&format!("{name}=\""))? + name.len() + 2;
            Some(head.get(start..)?.split('"').next()?.to_owned())
        };
        match said(" name").as_deref() {
            Some("text") => upload.text = String::from_utf8_lossy(content).trim().to_owned(),
            Some("file") => {
                upload.name = said("filename").unwrap_or_default();
                let lower = head.to_ascii_lowercase();
                let media_type = lower.split("content-type:").nth(1).unwrap_or_default();
                media_type
                    .lines()
                    .next()
                    .unwrap_or_default()
                    .trim()
                    .clone_into(&mut upload.media_type);
                upload.bytes = content.to_vec();
            }
            _ => {}
        }
    }
    (!upload.bytes.is_empty() && !upload.text.is_empty()).then_some(upload)
}

/// Sends both, and says what the edge said to the message; or to the file, where it would not have it.
pub async fn send(app: Arc<App>, shop: DemoShop, number: String, upload: Upload) -> Reply {
    let turn = app.inbox().claim(shop, &number).map(|known| known.turn);
    let used = app.inbox().claim(shop, &number).map_or(0, |known| {
        let files = known.timeline.values().filter_map(|happened| {
            if let ClaimEvent::MessageSent { files, .. } = &happened.event {
                files.iter().max().copied()
            } else {
                None
            }
        });
        files.max().unwrap_or(0)
    });
    let n = used + 1;
    let url = format!(
        "{}/v1/backend/claims/{number}/files/{n}?name={}",
        app.edge_url(shop),
        encoded(&upload.name)
    );
    let (keeper, text) = (Arc::clone(&app), upload.text.clone());
    let kept = tokio::task::spawn_blocking(move || {
        let password = keeper.config.link(shop).shop_secret.reveal();
        edge::put(&url, password, &upload.media_type, &upload.bytes)
    })
    .await;
    match kept {
        Ok(Ok(answer)) if answer.status == 200 => {}
        Ok(Ok(answer)) => return answer::refused(answer.status, &answer.body),
        Ok(Err(why)) => return Reply::NoReply { why },
        Err(error) => {
            return Reply::NoReply {
                why: error.to_string(),
            };
        }
    }
    let event = ClaimEvent::MessageSent {
        text,
        files: vec![n],
    };
    answer::send_in_background(app, shop, number, event, turn).await
}

fn encoded(name: &str) -> String {
    let sign = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    name.bytes().map(sign).collect()
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|at| at == wanted)
}

fn split<'b>(body: &'b [u8], mark: &[u8]) -> Vec<&'b [u8]> {
    let (mut parts, mut rest) = (Vec::new(), body);
    while let Some(at) = find(rest, mark) {
        parts.push(&rest[..at]);
        rest = &rest[at + mark.len()..];
    }
    parts.push(rest);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_of_a_browser_is_read_whole() {
        let body =
            b"--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nThe label.\r\n--x\r\n\
            Content-Disposition: form-data; name=\"file\"; filename=\"label.pdf\"\r\n\
            Content-Type: application/pdf\r\n\r\n%PDF\r\n-1\r\n--x--\r\n";
        let read = read("multipart/form-data; boundary=x", body).unwrap();
        assert_eq!(
            (
                read.text.as_str(),
                read.name.as_str(),
                read.media_type.as_str()
            ),
            ("The label.", "label.pdf", "application/pdf")
        );
        assert_eq!(read.bytes, b"%PDF\r\n-1");
    }
}
