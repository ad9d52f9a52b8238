// A draft is offered again on another visit, can be deleted, and is gone after a month; a browser that keeps nothing says so.

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import type { Visitor } from "./browser.ts";
import type { Edge } from "./edge.ts";
import { eventually } from "./eventually.ts";
import { openShop } from "./story.ts";
import { Widget } from "./widget.ts";

const story = openShop();
const DAY_MS = 24 * 3_600_000;

/** The same person in another tab, so many days later. */
async function comesBack({ context, words }: Visitor, url: string, days = 0): Promise<Widget> {
  const page = await context.newPage();
  if (days > 0) await page.clock.install({ time: Date.now() + days * DAY_MS });
  await page.goto(url);
  return new Widget(page, words);
}

/** What this browser has of the draft: its words, and how many photos. */
async function keptIn(page: Page, edge: Edge): Promise<[string | null, number]> {
  return page.evaluate(async (name) => {
    const { promise, resolve } = Promise.withResolvers<number>();
    const opening = indexedDB.open(name, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("files");
    opening.onsuccess = () => {
      const counting = opening.result.transaction("files").objectStore("files").count();
      counting.onsuccess = () => resolve(counting.result);
    };
    return [localStorage.getItem(name), await promise] as [string | null, number];
  }, `recourse ${edge.url}/`);
}

story("on another visit the draft is offered, and goes on where it was, with its photo", async ({ shop, visit, plainPage, lampOrder }) => {
  const order = await lampOrder();
  const problem = (await shop.edge.problem("does-not-light", "en")).text;
  const customer = await visit(plainPage("en"), "en");
  await customer.widget.walkTo("remedy", { order, problem, description: "It went dark.", photo: shop.photo });
  await customer.page.close();

  const widget = await comesBack(customer, plainPage("en"), 3);
  await widget.heading("nav.offer").waitFor();
  await widget.host.getByText(order.facts.number).waitFor();
  assert.equal(await widget.host.getByText("It went dark.").count(), 0, "who else sits here sees nothing of it");
  await widget.button("nav.go_on").click();
  await widget.heading("remedy.title").waitFor();
  await widget.remedy(order.facts.lines[0]!.title, "repair").check();
  await widget.next();
  await widget.host.getByText("lampe.jpg").waitFor();
  await widget.host.getByText("It went dark.").waitFor();

  // Loaded again on the same visit, nobody is asked.
  await widget.page.reload();
  await widget.heading("check.title").waitFor();
  await widget.text("nav.kept").waitFor();
});

story("another order that is typed and sent is not the draft's: it is asked which one is meant", async ({ shop, visit, plainPage, lampOrder }) => {
  const [first, other] = [await lampOrder(), await lampOrder()];
  const problem = (await shop.edge.problem("does-not-light", "en")).text;
  const customer = await visit(plainPage("en"), "en");
  await customer.widget.walkTo("remedy", { order: first, problem, description: "It went dark.", photo: shop.photo });

  // On the same visit and on another, in the form that is there before the wasm.
  for (const page of [customer.page, await customer.context.newPage()]) {
    const widget = new Widget(page, customer.words);
    const held = Promise.withResolvers<void>();
    await page.route(`${shop.edge.url}/assets/*.wasm`, async (route) => {
      await held.promise;
      await route.continue();
    });
    await page.goto("about:blank");
    await page.goto(plainPage("en"));
    await widget.find(other.facts.number, other.email);
    held.resolve();
    await widget.heading("nav.offer").waitFor();
    await widget.host.getByText(first.facts.number).waitFor();
    await widget.button("nav.restart_with", { number: other.facts.number }).waitFor();
    await widget.button("nav.go_on").click();
    await widget.heading("remedy.title").waitFor();

    await page.reload();
    held.resolve();
    await widget.heading("remedy.title").waitFor();
    await widget.button("nav.delete").click();
    await widget.button("nav.restart").waitFor();
    await widget.button("nav.go_on").click();
    await widget.heading("remedy.title").waitFor();
  }
  await customer.page.close();

  const widget = await comesBack(customer, "about:blank");
  const held = Promise.withResolvers<void>();
  await widget.page.route(`${shop.edge.url}/assets/*.wasm`, async (route) => {
    await held.promise;
    await route.continue();
  });
  await widget.page.goto(plainPage("en"));
  await widget.find(other.facts.number, other.email);
  held.resolve();
  await widget.button("nav.restart_with", { number: other.facts.number }).click();
  await widget.heading("items.title").waitFor();
  await eventually("the other order's draft is kept, and the first one's photo is not", async () => {
    const [words, photos] = await keptIn(widget.page, shop.edge);
    return words!.includes(other.facts.number) && !words!.includes("It went dark.") && photos === 0;
  });
});

story("a link of another order asks, too, and is followed where the draft is deleted", async ({ shop, visit, lampOrder }) => {
  const order = await lampOrder();
  const problem = (await shop.edge.problem("does-not-light", "en")).text;
  const { page, widget } = await visit(`${shop.edge.url}/claim`, "en");
  await widget.walkTo("remedy", { order, problem, description: "It went dark." });
  await page.goto(`${shop.backend.url}/orders/lamps/LL-1002`);
  await page.getByRole("link", { name: /Begin a claim/ }).click();
  await widget.heading("nav.offer").waitFor();
  await widget.button("nav.restart").click();
  await widget.heading("items.title").waitFor();

  // Loaded again, it goes on where it was.
  await page.reload();
  await widget.heading("items.title").waitFor();
});

story("a draft can be deleted, on the next visit and at any time, and its photos go with it", async ({ shop, visit, plainPage, lampOrder }) => {
  const order = await lampOrder();
  const problem = (await shop.edge.problem("does-not-light", "en")).text;
  const customer = await visit(plainPage("en"), "en");
  const { page, widget } = customer;
  const intent = { order, problem, description: "It went dark.", photo: shop.photo };
  await widget.walkTo("remedy", intent);
  assert.equal((await keptIn(page, shop.edge))[1], 1);

  // Asked once more before it goes, and not gone if the customer thinks better of it.
  await widget.button("nav.delete").click();
  await widget.heading("nav.offer").waitFor();
  await widget.button("nav.go_on").click();
  await widget.heading("remedy.title").waitFor();
  await widget.button("nav.delete").click();
  await widget.button("nav.restart").click();
  await widget.heading("find.title").waitFor();
  assert.equal(await widget.textbox("find.order").inputValue(), "");
  assert.equal((await keptIn(page, shop.edge))[1], 0);

  await widget.walkTo("remedy", intent);
  await page.close();
  const again = await comesBack(customer, plainPage("en"));
  await again.button("nav.restart").click();
  await again.heading("find.title").waitFor();
  assert.equal((await keptIn(again.page, shop.edge))[1], 0);
  await again.page.reload();
  await again.live();
  assert.equal(await again.heading("nav.offer").count(), 0);
});

story("a draft is kept for the days that are promised, and deleted after them with its photos", async ({ shop, visit, plainPage, lampOrder }) => {
  const order = await lampOrder();
  const problem = (await shop.edge.problem("does-not-light", "en")).text;
  const customer = await visit(plainPage("en"), "en");
  await customer.widget.walkTo("remedy", { order, problem, description: "It went dark.", photo: shop.photo });
  const until = new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "Europe/Paris" }).format(Date.now() + 30 * DAY_MS);
  await customer.widget.text("nav.kept", { date: until }).waitFor();
  await customer.page.close();

  const early = await comesBack(customer, plainPage("en"), 29);
  await early.heading("nav.offer").waitFor();
  await early.page.close();
  const late = await comesBack(customer, plainPage("en"), 31);
  await late.live();
  await late.heading("find.title").waitFor();
  assert.deepEqual(await keptIn(late.page, shop.edge), [null, 0]);
});

story("what was sent is no draft any more, and its photos are deleted", async ({ shop, visit, plainPage, lampOrder }) => {
  const order = await lampOrder();
  const problem = (await shop.edge.problem("does-not-light", "en")).text;
  const customer = await visit(plainPage("en"), "en");
  const { page, widget } = customer;
  await widget.walkTo("sent", { order, problem, description: "It went dark.", photo: shop.photo, remedy: "repair" });
  await widget.host.getByText(widget.words.of("upload.sent"), { exact: true }).waitFor();
  await eventually("its photo is deleted", async () => (await keptIn(page, shop.edge))[1] === 0);
  assert.ok(!(await keptIn(page, shop.edge))[0]!.includes("It went dark."));
  await page.close();

  const again = await comesBack(customer, plainPage("en"));
  await again.host.getByRole("heading", { level: 2, name: /[2-9A-Z]{4}-/ }).waitFor();
});

const REFUSALS: Record<string, () => void> = {
  "that refuses all storage": () => {
    const refused = { get: () => { throw new DOMException("refused", "SecurityError"); } };
    for (const name of ["localStorage", "sessionStorage", "indexedDB"]) Object.defineProperty(window, name, refused);
  },
  "with no room for a photo": () => {
    IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); };
  },
};

for (const [what, refuse] of Object.entries(REFUSALS)) {
  story(`a browser ${what} says that nothing is kept, and the claim is sent all the same`, async ({ shop, visit, plainPage, lampOrder }) => {
    const order = await lampOrder();
    const problem = (await shop.edge.problem("does-not-light", "en")).text;
    const { context, page, widget } = await visit("about:blank", "en");
    await context.addInitScript(refuse);
    await page.goto(plainPage("en"));
    await widget.walkTo("remedy", { order, problem, description: "It went dark.", photo: shop.photo });
    await widget.text("nav.unkept").waitFor();
    assert.equal(await widget.button("nav.delete").count(), 0);
    await widget.remedy(order.facts.lines[0]!.title, "repair").check();
    await widget.next();
    await widget.send("Anna Berg");
    await widget.sentNumber();
    await shop.backend.claimOn(order.facts.number, "with its photo", ({ claim }) => claim.evidence?.length === 1);
  });
}
