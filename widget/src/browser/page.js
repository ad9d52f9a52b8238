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
