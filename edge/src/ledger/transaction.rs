//! All or nothing, a panic included.
//!
//! Writes with no await between them are committed together, but an error or a panic half-way would leave the
//! first half. `transactionSync` of the runtime takes that half back; the `worker` crate has no name for it yet.

use worker::{
    Error, Result, Storage,
    js_sys::{Function, Reflect},
    wasm_bindgen::{JsCast, JsValue, closure::ScopedClosure},
};

/// Runs `work`; what it wrote stays only if it succeeds.
///
/// # Errors
/// That of `work`, or the runtime's where it panicked.
pub fn transact<T>(storage: &Storage, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let (mut work, mut outcome) = (Some(work), None);
    let mut run = || -> std::result::Result<JsValue, JsValue> {
        let result = work.take().map(|work| work());
        let failed = !matches!(result, Some(Ok(_)));
        outcome = result;
        match failed {
            true => Err(JsValue::from_str("rolled back")),
            false => Ok(JsValue::UNDEFINED),
        }
    };
    let thrown = {
        let run = ScopedClosure::<
            dyn FnMut() -> std::result::Result<JsValue, JsValue>,
        >::borrow_mut_assert_unwind_safe(&mut run);
        let transact: Function =
            Reflect::get(storage.as_raw(), &"transactionSync".into())?.dyn_into()?;
        transact.call1(storage.as_raw(), run.as_js_value()).err()
    };
    match (outcome, thrown) {
        (Some(Ok(value)), None) => Ok(value),
        (Some(Err(error)), _) => Err(error),
        (_, Some(thrown)) => Err(Error::from(thrown)),
        (None, None) => Err(Error::RustError("the transaction did not run".into())),
    }
}
