//! The environment as JavaScript hands it over, as JSON values; read once per isolate.

use super::{Config, NAMES, Values, read};
use crate::{
    intl::Intl,
    log::{self, Level},
};
use claims::policy::file::{Mistake, is_policy_variable};
use serde_json::Value;
use std::{cell::OnceCell, rc::Rc};
use worker::{
    Env,
    js_sys::{JSON, Object, Reflect},
    wasm_bindgen::JsValue,
};

/// The configuration, or every mistake in it.
pub type Loaded = Rc<Result<Config, Vec<Mistake>>>;

thread_local! {
    static LOADED: OnceCell<Loaded> = const { OnceCell::new() };
}

/// The configuration of this isolate. Variables do not change while it lives.
pub fn load(env: &Env) -> Loaded {
    LOADED.with(|loaded| loaded.get_or_init(|| Rc::new(read_and_log(env))).clone())
}

fn read_and_log(env: &Env) -> Result<Config, Vec<Mistake>> {
    let config = read(&values(env), Intl::of);
    if let Err(mistakes) = &config {
        for mistake in mistakes {
            let fields = [("mistake", mistake.to_string().into())];
            log::event(Level::Error, "config_invalid", fields);
        }
    }
    config
}

/// Strings and JSON; bindings such as `LEDGER` are objects of the runtime and stay out.
fn values(env: &Env) -> Values {
    let env: &JsValue = env.as_ref();
    let names = Object::keys(Object::from(env.clone()).as_ref());
    let names = names.iter().filter_map(|name| name.as_string());
    names
        .filter_map(|name| Some((name.clone(), value(env, &name)?)))
        .collect()
}

fn value(env: &JsValue, name: &str) -> Option<Value> {
    let value = Reflect::get(env, &JsValue::from_str(name)).ok()?;
    if let Some(text) = value.as_string() {
        return Some(Value::String(text));
    }
    let ours = is_policy_variable(name) || NAMES.contains(&name) && name != "LEDGER";
    if !ours {
        // A binding: what matters is that the name is there.
        return Some(Value::Null);
    }
    let json = JSON::stringify(&value).ok()?.as_string()?;
    serde_json::from_str(&json).ok()
}
