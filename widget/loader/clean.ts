// What pages replace and we need as the browser made it.

// A function that was bound says `[native code]` too, but not under its old name.
export const isNative = (what: typeof fetch) => what.name === "fetch" && /\[native code]/.test(Function.prototype.toString.call(what));

/** `fetch` of the browser. Pages wrap theirs in ways that take only strings or add headers; a frame of our own has none of it. */
export function cleanFetch(inside: ShadowRoot): typeof fetch {
  if (isNative(window.fetch)) return window.fetch.bind(window);
  const frame = document.createElement("iframe");
  frame.hidden = true;
  inside.append(frame);
  const view = frame.contentWindow as (Window & typeof globalThis) | null;
  return view ? view.fetch.bind(view) : window.fetch.bind(window);
}
