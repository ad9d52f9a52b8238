// Every part and screen in every state, in every theme: readable, whole and of the size it is shown in.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import type { Page } from "playwright-core";
import { findingsOf } from "./accessibility.ts";
import { openGallery, THEMES } from "./gallery.ts";
import { ROOT } from "./program.ts";
import { openShop } from "./story.ts";

const story = openShop();

const WIDTHS = [320, 390, 768, 1280, 1600];
const FOLDER = join(ROOT, "target/screenshots");

before(() => {
  mkdirSync(FOLDER, { recursive: true });
});

/** What sticks out of its card or is cut off, by the state it is in. */
function unfit(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const article of document.querySelectorAll<HTMLElement>("article")) {
      const tree = article.querySelector("recourse-claims")!.shadowRoot!;
      const card = tree.querySelector(".card")!.getBoundingClientRect();
      for (const element of tree.querySelectorAll<HTMLElement>(".card *")) {
        const told = () => `${article.dataset.state}: ${element.localName}.${element.getAttribute("class") ?? ""} ${element.textContent?.trim().slice(0, 40)}`;
        // What is for screen readers alone is one pixel; of a long file's name the end is left out on purpose.
        if (element.closest(".vh, svg") || element.matches(".file-name")) continue;
        const box = element.getBoundingClientRect();
        if (box.width === 0) continue;
        if (box.left < card.left - 1 || box.right > card.right + 1) found.push(`sticks out: ${told()}`);
        const hides = getComputedStyle(element).overflowX !== "visible";
        if (hides && element.scrollWidth > element.clientWidth + 1) found.push(`cut off: ${told()}`);
      }
    }
    if (document.documentElement.scrollWidth > innerWidth) found.push(`the page is ${document.documentElement.scrollWidth} px wide`);
    return found;
  });
}

for (const language of ["en", "de", "ru", "ar"]) {
  story(`nothing sticks out or is cut off from 320 to 1600 px, in ${language}, in any theme`, async ({ shop, visit }) => {
    const { page } = await visit("about:blank", "en");
    for (const theme of language === "en" || language === "de" ? THEMES : [""]) {
      await openGallery(page, shop.backend.pages, { theme, language });
      assert.ok((await page.locator("article").count()) > 60);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        assert.deepEqual(await unfit(page), [], `${theme || "no theme"}, ${width} px`);
      }
    }
  });
}

for (const theme of THEMES) {
  story(`every state is readable ${theme ? `in the theme ${theme}` : "in light and in dark"}`, async ({ shop, visit }) => {
    const { page } = await visit("about:blank", "en");
    // A theme has colours of its own, whatever the page's are.
    for (const colours of theme ? ["light"] : ["light", "dark"]) {
      await openGallery(page, shop.backend.pages, { theme, colours, pointer: "hover", only: "part" });
      assert.deepEqual(await findingsOf(page, "main", ["color-contrast"]), [], `${theme}, ${colours}, under the pointer`);
      await openGallery(page, shop.backend.pages, { theme, colours });
      // Parts stand without the page's headings around them, and repeat each other's ids.
      const found = await findingsOf(page, "main", ["color-contrast", "link-in-text-block", "target-size"]);
      assert.deepEqual(found, [], `${theme}, ${colours}`);
      for (const width of [390, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        await page.screenshot({ path: join(FOLDER, `gallery-${theme || "plain"}-${colours}-${width}.png`), fullPage: true });
      }
    }
  });
}

story("a field's edge and a button stand out from their card by 3 to 1, in every theme", async ({ shop, visit }) => {
  const { page } = await visit("about:blank", "en");
  for (const [theme, colours] of [["", "light"], ["", "dark"], ...THEMES.slice(1).map((theme) => [theme, "light"] as const)] as const) {
    for (const [only, selector, of] of [["part field, empty", ".input", "borderTopColor"], ["part button", ".button", "backgroundColor"]] as const) {
      await openGallery(page, shop.backend.pages, { theme, colours, only });
      const ratio = await page.evaluate(([selector, of]) => {
        const tree = document.querySelector("recourse-claims")!.shadowRoot!;
        const painter = document.createElement("canvas").getContext("2d")!;
        const luminance = (colour: string) => {
          painter.fillStyle = colour;
          painter.fillRect(0, 0, 1, 1);
          const [red, green, blue] = [...painter.getImageData(0, 0, 1, 1).data].map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
          return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
        };
        const one = luminance(getComputedStyle(tree.querySelector(selector)!)[of]);
        const other = luminance(getComputedStyle(tree.querySelector(".card")!).backgroundColor);
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
      }, [selector, of] as const);
      assert.ok(ratio >= 3, `${theme || "none"}, ${colours}, ${selector}: ${ratio.toFixed(2)}`);
    }
  }
});

story("a theme reaches every part that docs/embedding.md names", async ({ shop, visit }) => {
  const docs = readFileSync(join(ROOT, "docs/embedding.md"), "utf8");
  const sentence = docs.slice(docs.indexOf("Parts:")).split(".")[0]!;
  const named = [...sentence.matchAll(/`([a-z-]+)`/g)].map((match) => match[1]!);
  const { page } = await visit("about:blank", "en");
  await openGallery(page, shop.backend.pages, {});
  const shown = await page.evaluate(() => {
    const parts = [...document.querySelectorAll("recourse-claims")].flatMap((host) => [...host.shadowRoot!.querySelectorAll("[part]")]);
    return [...new Set(parts.flatMap((element) => [...element.part]))];
  });
  // The dialog is the loader's own, and no state of the gallery.
  assert.deepEqual([...shown, "dialog"].sort(), named.sort());
});

test("colours stand in tokens only, and every custom property that a shop may set is documented", () => {
  const docs = readFileSync(join(ROOT, "docs/embedding.md"), "utf8");
  const css = readFileSync(join(ROOT, "target/gallery/widget.css"), "utf8");
  const rules = css.split("\n").filter((line) => !/^\s*--[a-z-]+:/.test(line));
  // Black that is nearly clear is a shade, not a colour of the design.
  const coloured = rules.filter((line) => /#(?!000000[0-9a-f]{2}\b)[0-9a-f]{3,8}\b|\b(rgb|hsl|oklch)a?\(/i.test(line) && !/#(fff|000) \d+%/.test(line));
  assert.deepEqual(coloured, []);
  const settable = new Set([...css.matchAll(/--recourse-[a-z-]+/g)].map(([name]) => name));
  assert.deepEqual([...settable].filter((name) => !docs.includes(name)), []);
  assert.ok(settable.size >= 9);
});

story("with more contrast asked for, borders and what was soft are as dark as the text", async ({ shop, visit }) => {
  const { page } = await visit("about:blank", "en");
  await page.emulateMedia({ contrast: "more" });
  for (const colours of ["light", "dark"]) {
    await openGallery(page, shop.backend.pages, { colours, only: "part field" });
    const looks = await page.evaluate(() => {
      const tree = document.querySelector("recourse-claims")!.shadowRoot!;
      const colour = (selector: string, name: "color" | "borderTopColor") => getComputedStyle(tree.querySelector(selector)!)[name];
      return { ink: colour(".root", "color"), hint: colour(".hint", "color"), edge: colour(".input", "borderTopColor"), card: colour(".card", "borderTopColor") };
    });
    assert.deepEqual(looks, { ink: looks.ink, hint: looks.ink, edge: looks.ink, card: looks.ink });
  }
});

story("where less motion is asked for, nothing moves", async ({ shop, visit }) => {
  const { page } = await visit("about:blank", "en");
  const moving = () => page.evaluate(() => {
    const all = [...document.querySelectorAll("recourse-claims")].flatMap((host) => [...host.shadowRoot!.querySelectorAll("*")]);
    return all.filter((element) => {
      const { animationName, transitionDuration } = getComputedStyle(element);
      return animationName !== "none" || transitionDuration.split(", ").some((time) => time !== "0s");
    }).length;
  });
  await openGallery(page, shop.backend.pages, {});
  assert.ok((await moving()) > 10);
  await page.emulateMedia({ reducedMotion: "reduce" });
  assert.equal(await moving(), 0);
});

story("with forced colours every state has the system's colours, and its edges are seen", async ({ shop, visit }) => {
  const { page } = await visit("about:blank", "en");
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ forcedColors: "active", colorScheme });
    await openGallery(page, shop.backend.pages, {});
    const lost = await page.evaluate(() => {
      const found: string[] = [];
      for (const article of document.querySelectorAll<HTMLElement>("article")) {
        const tree = article.querySelector("recourse-claims")!.shadowRoot!;
        for (const element of tree.querySelectorAll<HTMLElement>(".button, .input, .choice, .alert, .chip, .dropzone, .card, .bar i")) {
          const { borderTopStyle, borderTopWidth, backgroundColor } = getComputedStyle(element);
          const isBar = element.matches(".bar i");
          if (isBar ? backgroundColor === "rgba(0, 0, 0, 0)" : borderTopStyle === "none" || borderTopWidth === "0px") {
            found.push(`${article.dataset.state}: ${element.className}`);
          }
        }
      }
      return found;
    });
    assert.deepEqual(lost, [], colorScheme);
    await page.setViewportSize({ width: 390, height: 900 });
    await page.screenshot({ path: join(FOLDER, `gallery-forced-${colorScheme}.png`), fullPage: true });
  }
});
