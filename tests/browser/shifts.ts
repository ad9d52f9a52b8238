// What moved on a page by itself.

import type { Page } from "playwright-core";

/** How far things have moved since that time, each time they did. */
export async function shiftsSince(page: Page, time: number): Promise<number[]> {
  return page.evaluate(async (time) => {
    type Shift = PerformanceEntry & { value: number };
    const seen: Shift[] = [];
    const note = (list: PerformanceObserverEntryList) => seen.push(...(list.getEntries() as Shift[]));
    new PerformanceObserver(note).observe({ type: "layout-shift", buffered: true });
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    await frame();
    await frame();
    return seen.filter(({ startTime }) => startTime >= time).map(({ value }) => value);
  }, time);
}
