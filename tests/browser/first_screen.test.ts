// Before the wasm is there: the form already works, and what was typed into it is carried over.

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { shiftsSince } from "./shifts.ts";
import { openShop, tag } from "./story.ts";

const story = openShop();

story("what is typed before the wasm is there is carried over, with focus and caret, and nothing moves", async ({ shop, visit, plainPage, lampOrder }) => {
  const order = await lampOrder();
  const wasm = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  const customer = await visit("about:blank", "en");
  const { page, widget } = customer;
  await page.route(`${shop.edge.url}/assets/*.wasm`, async (route) => {
    asked.resolve();
    await wasm.promise;
    await route.continue();
  });
  await page.goto(plainPage("en"));

  await widget.textbox("find.order").waitFor();
  const shown = await now(page);
  await widget.textbox("find.order").fill(order.facts.number);
  await widget.textbox("find.email").focus();
  await page.keyboard.type("customer");
  await asked.promise;
  assert.equal(await widget.host.getAttribute("data-live"), null, "the wasm is still on its way");
  const before = await widget.host.boundingBox();
  wasm.resolve();
  await widget.live();

  await page.keyboard.type(order.email.slice("customer".length));
  assert.equal(await widget.textbox("find.order").inputValue(), order.facts.number);
  assert.equal(await widget.textbox("find.email").inputValue(), order.email);
  assert.deepEqual(await widget.host.boundingBox(), before, "the live screen has the form's place and size");
  assert.deepEqual(await shiftsSince(page, shown), []);
  await page.keyboard.press("Enter");
  await widget.heading("items.title").waitFor();
});

story("nothing on the lamp shop's page moves from loading it to the live widget", async ({ shop, visit }) => {
  const { page, widget } = await visit(`${shop.backend.pages}/#sav`, "fr");
  await widget.live();

  assert.deepEqual(await shiftsSince(page, 0), []);
});

story("a form sent before the wasm is there is answered as soon as it is", async ({ shop, visit, plainPage, lampOrder }) => {
  const order = await lampOrder();
  const wasm = Promise.withResolvers<void>();
  const customer = await visit("about:blank", "en");
  const { page, widget } = customer;
  await page.route(`${shop.edge.url}/assets/*.wasm`, async (route) => {
    await wasm.promise;
    await route.continue();
  });
  await page.goto(plainPage("en"));

  await widget.find(order.facts.number, order.email);
  assert.equal(await widget.host.getAttribute("data-live"), null);
  wasm.resolve();

  await widget.heading("items.title").waitFor();
  assert.equal(page.url(), plainPage("en"), "on the shop's own page");
});

story("below the fold nothing but the loader is fetched until the widget is about to be seen", async ({ shop, visit }) => {
  const far = shop.pages.serve("/far", { html: 'lang="en"', body: `<div style="height: 5000px">Lampes</div>${tag(shop.edge)}` });
  const customer = await visit("about:blank", "en");
  const { page, widget } = customer;
  const fetched: string[] = [];
  page.on("request", (request) => {
    const { origin, pathname } = new URL(request.url());
    if (origin === shop.edge.url) fetched.push(pathname);
  });

  await page.goto(far, { waitUntil: "networkidle" });
  assert.deepEqual(fetched, ["/widget.js"]);
  await widget.textbox("find.order").scrollIntoViewIfNeeded();
  await widget.live();
  assert.ok(fetched.some((path) => path.endsWith(".wasm")));
});

story("window.Recourse opens the dialog before the wasm is there, with order and e-mail, and tells what happens", async ({ shop, visit, lampOrder }) => {
  const order = await lampOrder();
  const url = shop.pages.serve("/dialog", { html: 'lang="en"', body: tag(shop.edge, 'data-open="button"') });
  const { page, widget } = await visit(url, "en");
  await widget.button("app.open").waitFor();
  const names = await page.evaluate(() => {
    const heard: string[] = [];
    const recourse = (window as unknown as { Recourse: { on(name: string, listener: () => void): void } }).Recourse;
    for (const name of ["ready", "open", "close", "filed", "solved", "status", "error"]) recourse.on(name, () => heard.push(name));
    Object.assign(window, { heard });
    return Object.keys(window).filter((name) => /recourse|wasm/i.test(name));
  });
  assert.deepEqual(names, ["Recourse"], "the one documented global");

  await widget.button("app.open").click();
  await page.getByRole("dialog").waitFor();
  await widget.find(order.facts.number, order.email);
  await widget.heading("items.title").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  // The dialog's `close` is a task of its own, after it is hidden.
  await page.waitForFunction(() => (window as unknown as { heard: string[] }).heard.includes("close"));

  const heard = await page.evaluate(() => (window as unknown as { heard: string[] }).heard);
  assert.deepEqual(heard.filter((name) => name === "open" || name === "close"), ["open", "close"]);
  assert.ok(heard.includes("ready"));
});

/** The time in the page. */
async function now(page: Page): Promise<number> {
  return page.evaluate(() => performance.now());
}
