//! What the loader hands over.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// What the loader hands over (`loader/live.ts`).
    #[derive(Clone)]
    pub type Options;

    /// The folder of the shop's Worker, with a slash at its end.
    #[wasm_bindgen(method, getter)]
    pub fn edge(this: &Options) -> String;

    /// The customer's language.
    #[wasm_bindgen(method, getter)]
    pub fn locale(this: &Options) -> String;

    /// The customer's language as the browser has it, with its region where it knows one.
    #[wasm_bindgen(method, getter)]
    pub fn region(this: &Options) -> String;

    /// `claim` or `track`.
    #[wasm_bindgen(method, getter)]
    pub fn view(this: &Options) -> String;

    /// A tracking token; of the program that files claims, the token of an order link; or empty.
    #[wasm_bindgen(method, getter)]
    pub fn token(this: &Options) -> String;

    /// What is in the loader's form.
    #[wasm_bindgen(method, getter)]
    pub fn order(this: &Options) -> String;

    /// What is in the loader's form.
    #[wasm_bindgen(method, getter)]
    pub fn email(this: &Options) -> String;

    /// The loader's form was sent while this was on its way.
    #[wasm_bindgen(method, getter)]
    pub fn submit(this: &Options) -> bool;

    /// What the other program handed over, as JSON; or empty.
    #[wasm_bindgen(method, getter)]
    pub fn handed(this: &Options) -> String;

    /// Texts as JSON.
    #[wasm_bindgen(method, getter)]
    pub fn texts(this: &Options) -> String;

    /// The answer of `GET /v1/shop` as JSON.
    #[wasm_bindgen(method, getter)]
    pub fn shop(this: &Options) -> String;

    /// Has the other program loaded and put in the place of this one; rejects where it cannot be.
    #[wasm_bindgen(method, catch)]
    pub async fn leave(this: &Options) -> Result<JsValue, JsValue>;

    /// Dispatches `recourse:{name}` from the host element.
    #[wasm_bindgen(method)]
    pub fn emit(this: &Options, name: &str, detail: &str);
}
