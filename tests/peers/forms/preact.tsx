// The first screen as small as a framework makes it: Preact, checked by hand.

import { render } from "preact";
import { useState } from "preact/hooks";
import { find, STYLE, WORDS, type Asked } from "./words.ts";

type Mistakes = Partial<Record<keyof Asked, string>>;

function mistakes({ order_number, email }: Asked): Mistakes {
  return {
    ...(order_number ? {} : { order_number: WORDS.orderMissing }),
    ...(/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email) ? {} : { email: WORDS.emailWrong }),
  };
}

function FindOrder({ edge }: { edge: string }) {
  const [asked, setAsked] = useState<Asked>({ order_number: "", email: "" });
  const [wrong, setWrong] = useState<Mistakes>({});
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState("");
  const submit = async (event: Event) => {
    event.preventDefault();
    const found = mistakes(asked);
    setWrong(found);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    setAnswer(await find(edge, asked).catch(() => WORDS.failed));
    setBusy(false);
  };
  const field = (name: keyof Asked, label: string, hint: string, type: string) => (
    <div>
      <label for={name}>{label}</label>
      <p id={`${name}-hint`}>{hint}</p>
      <input
        id={name}
        type={type}
        aria-describedby={`${name}-hint`}
        aria-invalid={!!wrong[name]}
        value={asked[name]}
        onInput={(event) => setAsked({ ...asked, [name]: event.currentTarget.value.trim() })}
      />
      {wrong[name] && <p role="alert">{wrong[name]}</p>}
    </div>
  );
  return (
    <form onSubmit={submit} noValidate>
      <style>{STYLE}</style>
      <h2>{WORDS.title}</h2>
      <p>{WORDS.lead}</p>
      {field("order_number", WORDS.order, WORDS.orderHint, "text")}
      {field("email", WORDS.email, WORDS.emailHint, "email")}
      <button disabled={busy}>{WORDS.submit}</button>
      <p role="status">{answer}</p>
    </form>
  );
}

const tag = document.currentScript as HTMLScriptElement;
const place = document.createElement("div");
tag.after(place);
render(<FindOrder edge={tag.dataset.edge ?? ""} />, place);
