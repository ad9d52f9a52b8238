// What old libraries have taken from the page.

/**
 * MooTools puts constructors of its own in the place of `Window` and `Document`; what asks `instanceof` then finds no
 * window. They answer as the browser's did, and are otherwise left alone.
 */
export function heal() {
  for (const [name, thing] of [["Window", window], ["Document", document]]) {
    const kind = window[name];
    if (typeof kind === "function" && !(thing instanceof kind)) {
      Object.defineProperty(kind, Symbol.hasInstance, { value: (other) => other === thing });
    }
  }
}

/** Moves the focus: at once where it can, or once the screen has changed. */
export function focus(root, id, late) {
  const move = () => {
    const place = root.querySelector(`#${id}`);
    place?.focus();
    return place;
  };
  if (late || !move()) setTimeout(move);
}

/** For when the screen has changed: where that took away what had the focus, the heading nearest to it has it. */
export function minded(root) {
  const around = [];
  for (let at = root.getRootNode().activeElement; at; at = at.parentElement) around.push(at);
  return () => {
    if (around[0]?.isConnected !== false) return;
    const left = around.find((at) => at.isConnected && at.querySelector("h2, h3"));
    const heading = left?.querySelector("h2, h3");
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus();
  };
}

/** Hears of the network that is back (1) and of what another tab keeps (0); what comes back ends it. */
export function listen(heard) {
  const back = () => heard(1);
  const kept = () => heard(0);
  addEventListener("online", back);
  addEventListener("storage", kept);
  return () => {
    removeEventListener("online", back);
    removeEventListener("storage", kept);
  };
}

/** Ends what such a function ends. */
export const end = (done) => done();
