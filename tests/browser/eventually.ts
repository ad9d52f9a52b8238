// Waiting for something outside the browser to come true.

import { setTimeout as pause } from "node:timers/promises";

/** Longer than the first retry of the outbox (5 s) takes. */
const WITHIN_MS = 15_000;
/** Between two looks. */
const INTERVAL_MS = 40;

/** Looks until `look` gives something other than nothing, and gives it back. */
export async function eventually<T>(what: string, look: () => Promise<T | undefined | false>, interval_ms = INTERVAL_MS): Promise<T> {
  const end = performance.now() + WITHIN_MS;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (performance.now() > end) throw new Error(`not within ${WITHIN_MS} ms: ${what}`);
    await pause(interval_ms);
  }
}
