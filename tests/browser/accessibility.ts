// What axe-core finds in the widget, its shadow tree included, and what it does not look for.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { ROOT } from "./program.ts";
import { settled } from "./settled.ts";

const AXE = readFileSync(join(ROOT, "node_modules/axe-core/axe.min.js"), "utf8");

interface Finding {
  id: string;
  nodes: { html: string; target: unknown; failureSummary?: string }[];
}

/** As narrow as a page may get without scrolling sideways (WCAG 1.4.10). */
const NARROW = { width: 320, height: 640 };

/** Everything axe finds in the element `of`; of those rules alone, where some are named. */
export async function findingsOf(page: Page, of: string, rules?: string[]): Promise<string[]> {
  // Evaluated by the debugger, so the page's CSP has no say.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(AXE);
  await settled(page);
  const options = rules ? { runOnly: { type: "rule", values: rules } } : {};
  const { violations } = await page.evaluate<{ violations: Finding[] }>(`axe.run('${of}', ${JSON.stringify(options)})`);
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} at ${JSON.stringify(node.target)}\n  ${node.failureSummary}`));
}

/** No finding at all in the element `of`, the widget where nothing else is named, in light or in dark colours, and no scrolling sideways in either direction. */
export async function assertAccessible(page: Page, screen: string, of = "recourse-claims"): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await findingsOf(page, of), [], `${screen}, ${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: "light" });
  const before = page.viewportSize();
  await page.setViewportSize(NARROW);
  for (const direction of ["rtl", "ltr"]) {
    await page.locator(of).evaluate((host: HTMLElement, direction) => (host.dir = direction), direction);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= NARROW.width, `${screen}, ${direction}: ${width} px wide at ${NARROW.width}`);
  }
  if (before) await page.setViewportSize(before);
}
