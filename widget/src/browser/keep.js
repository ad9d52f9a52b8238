// The draft's words, kept in this browser. `localStorage`, because what was typed last must be there although the page is
// gone a moment later, and because the loader asks for it before anything else is here. Photos are in `files.js`.

import { clear } from "./files.js";

/** A draft older than this is deleted: 30 days, as `LIFETIME_MS` in `keep.rs` tells customers. */
const LIFETIME_MS = 30 * 24 * 3_600_000;

/** What was kept; what is too old, or garbled, goes with its photos. */
export function load(name) {
  let text;
  try {
    text = localStorage.getItem(name);
  } catch {
    return ""; // Storage is refused.
  }
  try {
    if (!text || Date.now() - JSON.parse(text).at_ms < LIFETIME_MS) return text ?? "";
  } catch {
    // Garbled.
  }
  forget(name);
  return "";
}

/** The order link this page was opened by. */
const link = () => (location.hash.startsWith("#order=") ? location.hash : "");

/** Whether it is kept now. The mark tells a reload from another visit, and from another link. */
export function save(name, text) {
  try {
    localStorage.setItem(name, text);
    sessionStorage.setItem(name, link());
    return true;
  } catch {
    return false;
  }
}

/** Deletes it, photos and all. */
export function forget(name) {
  try {
    localStorage.removeItem(name);
  } catch {
    // Storage is refused: nothing was kept.
  }
  clear(name);
}

/** Whether nothing was kept in this tab yet, or nothing since another link was opened. */
export function isNewVisit(name) {
  try {
    const mark = sessionStorage.getItem(name);
    return mark === null || (link() !== "" && link() !== mark);
  } catch {
    return false;
  }
}

/** Waits until no other tab of this page is sending; what comes back lets the next one. */
export function turn(name) {
  return new Promise((got) => {
    const free = () => got(() => {});
    // Not on pages without TLS, and refused in some frames; the edge tells the same claim by its key all the same.
    if (!navigator.locks) return free();
    navigator.locks.request(name, () => new Promise((done) => got(done))).catch(free);
  });
}
