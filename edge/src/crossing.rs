//! The functions of `crossing.js`: many steps in JavaScript for one crossing.

use worker::{
    Result, SqlStorage, SqlStorageValue, Storage,
    js_sys::{Array, Promise, Uint8Array, futures::JsFuture},
    wasm_bindgen::{self, JsCast, JsValue, prelude::wasm_bindgen},
    web_sys,
};

#[wasm_bindgen(module = "/src/crossing.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = rows)]
    fn js_rows(
        sql: &JsValue,
        statement: &str,
        bytes: &[u8],
    ) -> std::result::Result<String, JsValue>;

    #[wasm_bindgen(catch, js_name = rowsWithBytes)]
    fn js_rows_with_bytes(
        sql: &JsValue,
        statement: &str,
        bytes: &[u8],
    ) -> std::result::Result<Array, JsValue>;

    #[wasm_bindgen(catch, js_name = write)]
    fn js_write(sql: &JsValue, statements: &str, bytes: &[u8]) -> std::result::Result<(), JsValue>;

    #[wasm_bindgen(catch, js_name = writeTogether)]
    fn js_write_together(
        storage: &JsValue,
        statements: &str,
        bytes: &[u8],
    ) -> std::result::Result<(), JsValue>;

    #[wasm_bindgen(js_name = ask)]
    fn js_ask(env: &JsValue, name: &str, question: Uint8Array) -> Promise;

    #[wasm_bindgen(catch, js_name = respond)]
    fn js_respond(
        status: u16,
        headers: &str,
        body: Option<Uint8Array>,
        encode_body: &str,
    ) -> std::result::Result<web_sys::Response, JsValue>;

    #[wasm_bindgen(js_name = send)]
    fn js_send(url: &str, headers: &str, body: Uint8Array, limit_ms: f64, limit: usize) -> Promise;
}

/// A statement and its values.
pub struct Statement {
    /// SQL.
    pub query: &'static str,
    /// Of its question marks.
    pub values: Vec<SqlStorageValue>,
}

/// Between values; no text that people write has it, and where one does, the longer way is taken.
const UNIT: char = '\u{1f}';
/// Between statements.
const RECORD: char = '\u{1e}';

/// Statements as they cross: their text, and the bytes among their values one after the other. Long text goes as bytes:
/// as text it would become UTF-16 and UTF-8 again.
pub struct Crossing {
    text: String,
    bytes: Vec<u8>,
}

impl Crossing {
    /// `None` where a separator is among the values.
    pub fn of(statements: &[Statement]) -> Option<Self> {
        let (mut text, mut bytes) = (String::new(), Vec::new());
        for (place, Statement { query, values }) in statements.iter().enumerate() {
            if place > 0 {
                text.push(RECORD);
            }
            text.push_str(query);
            for value in values {
                text.push(UNIT);
                match value {
                    SqlStorageValue::Null => text.push('n'),
                    SqlStorageValue::Integer(number) => text.push_str(&format!("i{number}")),
                    SqlStorageValue::String(string) => {
                        // A search for one byte is a fast one.
                        if string.contains(UNIT) || string.contains(RECORD) {
                            return None;
                        }
                        text.push('s');
                        text.push_str(string);
                    }
                    SqlStorageValue::Blob(blob) => {
                        text.push_str(&format!("b{}", blob.len()));
                        bytes.extend(blob);
                    }
                    SqlStorageValue::Boolean(_) | SqlStorageValue::Float(_) => return None,
                }
            }
        }
        Some(Self { text, bytes })
    }

    /// The rows of a query as a JSON array of objects.
    pub fn rows(&self, sql: &SqlStorage) -> Result<String> {
        Ok(js_rows(sql.as_ref(), &self.text, &self.bytes)?)
    }

    /// The same where the column `body` is bytes: in its place stands their length, beside the rows the bytes of all.
    pub fn rows_with_bytes(&self, sql: &SqlStorage) -> Result<(String, Vec<u8>)> {
        let found = js_rows_with_bytes(sql.as_ref(), &self.text, &self.bytes)?;
        let rows = found.get(0).as_string().unwrap_or_default();
        Ok((rows, found.get(1).dyn_into::<Uint8Array>()?.to_vec()))
    }

    /// Carries statements out.
    pub fn write(&self, sql: &SqlStorage) -> Result<()> {
        Ok(js_write(sql.as_ref(), &self.text, &self.bytes)?)
    }

    /// Carries statements out, all or none.
    pub fn write_together(&self, storage: &Storage) -> Result<()> {
        Ok(js_write_together(
            storage.as_raw(),
            &self.text,
            &self.bytes,
        )?)
    }
}

/// What the ledger of that name answers.
pub async fn ask(env: &JsValue, name: &str, question: &[u8]) -> Result<Vec<u8>> {
    let answer = JsFuture::from(js_ask(env, name, Uint8Array::from(question))).await?;
    Ok(answer.unchecked_into::<Uint8Array>().to_vec())
}

/// A response; headers as `name\tvalue`, one a line.
pub fn respond(
    status: u16,
    headers: &str,
    body: Option<&[u8]>,
    encode_body: &str,
) -> Result<web_sys::Response> {
    Ok(js_respond(
        status,
        headers,
        body.map(Uint8Array::from),
        encode_body,
    )?)
}

/// An answer from outside.
pub struct Answered {
    /// HTTP status.
    pub status: u16,
    /// Of that header.
    pub retry_after: Option<String>,
    /// At most as long as asked for.
    pub body: Vec<u8>,
}

/// Posts `body`; reads at most `limit` bytes of the answer's, and none where that is 0.
///
/// # Errors
/// No answer: refused, reset, longer than `limit_ms` or `limit`.
pub async fn send(
    url: &str,
    headers: &str,
    body: &str,
    limit_ms: u64,
    limit: usize,
) -> Result<Answered> {
    #[allow(clippy::cast_precision_loss, reason = "some seconds")]
    let answer = js_send(url, headers, body.as_bytes().into(), limit_ms as f64, limit);
    let found: Array = JsFuture::from(answer).await?.dyn_into()?;
    let status = found.get(0).as_f64().unwrap_or_default();
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a status has three digits"
    )]
    let status = status as u16;
    Ok(Answered {
        status,
        retry_after: found.get(1).as_string(),
        body: found.get(2).dyn_into::<Uint8Array>()?.to_vec(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crossing(values: Vec<SqlStorageValue>) -> Option<Crossing> {
        Crossing::of(&[Statement {
            query: "SELECT ?",
            values,
        }])
    }

    #[test]
    fn statements_are_text_and_a_value_says_what_it_is() {
        let two = [
            Statement {
                query: "A ?, ?, ?",
                values: vec!["i1\n".into(), 7_i64.into(), vec![30_u8, 31].into()],
            },
            Statement {
                query: "B ?, ?",
                values: vec![SqlStorageValue::Null, vec![7_u8].into()],
            },
        ];
        let crossing = Crossing::of(&two).unwrap();
        let expected = "A ?, ?, ?\u{1f}si1\n\u{1f}i7\u{1f}b2\u{1e}B ?, ?\u{1f}n\u{1f}b1";
        assert_eq!(crossing.text, expected);
        assert_eq!(crossing.bytes, [30, 31, 7]);
    }

    #[test]
    fn separators_take_the_longer_way() {
        for separator in ["a\u{1e}b", "a\u{1f}b"] {
            assert!(crossing(vec![separator.into()]).is_none());
        }
    }
}
