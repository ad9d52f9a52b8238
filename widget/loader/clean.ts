// What pages replace and we need as the browser made it.

// A function that was bound says `[native code]` too, but not under its old name.
export const isNative = (what: typeof fetch) => what.name === "fetch" && /\[native code]/.test(Function.prototype.toString.call(what));

/**
 * `fetch` of the browser. Pages wrap theirs in ways that take only strings or add headers; a frame of our own has none
 * of it. Asked for at each call: a frame that the page moves gets a window anew, and the old one's `fetch` is dead.
 */
export function cleanFetch(inside: ShadowRoot): typeof fetch {
  const frame = document.createElement("iframe");
  frame.hidden = true;
  if (!isNative(window.fetch)) inside.append(frame);
  return (...all) => (frame.contentWindow ?? window).fetch(...all);
}
