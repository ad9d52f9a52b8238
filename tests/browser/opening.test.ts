// How a shop's page opens the widget: inline, from a button of its own, as a button that floats; and what it hears.

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { openShop, tag } from "./story.ts";

const story = openShop();

const SHOPS_BUTTON = `<button type="button" id="return">Retourner un article</button>
  <script>document.querySelector("#return").addEventListener("click", () => Recourse.open({ order: "LL-1001" }))</script>`;

/** Every event of the widget that reaches the document, in their order. */
async function hear(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    for (const name of ["ready", "open", "close", "filed", "solved", "status", "error"]) {
      document.addEventListener(`recourse:${name}`, (event) => heard.push(`${name} ${JSON.stringify((event as CustomEvent).detail)}`));
    }
  });
  return () => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
}

story("a button of the shop's opens the dialog, Escape closes it, and the focus is back on the button", async ({ shop, visit, lampOrder }) => {
  const order = await lampOrder();
  const { page, widget } = await visit("about:blank", "fr");
  const heard = await hear(page);
  await page.goto(shop.pages.serve("/button-of-the-shop", { head: tag(shop.edge, 'data-open="dialog"'), body: SHOPS_BUTTON }));
  const button = page.getByRole("button", { name: "Retourner un article" });
  await widget.host.waitFor({ state: "attached" });
  const height = () => page.evaluate(() => document.documentElement.scrollHeight);
  const before = await height();

  await button.click();
  const dialog = widget.host.getByRole("dialog");
  await dialog.waitFor();
  await widget.textbox("find.order").waitFor();
  assert.equal(await height(), before, "the page does not move");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  assert.ok(await button.evaluate((element) => element === document.activeElement));

  await button.press("Enter");
  await widget.find(order.facts.number, order.email);
  await widget.heading("items.title").waitFor();
  // The focus does not leave an open dialog.
  for (let stop = 0; stop < 12; stop++) {
    await page.keyboard.press("Tab");
    const active = await page.evaluate(() => document.activeElement?.localName);
    assert.ok(active === "recourse-claims" || active === "body", active);
  }
  await widget.button("app.close").click();
  await dialog.waitFor({ state: "hidden" });
  await button.click();
  await widget.heading("items.title").waitFor();

  const events = (await heard()).map((event) => event.split(" ")[0]);
  assert.deepEqual(events.filter((event) => event !== "ready"), ["open", "close", "open", "close", "open"]);
});

story("a page without a tag's place opens a dialog by Recourse.open, with what it knows filled in", async ({ shop, visit }) => {
  const body = `<recourse-claims hidden></recourse-claims>${tag(shop.edge)}${SHOPS_BUTTON}
    <script>document.querySelector("recourse-claims").remove()</script>`;
  const { page, widget } = await visit(shop.pages.serve("/open-by-name", { body }), "fr");
  await page.locator("recourse-claims").evaluateAll((all) => all.forEach((one) => one.remove()));
  await page.waitForFunction(() => !!window.Recourse);
  await page.getByRole("button", { name: "Retourner un article" }).click();
  await widget.host.getByRole("dialog").waitFor();
  assert.equal(await widget.textbox("find.order").inputValue(), "LL-1001");
});

for (const [language, width] of [["fr", 390], ["fr", 1280], ["ar", 390]] as const) {
  story(`a button floats in the corner at ${width} px in ${language}, takes no place, and opens the dialog`, async ({ shop, visit, lampOrder }) => {
    const order = await lampOrder();
    const html = `lang="${language}"${language === "ar" ? ' dir="rtl"' : ""}`;
    const lines = "<p>Lampes</p>".repeat(80);
    const path = `/floating-${language}-${width}`;
    const visitor = await visit("about:blank", language);
    const { page, widget } = visitor;
    await page.setViewportSize({ width, height: 800 });
    await page.goto(shop.pages.serve(path, { html, body: lines + tag(shop.edge, 'data-open="floating"') }));
    const button = widget.button("app.open");
    await button.waitFor();
    await page.evaluate(() => scrollTo(0, 1e6));

    const box = (await button.boundingBox())!;
    assert.ok(box.height >= 44 && box.width >= 44 && box.width < width, JSON.stringify(box));
    assert.equal(Math.round(800 - box.y - box.height), 16);
    const side = language === "ar" ? box.x : width - box.x - box.width;
    assert.ok(side >= 15 && side <= 32, `${side} px from the edge`); // the scroll bar may be in between
    await page.locator("p", { hasText: "Lampes" }).last().click(); // what is behind can be used

    await button.click();
    await widget.host.getByRole("dialog").waitFor();
    await widget.find(order.facts.number, order.email);
    await widget.heading("items.title").waitFor();
    const dialog = (await widget.host.getByRole("dialog").boundingBox())!;
    assert.ok(dialog.width <= width && dialog.width >= Math.min(width, 600), JSON.stringify(dialog));
    const [shut, back] = [(await widget.button("app.close").boundingBox())!, (await widget.button("nav.back").boundingBox())!];
    assert.ok(shut.y + shut.height <= back.y, "nothing stands where the dialog is closed");
    await page.screenshot({ path: `target/screenshots/floating-${language}-${width}.png` });
  });
}

story("a page hears of a claim and its status, from every widget on it, and nothing of the customer", async ({ shop, visit, lampOrder }) => {
  const order = await lampOrder();
  const { page, widget } = await visit("about:blank", "fr");
  const heard = await hear(page);
  const body = `<section>${tag(shop.edge)}</section>${tag(shop.edge, 'data-open="button"')}<script>
    addEventListener("load", () => { window.stop = Recourse.on("filed", ({ number }) => (document.title = number)) })</script>`;
  await page.goto(shop.pages.serve("/hears", { body }));
  const inline = widget.nth(0);
  await inline.live();
  const problem = (await shop.edge.problem("does-not-light", "fr")).text;
  await inline.find(order.facts.number, order.email);
  const number = await inline.finish({ order, problem, description: "Elle ne s’allume plus.", photo: shop.photo, remedy: "repair" });
  assert.equal(await page.title(), number);
  await inline.button("sent.follow").click();
  await inline.text("status.received").waitFor();
  await shop.backend.answer(number, { type: "claim.approved", remedy: "repair", message: "Nous la réparons." });
  await inline.text("status.approved").waitFor();

  const events = await heard();
  assert.ok(events.includes(`filed {"number":"${number}"}`), String(events));
  assert.ok(events.includes(`status {"number":"${number}","status":"approved"}`), String(events));
  assert.ok(events.every((event) => !event.includes(order.email) && !event.includes("Nadia")), String(events));
});

story("window.Recourse works before anything but the tag is there", async ({ shop, visit }) => {
  const { page, widget } = await visit("about:blank", "fr");
  await page.route("**/assets/*.wasm", (route) => new Promise((resolve) => page.once("close", () => resolve(route.abort()))));
  await page.goto(shop.pages.serve("/early", { body: tag(shop.edge, 'data-open="dialog"') }));
  await page.waitForFunction(() => !!window.Recourse);
  await page.evaluate(() => window.Recourse!.open());
  await widget.host.getByRole("dialog").waitFor();
  await widget.textbox("find.order").fill("LL-1001");
  await page.evaluate(() => window.Recourse!.close());
  await widget.host.getByRole("dialog").waitFor({ state: "hidden" });
});
