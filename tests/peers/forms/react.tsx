// The first screen as most shops' developers would write it: React, react-hook-form, zod.

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { createRoot } from "react-dom/client";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { find, STYLE, WORDS, type Asked } from "./words.ts";

const Wanted = z.object({
  order_number: z.string().trim().min(1, WORDS.orderMissing).max(64),
  email: z.email(WORDS.emailWrong).max(254),
});

function FindOrder({ edge }: { edge: string }) {
  const { register, handleSubmit, formState } = useForm<Asked>({ resolver: zodResolver(Wanted) });
  const [answer, setAnswer] = useState("");
  const submit = handleSubmit(async (asked) => {
    try {
      setAnswer(await find(edge, asked));
    } catch {
      setAnswer(WORDS.failed);
    }
  });
  const field = (name: keyof Asked, label: string, hint: string, type: string) => (
    <div>
      <label htmlFor={name}>{label}</label>
      <p id={`${name}-hint`}>{hint}</p>
      <input id={name} type={type} aria-describedby={`${name}-hint`} aria-invalid={!!formState.errors[name]} {...register(name)} />
      {formState.errors[name] && <p role="alert">{formState.errors[name].message}</p>}
    </div>
  );
  return (
    <form onSubmit={submit} noValidate>
      <style>{STYLE}</style>
      <h2>{WORDS.title}</h2>
      <p>{WORDS.lead}</p>
      {field("order_number", WORDS.order, WORDS.orderHint, "text")}
      {field("email", WORDS.email, WORDS.emailHint, "email")}
      <button disabled={formState.isSubmitting}>{WORDS.submit}</button>
      <p role="status">{answer}</p>
    </form>
  );
}

const tag = document.currentScript as HTMLScriptElement;
const place = document.createElement("div");
tag.after(place);
createRoot(place).render(<FindOrder edge={tag.dataset.edge ?? ""} />);
