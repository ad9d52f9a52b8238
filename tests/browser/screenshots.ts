// Pictures of every screen, for people: narrow and wide, light and dark.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { ROOT } from "./program.ts";
import { settled } from "./settled.ts";

const FOLDER = join(ROOT, "target/screenshots");
const WIDTHS = [390, 1280];
const HEIGHT = 900;
/** How much of the page is shown above and below what is photographed. */
const MARGIN = 32;

/** Writes `target/screenshots/NAME-WIDTH-COLOURS.png` with the part of the page `of` is in, and leaves the page as it was. */
export async function photograph(of: Locator, name: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const page = of.page();
  const take = async (width: number, colours: string) => {
    const height = await of.evaluate((element) => Math.ceil(element.getBoundingClientRect().height));
    await page.setViewportSize({ width, height: height + 2 * MARGIN });
    await of.evaluate((element, margin) => scrollBy(0, element.getBoundingClientRect().top - margin), MARGIN);
    await settled(page);
    await page.screenshot({ path: join(FOLDER, `${name}-${width}-${colours}.png`) });
  };
  const before = page.viewportSize();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: HEIGHT });
    for (const colorScheme of ["dark", "light"] as const) {
      await page.emulateMedia({ colorScheme });
      await take(width, colorScheme);
    }
  }
  if (before) await page.setViewportSize(before);
}
