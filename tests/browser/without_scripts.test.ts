// No script runs, or no wasm does: everything can be done by plain forms.

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { assertAccessible } from "./accessibility.ts";
import { photograph } from "./screenshots.ts";
import type { Order } from "./orders.ts";
import { hasPhoto } from "./backend.ts";
import { openShop } from "./story.ts";
import type { Words } from "./words.ts";

const story = openShop();

/** A phone. */
const PHONE = { width: 390, height: 844 };

interface Walk {
  page: Page;
  words: Words;
  order: Order;
  problem: string;
  photo: string;
  /** What is done on every page before anything is typed on it. */
  look?: (name: string) => Promise<void>;
}

/** From the items to the page that says it is sent; gives the link to the claim. */
async function claim({ page, words, order, problem, photo, look = async () => {} }: Walk): Promise<string> {
  const title = order.facts.lines[0]!.title;
  await page.getByRole("heading", { level: 1, name: words.of("items.title") }).waitFor();
  await look("plain-items");
  await page.getByRole("checkbox", { name: title }).check();
  await page.getByRole("button", { name: words.of("nav.next"), exact: true }).click();
  await page.getByRole("heading", { name: words.of("error.summary") }).waitFor();
  await look("plain-mistakes");
  await page.getByRole("link", { name: words.of("error.required_problem") }).click();
  await page.getByLabel(words.of("problem.for", { title })).selectOption(problem);
  await page.getByLabel(words.of("problem.description"), { exact: true }).fill("Elle ne s’allume plus.");
  await page.getByLabel(words.of("check.name")).fill("Nadia Benali");
  await page.getByRole("button", { name: words.of("nav.next"), exact: true }).click();
  await page.getByRole("heading", { level: 1, name: words.of("remedy.title") }).waitFor();
  await look("plain-check");
  await page.getByRole("radio", { name: words.of("remedy.repair") }).check();
  await page.getByLabel(words.of("evidence.add_photo")).setInputFiles(photo);
  await page.getByRole("button", { name: words.of("check.send") }).click();
  await page.getByRole("heading", { level: 1, name: words.of("sent.title") }).waitFor();
  await look("plain-sent");
  return page.getByRole("link", { name: "/track#" }).innerText();
}

/** Number and e-mail, on whatever page has that form. */
async function find({ page, words, order }: Walk): Promise<void> {
  await page.getByLabel(words.of("find.order")).fill(order.facts.number);
  await page.getByLabel(words.of("find.email")).fill(order.email);
  await page.getByRole("button", { name: words.of("find.submit") }).click();
}

story("without a script a claim with a photo is filed and followed", async ({ shop, visit, lampOrder }) => {
  const order = await lampOrder();
  const { page, words } = await visit(`${shop.edge.url}/claim`, "fr", { javaScriptEnabled: false, viewport: PHONE });
  const walk = { page, words, order, problem: "does-not-light", photo: shop.photo };
  await find(walk);
  const link = await claim(walk);
  assert.ok(!page.url().includes("#"), "the token is in no address");
  const kept = await shop.backend.claimOn(order.facts.number, "with its photo", hasPhoto);
  assert.equal(kept.claim.customer.name, "Nadia Benali");
  assert.equal(kept.claim.lines[0]!.requested, "repair");

  // The link of the e-mail opens a page that asks for it.
  await page.goto(link);
  await page.getByLabel(words.of("plain.link"), { exact: true }).fill(link);
  await page.getByRole("button", { name: words.of("plain.open") }).click();
  await page.getByRole("heading", { level: 1, name: kept.claim.number }).waitFor();
  await page.getByLabel(words.of("progress.message_label")).fill("Merci d’avance.");
  await page.getByRole("button", { name: words.of("progress.message_send") }).click();
  await page.getByText(words.of("progress.message_sent")).waitFor();
  await shop.backend.claimOn(order.facts.number, "with the message", ({ timeline }) =>
    Object.values(timeline).some((event) => event.text === "Merci d’avance."));
});

story("where wasm is refused on our own page too, its form leads to the plain pages", async ({ shop, visit, lampOrder }) => {
  const order = await lampOrder();
  const customer = await visit("about:blank", "en", { viewport: PHONE });
  const { page, words, widget } = customer;
  customer.expected = /wasm|WebAssembly/i;
  await page.route(`${shop.edge.url}/assets/*.wasm`, (route) => route.abort("failed"));
  await page.goto(`${shop.edge.url}/claim`);
  await widget.find(order.facts.number, order.email);

  const look = async (name: string) => {
    await assertAccessible(page, name, "html");
    await photograph(page.locator("html"), name);
  };
  const walk = { page, words, order, problem: "does-not-light", photo: shop.photo, look };
  const link = await claim(walk);

  await page.goto(`${shop.edge.url}/track?plain=1`);
  await look("plain-track");
  await page.getByLabel(words.of("plain.link"), { exact: true }).fill(link);
  await page.getByRole("button", { name: words.of("plain.open") }).click();
  await page.getByRole("heading", { level: 2, name: words.of("progress.timeline") }).waitFor();
  await look("plain-progress");
  await page.getByRole("button", { name: words.of("progress.withdraw"), exact: true }).click();
  await page.getByRole("heading", { level: 1, name: words.of("progress.withdraw_title") }).waitFor();
  await look("plain-withdraw");
  await page.getByRole("button", { name: words.of("progress.withdraw_confirm") }).click();
  await page.getByText(words.of("progress.withdrawn")).first().waitFor();
});

story("with scripts the hosted page is the widget, and the way to the plain page stands below", async ({ shop, visit }) => {
  const { page, words, widget } = await visit(`${shop.edge.url}/claim`, "en");
  await widget.live();
  assert.equal(await page.getByLabel(words.of("find.order")).count(), 1, "one form");
  await page.getByRole("link", { name: words.of("plain.switch") }).click();
  await page.getByRole("heading", { level: 1, name: words.of("find.title") }).waitFor();
  await assertAccessible(page, "plain order", "html");
});
