//! How the Worker's questions come in: by a method of the object, bytes in and bytes out. A request would need headers,
//! bodies and their streams made and read on either side, which cost more than most questions do.

use super::{Ledger, Result, command::Caused};
use std::panic::AssertUnwindSafe;
use worker::{
    js_sys::Uint8Array,
    wasm_bindgen::{JsValue, prelude::wasm_bindgen},
};

#[wasm_bindgen(
    wasm_bindgen = ::worker::wasm_bindgen,
    wasm_bindgen_futures = ::worker::wasm_bindgen_futures,
    js_sys = ::worker::js_sys
)]
impl Ledger {
    /// The reply to a [`Caused`], as `command.rs` has it. `xtask/src/build/edge/glue.rs` makes it a method that other
    /// isolates may call.
    pub async fn ask(&self, question: Vec<u8>) -> std::result::Result<Uint8Array, JsValue> {
        // A panic is a question that failed; the next one is answered.
        let answer = AssertUnwindSafe(self.answer(&question)).await?;
        Ok(Uint8Array::from(answer.as_slice()))
    }

    /// Whether something is to be done that nobody is at yet: asked after each answer.
    #[wasm_bindgen(js_name = isDue)]
    pub fn is_due(&self) -> bool {
        self.memory.is_due.replace(false) && self.memory.turn.try_lock().is_some()
    }

    /// Does it, beside whatever comes next.
    #[wasm_bindgen(js_name = goOn)]
    pub async fn do_what_is_due(&self) {
        AssertUnwindSafe(self.go_on()).await;
    }
}

impl Ledger {
    async fn answer(&self, question: &[u8]) -> Result<Vec<u8>> {
        let line = question
            .iter()
            .position(|byte| *byte == b'\n')
            .unwrap_or(question.len());
        let asked: Caused = serde_json::from_slice(&question[..line])?;
        let bytes = question.get(line + 1..).unwrap_or_default();
        let work = self.carry_out(asked.command, bytes);
        let (reply, file) = self.memory.cause.of(asked.traceparent, work).await?;
        let mut answer = serde_json::to_vec(&reply)?;
        if let Some(file) = file {
            answer.push(b'\n');
            answer.extend(file);
        }
        Ok(answer)
    }
}
