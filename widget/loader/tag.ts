// Which script tag is ours, and where the widget goes.

export const ELEMENT = "recourse-claims";

/** Our tags that have not been placed yet. A module or a tag manager leaves no `currentScript`, so the address decides. */
export function tagsOfThisScript(): HTMLScriptElement[] {
  const own = document.currentScript;
  const ours = 'script:is([src*="/widget.js"],[src*="/assets/widget."]):not([data-placed])';
  const all = [...document.querySelectorAll<HTMLScriptElement>(ours)];
  return own instanceof HTMLScriptElement && own.src ? [own] : all;
}

/** The address of the shop's Worker, with a slash at its end. A pinned version (`assets/widget.…`) lies one below. */
export function edgeOf(tag: HTMLScriptElement): string {
  return new URL(".", tag.src.replace("/assets/widget.", "/")).href;
}

/** Puts one element in the page for each tag. */
export function placeAll(tags: HTMLScriptElement[]): void {
  for (const tag of tags) {
    tag.dataset.placed = "";
    const { target } = tag.dataset;
    // A tag in the head has no place yet, and a target may stand further down.
    if (document.readyState === "loading" && (target ? !document.querySelector(target) : document.head.contains(tag))) {
      document.addEventListener("DOMContentLoaded", () => place(tag, target));
    } else {
      place(tag, target);
    }
  }
}

function place(tag: HTMLScriptElement, target?: string): void {
  if (!target && document.querySelector(ELEMENT + ":not([data-edge])")) return; // the page has put the element itself
  const host = document.createElement(ELEMENT);
  for (const [name, value] of Object.entries(tag.dataset)) {
    if (name !== "target" && name !== "placed") host.dataset[name] = value;
  }
  host.dataset.edge = edgeOf(tag);
  const inPlace = target && document.querySelector(target);
  if (inPlace) inPlace.append(host);
  else if (tag.isConnected && document.body.contains(tag)) tag.after(host);
  else (document.querySelector("main") ?? document.body).append(host);
}
