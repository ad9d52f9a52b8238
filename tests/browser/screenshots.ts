// Pictures of every screen, for people: narrow and wide, light and dark, and from right to left.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { ROOT } from "./program.ts";
import { settled } from "./settled.ts";

const FOLDER = join(ROOT, "target/screenshots");
const WIDTHS = [390, 1280];
const HEIGHT = 900;

/** Writes `target/screenshots/NAME-WIDTH-COLOURS.png`, and leaves the page as it was. */
export async function photograph(page: Page, name: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const before = page.viewportSize();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: HEIGHT });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await settled(page);
      await page.screenshot({ path: join(FOLDER, `${name}-${width}-${colorScheme}.png`), fullPage: true });
    }
    await page.emulateMedia({ colorScheme: "light" });
    await page.evaluate(() => (document.documentElement.dir = "rtl"));
    await settled(page);
    await page.screenshot({ path: join(FOLDER, `${name}-${width}-rtl.png`), fullPage: true });
    await page.evaluate(() => document.documentElement.removeAttribute("dir"));
  }
  if (before) await page.setViewportSize(before);
}
