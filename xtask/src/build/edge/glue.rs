//! The JavaScript around the Worker's program, as worker-build writes it, made cheaper to cross.
//!
//! **Imports are called directly.** For a program that unwinds, wasm-bindgen writes each import as
//! `name:function(){return wrap(function(a,b){…},arguments)}`: a closure and an `arguments` object for every step into
//! JavaScript, only to turn what it throws into what WebAssembly catches. A `try` around the same body does that too.
//!
//! **A step of a future is a promise's.** `queueMicrotask` of this runtime is a call of C++ there and one back.
//!
//! **The ledger has a method that other isolates may call,** which takes an object that extends `DurableObject`; what
//! wasm-bindgen writes is a class of its own, so one stands before it. What an answer left to do is begun after it.

/// Changes when what is written here does.
pub const VERSION: &str = "glue 3";

/// The bundle with all of it; `None` where it does not look as expected.
pub fn improve(bundle: &str) -> Option<String> {
    object(&promised(&direct(bundle)?)?)
}

const LEDGER: &str = r#"
import { DurableObject as RecourseObject } from "cloudflare:workers";
class RecourseLedger extends RecourseObject {
  #program;
  constructor(state, env) {
    super(state, env);
    this.#program = new PROGRAM(state, env);
  }
  async ask(question) {
    const answer = await this.#program.ask(question);
    if (this.#program.isDue()) this.ctx.waitUntil(this.#program.goOn());
    return answer;
  }
  fetch(request) { return this.#program.fetch(request); }
  alarm() { return this.#program.alarm(); }
  webSocketMessage(socket, message) { return this.#program.webSocketMessage(socket, message); }
  webSocketClose(socket, code, reason, wasClean) { return this.#program.webSocketClose(socket, code, reason, wasClean); }
  webSocketError(socket, error) { return this.#program.webSocketError(socket, error); }
}
"#;

/// The ledger behind a class that other isolates may call.
fn object(bundle: &str) -> Option<String> {
    let (before, exports) = bundle.rsplit_once("export{")?;
    let (exports, after) = exports.split_once('}')?;
    let is_ledger = |export: &&str| export.ends_with(" as Ledger");
    let ledger = exports.split(',').find(is_ledger)?;
    let (program, _) = ledger.split_once(' ')?;
    let exports = exports.replace(ledger, "RecourseLedger as Ledger");
    let class = LEDGER.replace("PROGRAM", program);
    Some(format!("{before}export{{{exports}}}{after}{class}"))
}

/// Steps of futures as steps of a promise.
fn promised(bundle: &str) -> Option<String> {
    const QUEUES: &str = "{queueMicrotask(";
    let (before, after) = bundle.split_once(QUEUES)?;
    (!after.contains(QUEUES)).then(|| {
        format!("{before}{{recourseNow.then({after}\nconst recourseNow=Promise.resolve();\n")
    })
}

const OPENS: &str = "function(){return ";
const CLOSES: &str = "},arguments)}";

/// Throws as the wrapper does; a name that no other is like.
const RETHROW: &str = "recourseRethrow";

/// The bundle with direct imports; `None` where they do not look as expected.
fn direct(bundle: &str) -> Option<String> {
    let mut wrapper = None;
    let mut text = String::with_capacity(bundle.len());
    let mut rest = bundle;
    while let Some(at) = rest.find(OPENS) {
        let after = &rest[at + OPENS.len()..];
        let Some((name, arguments, body)) = wrapped(after) else {
            text.push_str(&rest[..at + OPENS.len()]);
            rest = after;
            continue;
        };
        if *wrapper.get_or_insert(name) != name {
            return None;
        }
        let end = body.find(CLOSES)?;
        text.push_str(&rest[..at]);
        text.push_str(&format!("function({arguments}){{try{{"));
        text.push_str(&body[..end]);
        text.push_str(&format!("}}catch(thrown){{{RETHROW}(thrown)}}}}"));
        rest = &body[end + CLOSES.len()..];
    }
    text.push_str(rest);
    let wrapper = wrapper?;
    text.push_str(&format!(
        "\nfunction {RETHROW}(thrown){{{wrapper}(()=>{{throw thrown}},[])}}\n"
    ));
    let is_whole = !text.contains(CLOSES) && bundle.contains(&format!("function {wrapper}("));
    is_whole.then_some(text)
}

/// `wrap(function(a,b){…`: the wrapper, the arguments, and what follows.
fn wrapped(text: &str) -> Option<(&str, &str, &str)> {
    let (name, rest) = text.split_once("(function(")?;
    let is_name = |name: &str| {
        name.bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"_$".contains(&b))
    };
    let (arguments, body) = rest.split_once("){")?;
    let are_names = arguments.split(',').all(is_name);
    (is_name(name) && !name.is_empty() && are_names).then_some((name, arguments, body))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WRAP: &str = "function r(f,a){try{return f.apply(this,a)}catch(e){throw e}}";

    #[test]
    fn a_wrapped_import_is_called_directly_and_the_rest_stays() {
        let bundle = format!(
            "x={{a:function(){{return r(function(t,e){{t.set(e,{{b:1}})}},arguments)}},b:function(){{return 1}}}};{WRAP}"
        );
        let text = direct(&bundle).unwrap();
        let import = "a:function(t,e){try{t.set(e,{b:1})}catch(thrown){recourseRethrow(thrown)}},b:function(){return 1}";
        assert!(text.contains(import), "{text}");
        assert!(text.ends_with("function recourseRethrow(thrown){r(()=>{throw thrown},[])}\n"));
    }

    #[test]
    fn imports_that_look_otherwise_are_not_touched() {
        let two = "a:function(){return r(function(){},arguments)},b:function(){return s(function(){},arguments)}";
        assert_eq!(direct(&format!("{two}{WRAP}")), None);
        assert_eq!(direct("a:function(){return 1}"), None);
    }

    #[test]
    fn the_ledger_stands_behind_a_class_that_extends_the_runtimes() {
        let text = object("var Ge=1;export{Ke as Other,Ge as Ledger,He as default};").unwrap();
        assert!(
            text.starts_with(
                "var Ge=1;export{Ke as Other,RecourseLedger as Ledger,He as default};"
            )
        );
        assert!(
            text.contains("this.#program = new Ge(state, env);"),
            "{text}"
        );
        assert_eq!(object("export{He as default};"), None);
    }

    #[test]
    fn a_future_takes_its_next_step_as_a_promise_does() {
        let text = promised("q:function(e){try{queueMicrotask(e)}catch(t){}}").unwrap();
        assert!(text.starts_with("q:function(e){try{recourseNow.then(e)}catch(t){}}"));
        assert_eq!(promised("nothing"), None);
    }
}
