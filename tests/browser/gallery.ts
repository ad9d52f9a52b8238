// The gallery: every part and screen of the widget in every state.

import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { before } from "node:test";
import { promisify } from "node:util";
import type { Page } from "playwright-core";
import { ROOT } from "./program.ts";

const XTASK = process.env.RECOURSE_XTASK ?? join(ROOT, "target/debug/xtask");

/** The example themes, and none. */
export const THEMES = ["", ...readdirSync(join(ROOT, "examples/themes")).map((name) => name.replace(".css", ""))];

// Not in one go: the shop is started meanwhile, and waits for its own programs.
before(async () => {
  await promisify(execFile)(XTASK, ["gallery"], { cwd: ROOT });
});

/** Opens it as chosen, with all its states shown. */
export async function openGallery(page: Page, at: string, chosen: Record<string, string>): Promise<void> {
  await page.goto(`${at}/gallery/?${new URLSearchParams(chosen)}`);
  await page.locator("html[data-ready]").waitFor({ state: "attached" });
}
