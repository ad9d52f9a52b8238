//! A browser without scripts: it reads the forms of a page, fills them in and sends them, and does nothing else.

use crate::{
    edge::Edge,
    http::{Answer, get, post},
};

/// Between the parts of a form with files.
const BOUNDARY: &str = "----tests-form-boundary";

/// A page that was answered.
#[derive(Clone, Debug)]
pub struct Page<'e> {
    edge: &'e Edge,
    /// As it came.
    pub answer: Answer,
    /// Its HTML.
    pub html: String,
}

/// A form of a page, being filled in.
#[derive(Clone, Debug)]
pub struct Form<'e> {
    edge: &'e Edge,
    action: String,
    has_files: bool,
    fields: Vec<(String, String)>,
    files: Vec<(String, String, String, Vec<u8>)>,
}

/// Opens an address of the edge.
#[must_use]
pub fn open<'e>(edge: &'e Edge, path: &str) -> Page<'e> {
    let request = get(&edge.at(path)).header("accept-language", "en");
    Page::of(edge, request.send())
}

impl<'e> Page<'e> {
    fn of(edge: &'e Edge, answer: Answer) -> Self {
        let html = answer.text();
        Self { edge, answer, html }
    }

    /// The page itself, where it came with that status and is a page without scripts that nobody keeps.
    #[must_use]
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.answer.status, status, "{:?}", self.answer);
        let header = |name: &str| self.answer.header(name).unwrap_or_default();
        assert!(
            header("content-type").starts_with("text/html"),
            "{:?}",
            self.answer
        );
        assert_eq!(header("cache-control"), "no-store");
        assert_eq!(header("referrer-policy"), "no-referrer");
        let policy = header("content-security-policy");
        assert!(
            policy.contains("default-src 'none'") && !policy.contains("script-src"),
            "{policy}"
        );
        assert!(!self.html.contains("<script"), "{}", self.html);
        self
    }

    /// The text of the page, without its tags.
    #[must_use]
    pub fn text(&self) -> String {
        let body = self.html.split_once("<main>").map_or("", |(_, body)| body);
        let words = body.split('<').map(|part| {
            let (_, text) = part.split_once('>').unwrap_or(("", part));
            unescape(text.trim())
        });
        let words: Vec<String> = words.filter(|text| !text.is_empty()).collect();
        words.join(" | ")
    }

    /// Whether the customer reads that.
    #[track_caller]
    pub fn says(&self, text: &str) {
        assert!(self.text().contains(text), "`{text}` in {}", self.text());
    }

    /// What is wrong, as the top of the page says it: the id of the field each link leads to, and the words.
    ///
    /// # Panics
    /// Where a link leads nowhere.
    #[must_use]
    #[track_caller]
    pub fn mistakes(&self) -> Vec<(String, String)> {
        let Some((_, list)) = self.html.split_once("aria-labelledby=\"summary\"") else {
            return Vec::new();
        };
        let (list, _) = list.split_once("</ul>").unwrap();
        let links = list.split("<a href=\"#").skip(1);
        links
            .map(|link| {
                let (id, rest) = link.split_once("\">").unwrap();
                let target = format!("id=\"{id}\"");
                assert!(self.html.contains(&target), "nothing has {target}");
                let note = format!("id=\"{id}-error\"");
                assert!(self.html.contains(&note), "nothing has {note}");
                let text = rest.split_once("</a>").unwrap().0;
                (id.to_owned(), unescape(text))
            })
            .collect()
    }

    /// The form that goes there.
    ///
    /// # Panics
    /// Where there is none.
    #[must_use]
    #[track_caller]
    pub fn form(&self, action: &str) -> Form<'e> {
        let start = format!("action=\"{action}\"");
        let forms = self.html.split("<form ").skip(1);
        let form = forms
            .filter_map(|form| form.split("</form>").next())
            .find(|form| {
                form.split('>')
                    .next()
                    .is_some_and(|tag| tag.contains(&start))
            });
        let form = form.unwrap_or_else(|| panic!("no form {start} in {}", self.html));
        Form {
            edge: self.edge,
            action: action.to_owned(),
            has_files: form.contains("enctype=\"multipart/form-data\""),
            fields: fields(form),
            files: Vec::new(),
        }
    }
}

impl<'e> Form<'e> {
    /// What stands in a field.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        let field = self.fields.iter().find(|(known, _)| known == name);
        field.map(|(_, value)| value.as_str())
    }

    /// Types, chooses or ticks.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|(known, _)| known != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Chooses a file.
    #[must_use]
    pub fn file(mut self, field: &str, name: &str, media_type: &str, bytes: &[u8]) -> Self {
        assert!(self.has_files, "the form takes files");
        self.files.push((
            field.to_owned(),
            name.to_owned(),
            media_type.to_owned(),
            bytes.to_vec(),
        ));
        self
    }

    /// Sends it.
    #[must_use]
    pub fn send(&self) -> Page<'e> {
        let request = post(&self.edge.at(&self.action));
        let request = match self.has_files {
            true => request.body(
                &format!("multipart/form-data; boundary={BOUNDARY}"),
                self.multipart(),
            ),
            false => request.body("application/x-www-form-urlencoded", self.urlencoded()),
        };
        Page::of(self.edge, request.header("accept-language", "en").send())
    }

    fn urlencoded(&self) -> String {
        let encode =
            |text: &str| -> String { text.bytes().map(|byte| format!("%{byte:02X}")).collect() };
        let pairs = self.fields.iter();
        let pairs: Vec<String> = pairs
            .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
            .collect();
        pairs.join("&")
    }

    fn multipart(&self) -> Vec<u8> {
        let mut body = Vec::new();
        for (name, value) in &self.fields {
            let head = format!("content-disposition: form-data; name=\"{name}\"");
            body.extend(format!("--{BOUNDARY}\r\n{head}\r\n\r\n{value}\r\n").into_bytes());
        }
        for (field, name, media_type, bytes) in &self.files {
            let head =
                format!("content-disposition: form-data; name=\"{field}\"; filename=\"{name}\"");
            body.extend(
                format!("--{BOUNDARY}\r\n{head}\r\ncontent-type: {media_type}\r\n\r\n")
                    .into_bytes(),
            );
            body.extend_from_slice(bytes);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
        body
    }
}

/// What a form would send as it stands.
fn fields(form: &str) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for part in form.split('<').skip(1) {
        let (tag, content) = part.split_once('>').unwrap_or((part, ""));
        let (kind, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let of = |name: &str| {
            let start = format!("{name}=\"");
            let (_, rest) = attributes.split_once(&start)?;
            Some(unescape(rest.split_once('"')?.0))
        };
        let is = |word: &str| attributes.split(' ').any(|it| it == word);
        let (name, value) = (of("name"), of("value").unwrap_or_default());
        match (kind, of("type").as_deref(), name) {
            ("input", Some("file"), _) => {}
            ("input", Some("checkbox" | "radio"), Some(name)) if is("checked") => {
                fields.push((name, value));
            }
            ("input", Some("checkbox" | "radio"), _) => {}
            ("input", _, Some(name)) => fields.push((name, value)),
            ("textarea", _, Some(name)) => {
                fields.push((name, unescape(content.trim_start_matches('\n'))))
            }
            ("select", _, Some(name)) => fields.push((name, String::new())),
            ("option", ..) if is("selected") => {
                if let Some((_, chosen)) = fields.last_mut() {
                    *chosen = value;
                }
            }
            _ => {}
        }
    }
    fields
}

fn unescape(html: &str) -> String {
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    entities
        .iter()
        .fold(html.to_owned(), |text, (entity, sign)| {
            text.replace(entity, sign)
        })
}
