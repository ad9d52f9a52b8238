// The first screen as plain HTML: it works with no wasm, and has the size and the words of the live one.

import type { FirstTexts } from "./first_texts";

type Attributes = Record<string, string>;

export function element(tag: string, attributes: Attributes, ...children: (Node | string)[]): HTMLElement {
  const made = document.createElement(tag);
  // Not `for in`: pages add to Object.prototype.
  for (const name of Object.keys(attributes)) made.setAttribute(name, attributes[name]);
  made.append(...children);
  return made;
}

/** The form, which posts to the hosted page when nothing else takes it. */
export function firstScreen(edge: string, texts: FirstTexts, typed: { order?: string; email?: string }): HTMLFormElement {
  const field = (id: "order" | "email", name: string, more: Attributes) =>
    element("div", { class: "field" },
      element("label", { for: id }, texts[`find.${id}`]),
      element("p", { class: "hint", id: `${id}-hint` }, texts[`find.${id}_hint`]),
      element("input", { class: "input", part: "input", id, name, value: typed[id] ?? "", required: "", "aria-describedby": `${id}-hint`, ...more }));

  return element("form", { class: "screen", part: "screen", method: "post", action: `${edge}claim`, target: "_top" },
    element("header", { class: "head" },
      element("h2", { tabindex: "-1", part: "heading" }, texts["find.title"]),
      element("p", { class: "lead" }, texts["find.lead"])),
    element("div", { class: "fields two" },
      field("order", "order_number", { autocomplete: "off", maxlength: "64" }),
      field("email", "email", { autocomplete: "email", inputmode: "email", maxlength: "254" })),
    element("div", { class: "actions" },
      element("button", { class: "button", part: "button", type: "submit" }, texts["find.submit"]),
      toTrack(edge, texts)),
  ) as HTMLFormElement;
}

/** The way to the hosted page that follows a claim, with the claim's token if there is one. */
export function toTrack(edge: string, texts: FirstTexts, token = ""): HTMLElement {
  return element("a", { class: "link", href: `${edge}track${token}`, target: "_top" }, texts["find.follow"]);
}

/** What stands there while a claim is fetched, or where it cannot be. */
export function notice(...told: (Node | string)[]): HTMLElement {
  return element("div", { class: "screen" }, element("p", { class: "lead", role: "status" }, ...told));
}
