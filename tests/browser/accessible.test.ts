// What WCAG 2.2 AA asks for and axe does not measure, on every screen: docs/accessibility.md says which is which.

import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { BATTERY, LAMP, newOrder } from "./orders.ts";
import { settled } from "./settled.ts";
import { openShop, type Shop, type Telling } from "./story.ts";
import type { Widget } from "./widget.ts";

const story = openShop();

type Look = (widget: Widget, screen: string) => Promise<void>;

/** Walks a claim and follows it; `look` looks at each screen. */
async function everyScreen({ shop, visit, plainPage }: Telling, look: Look): Promise<void> {
  const order = await shop.backend.sell(newOrder({ daysAgo: 400 }, LAMP, { ...BATTERY, quantity: 3 }));
  const problem = await problemOf(shop);
  const { widget } = await visit(plainPage("en"), "en");
  await widget.live();
  const intent = { order, problem, description: "It stays dark.", photo: shop.photo, remedy: "repair" };
  for await (const screen of widget.walk(intent)) {
    if (screen === "items") await widget.item(LAMP.title).check();
    if (screen === "sent") await widget.button("sent.follow").waitFor();
    await look(widget, screen);
  }
  await widget.button("sent.follow").click();
  await widget.text("status.received").waitFor();
  await look(widget, "progress");
  await widget.button("progress.withdraw").click();
  await widget.button("progress.withdraw_confirm").waitFor();
  await look(widget, "withdrawing");
}

const problemOf = async (shop: Shop) => (await shop.edge.problem("does-not-light", "en")).text;

/** The shadow tree's elements that can be used, and what each is. */
const USABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary";

story("every screen has one polite live region, and at most one alert", async (telling) => {
  await everyScreen(telling, async (widget, screen) => {
    const regions = await widget.host.evaluate((host) => {
      const all = [...host.shadowRoot!.querySelectorAll("[role=status], [role=log], [aria-live], output")];
      return all.map((element) => `${element.localName} ${element.getAttribute("role")} ${element.getAttribute("aria-live")}`);
    });
    assert.deepEqual(regions, ["p status null"], screen);
    assert.ok((await widget.alert().count()) <= 1, screen);
  });
});

story("what happens is told in the region that is there, not in a new one", async ({ shop, visit, plainPage, lampOrder }) => {
  const order = await lampOrder();
  const { page, widget } = await visit(plainPage("en"), "en");
  await widget.live();
  const region = await widget.host.getByRole("status").elementHandle();
  const told = page.waitForFunction(([region, words]) => (region as Element).textContent === words, [region, widget.words.of("app.loading")] as const);
  await page.route("**/v1/orders/find", async (route) => {
    await told;
    await route.continue();
  });
  await widget.find(order.facts.number, order.email);
  await told;
  await widget.heading("items.title").waitFor();
});

story("every target is at least 24 by 24 px, or a link in a sentence", async (telling) => {
  await everyScreen(telling, async (widget, screen) => {
    for (const width of [320, 1280]) {
      await widget.page.setViewportSize({ width, height: 900 });
      const small = await widget.host.evaluate((host, usable) => {
        const found: string[] = [];
        for (const element of host.shadowRoot!.querySelectorAll<HTMLElement>(usable)) {
          // Of an input that only screen readers meet, the label is the target; a label is one with its box, too.
          const target = element.matches("input") ? element.closest("label") ?? element : element;
          const { width, height } = target.getBoundingClientRect();
          if (width === 0 || (width >= 24 && height >= 24)) continue;
          const isInSentence = element.matches("a, button") && getComputedStyle(element).display === "inline" && element.parentElement!.textContent!.trim() !== element.textContent!.trim();
          if (!isInSentence) found.push(`${element.localName} ${element.className} ${element.textContent} ${width}×${height}`);
        }
        return found;
      }, USABLE);
      assert.deepEqual(small, [], `${screen}, ${width} px`);
    }
    await widget.page.setViewportSize({ width: 1280, height: 720 });
  });
});

/** What is cut off, runs over something else's edge or makes the page scroll sideways. */
async function assertWhole(widget: Widget, what: string): Promise<void> {
  await settled(widget.page);
  const bad = await widget.host.evaluate((host) => {
    const found: string[] = [];
    const tree = host.shadowRoot!;
    const card = tree.querySelector(".card")!.getBoundingClientRect();
    for (const element of tree.querySelectorAll<HTMLElement>(".card *")) {
      if (element.closest(".vh, svg") || element.matches(".file-name")) continue;
      const box = element.getBoundingClientRect();
      if (box.width > 0 && (box.left < card.left - 1 || box.right > card.right + 1)) found.push(`sticks out: ${element.className} ${element.textContent?.slice(0, 40)}`);
      const { overflowX, overflowY } = getComputedStyle(element);
      if (overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1) found.push(`cut off: ${element.className}`);
      if (overflowY !== "visible" && !element.matches("textarea, select, input") && element.scrollHeight > element.clientHeight + 1) found.push(`cut off below: ${element.className}`);
    }
    if (document.documentElement.scrollWidth > innerWidth) found.push(`the page is ${document.documentElement.scrollWidth} px wide`);
    return found;
  });
  assert.deepEqual(bad, [], what);
}

story("at 200 % and 400 % zoom nothing is lost, nor with text alone twice as large, nor with wider spacing", async (telling) => {
  await everyScreen(telling, async (widget, screen) => {
    const { page } = widget;
    // A browser's zoom makes its window so many times smaller: WCAG measures from 1280 px.
    for (const width of [640, 320]) {
      await page.setViewportSize({ width, height: 360 });
      await assertWhole(widget, `${screen}, ${1280 / width} times`);
    }
    await page.setViewportSize({ width: 1280, height: 720 });
    const sizeOf = () => widget.host.evaluate((host) => parseFloat(getComputedStyle(host.shadowRoot!.querySelector(".root")!).fontSize));
    const before = await sizeOf();
    await page.evaluate(() => (document.documentElement.style.fontSize = "32px"));
    assert.equal(await sizeOf(), before * 2, "the customer's own size of text is the widget's");
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 720 });
      await assertWhole(widget, `${screen}, text twice as large at ${width} px`);
    }
    await page.evaluate(() => (document.documentElement.style.fontSize = ""));
    // WCAG 1.4.12.
    await widget.host.evaluate((host) => {
      const spaced = new CSSStyleSheet();
      spaced.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }");
      host.shadowRoot!.adoptedStyleSheets.push(spaced);
    });
    await page.setViewportSize({ width: 320, height: 720 });
    await assertWhole(widget, `${screen}, with wider spacing`);
    await widget.host.evaluate((host) => void host.shadowRoot!.adoptedStyleSheets.pop());
    await page.setViewportSize({ width: 1280, height: 720 });
  });
});

story("with forced colours, light and dark, the focus is seen on everything that can have it, on every screen", async (telling) => {
  let seen = 0;
  await everyScreen(telling, async (widget, screen) => {
    const { page } = widget;
    await page.setViewportSize({ width: 900, height: 2_000 });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ forcedColors: "active", colorScheme });
      const all = widget.host.locator(USABLE.replaceAll("input:not([type=hidden])", "input:not([type=hidden], :disabled)"));
      for (let at = 0; at < (await all.count()); at++) {
        const target = all.nth(at);
        const place = (await target.evaluate((element) => element.matches(".vh"))) ? target.locator("..") : target;
        if (!(await place.isVisible())) continue;
        const box = (await place.boundingBox())!;
        const clip = { x: Math.max(0, box.x - 24), y: Math.max(0, box.y - 24), width: box.width + 48, height: box.height + 48 };
        await page.evaluate(() => document.querySelector("recourse-claims")!.shadowRoot!.querySelector<HTMLElement>("h2")!.focus());
        await settled(page);
        const without = await page.screenshot({ clip, caret: "hide" });
        await target.focus();
        await page.keyboard.press("Shift"); // a key, so that the browser shows the focus
        await settled(page);
        const focused = await page.screenshot({ clip, caret: "hide" });
        const name = await target.evaluate((element) => `${element.localName} ${element.className} ${element.textContent}`);
        assert.ok(!without.equals(focused), `${screen}, ${colorScheme}: the focus on ${name} is not seen`);
        seen += 1;
      }
    }
    await page.emulateMedia({ forcedColors: "none", colorScheme: "light" });
    await page.setViewportSize({ width: 1280, height: 720 });
  });
  assert.ok(seen > 60, `${seen}`);
});

story("each entry of the error summary leads to its field, and is said with it", async ({ shop, visit, plainPage }) => {
  const order = await shop.backend.sell(newOrder({ daysAgo: 400 }, LAMP, BATTERY));
  const problem = await problemOf(shop);
  const { page, widget } = await visit(plainPage("en"), "en");
  await widget.live();
  const focused = () => widget.host.evaluate((host) => {
    const active = host.shadowRoot!.activeElement;
    const described = active?.getAttribute("aria-describedby") ?? active?.closest("fieldset")?.getAttribute("aria-describedby") ?? "";
    const told = described.split(" ").map((id) => (id ? host.shadowRoot!.getElementById(id)?.textContent : "")).join(" ");
    return { field: active?.localName ?? "", invalid: active?.getAttribute("aria-invalid"), told };
  });
  const tryAll = async (send: Locator) => {
    await send.click();
    const summary = widget.alert();
    await summary.waitFor();
    const entries = summary.getByRole("button");
    assert.ok((await entries.count()) > 0);
    const address = page.url();
    for (let at = 0; at < (await entries.count()); at++) {
      const words = await entries.nth(at).innerText();
      await entries.nth(at).press("Enter");
      const { field, told } = await focused();
      assert.match(field, /^(input|textarea|select)$/, words);
      assert.ok(told.includes(words), `${words} is said with its field, not ${told}`);
    }
    assert.equal(page.url(), address);
  };

  await tryAll(widget.button("find.submit"));
  await widget.find(order.facts.number, order.email);
  await widget.heading("items.title").waitFor();
  await tryAll(widget.button("nav.next"));
  await widget.item(order.facts.lines[0]!.title).check();
  await widget.next();
  await widget.heading("problem.title").waitFor();
  await tryAll(widget.button("nav.next"));
  await widget.problem(order.facts.lines[0]!.title, problem).check();
  await widget.textbox("problem.description").fill("It stays dark.");
  await widget.next();
  await widget.heading("evidence.title").waitFor();
  await widget.button("evidence.later").click();
  await widget.heading("remedy.title").waitFor();
  await tryAll(widget.button("nav.next"));
  await widget.remedy(order.facts.lines[0]!.title, "repair").check();
  await widget.next();
  await widget.heading("check.title").waitFor();
  await tryAll(widget.button("check.send"));
});
