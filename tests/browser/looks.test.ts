// Every state of the gallery looks as in the pictures that are kept of it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { openGallery, THEMES } from "./gallery.ts";
import { changed } from "./pictures.ts";
import { ROOT } from "./program.ts";
import { openShop } from "./story.ts";

const story = openShop();

/** The same letters on every machine. */
const FONTS = ["noto-sans/files/noto-sans-latin-wght-normal", "noto-sans-arabic/files/noto-sans-arabic-arabic-wght-normal"].map((file) =>
  readFileSync(join(ROOT, `node_modules/@fontsource-variable/${file}.woff2`)).toString("base64"),
);

async function inOneFont(page: Page): Promise<void> {
  await page.evaluate(async (fonts) => {
    for (const [index, font] of fonts.entries()) {
      const face = new FontFace(`Pictured ${index}`, `url(data:font/woff2;base64,${font})`, { weight: "100 900" });
      document.fonts.add(await face.load());
    }
    for (const host of document.querySelectorAll<HTMLElement>("recourse-claims")) {
      host.style.setProperty("--recourse-font", '"Pictured 0", "Pictured 1"', "important");
    }
    const rest = new CSSStyleSheet();
    rest.replaceSync('body { font-family: "Pictured 0", "Pictured 1" !important }');
    document.adoptedStyleSheets.push(rest);
    await document.fonts.ready;
  }, FONTS);
}

/** Screens are made of the parts: in few settings all of it, in all others the parts. */
const SETTINGS: { name: string; width: number; chosen: Record<string, string> }[] = [
  { name: "light", width: 390, chosen: { colours: "light" } },
  { name: "arabic", width: 390, chosen: { colours: "light", language: "ar" } },
  { name: "parts-dark", width: 390, chosen: { colours: "dark", only: "part" } },
  { name: "parts-wide", width: 1280, chosen: { colours: "light", only: "part" } },
  { name: "parts-hover", width: 390, chosen: { colours: "light", pointer: "hover", only: "part" } },
  { name: "parts-focus", width: 390, chosen: { colours: "dark", pointer: "focus", only: "part" } },
  ...THEMES.filter(Boolean).map((theme) => ({ name: `parts-${theme}`, width: 390, chosen: { theme, only: "part" } })),
];

for (const { name, width, chosen } of SETTINGS) {
  story(`every state looks as in the kept picture: ${name}`, async ({ shop, visit }) => {
    const { page } = await visit("about:blank", "en");
    await page.setViewportSize({ width, height: 900 });
    await openGallery(page, shop.backend.pages, chosen);
    await inOneFont(page);
    assert.deepEqual(await changed(page, name), []);
  });
}

story("a colour or a margin that changed is found, and in which state", async ({ shop, visit }) => {
  const { page } = await visit("about:blank", "en");
  await page.setViewportSize({ width: 390, height: 900 });
  await openGallery(page, shop.backend.pages, { colours: "light" });
  await inOneFont(page);
  const spoil = (selector: string, style: string) =>
    page.evaluate(([selector, style]) => {
      const host = [...document.querySelectorAll("recourse-claims")].find((host) => host.shadowRoot!.querySelector(selector!))!;
      host.shadowRoot!.querySelector<HTMLElement>(selector!)!.style.cssText += style;
      return host.closest("article")!.dataset.state!;
    }, [selector, style]);
  const coloured = await spoil(".button", "background: #a33");
  const moved = await spoil(".alert", "margin-block-start: 24px");
  const found = await changed(page, "light", true);
  assert.deepEqual(found.map((line) => line.split(":")[0]).sort(), [coloured, moved].sort());
});
