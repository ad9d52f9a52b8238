// A claim begun without typing: by a link of the shop's, opened or scanned, and by a receipt or a serial number.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { BATTERY, LAMP, newOrder } from "./orders.ts";
import { ROOT } from "./program.ts";
import { photograph } from "./screenshots.ts";
import { shiftsSince } from "./shifts.ts";
import { openShop, tag } from "./story.ts";

const story = openShop({ 'country = "FR"': 'country = "FR"\nfind_by = ["order", "receipt", "serial"]' });

type OrderLink = (worker: string, keys: string, order_number: string, email: string, expires?: number) => string;

/** The function that `docs/api.md` gives to the shop's developer. */
async function fromTheDocs(): Promise<OrderLink> {
  const page = readFileSync(join(ROOT, "docs/api.md"), "utf8");
  const code = page.split("### Links that need no typing")[1]!.split("```js\n")[1]!.split("```")[0]!;
  const module = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as { orderLink: OrderLink };
  return module.orderLink;
}

story("a link of the shop's, made as the docs say, begins with the items, and the claim is the customer's", async ({ shop, visit, lampOrder }) => {
  const order = await lampOrder();
  const orderLink = await fromTheDocs();
  const link = orderLink(shop.edge.url, shop.edge.secret("ORDER_LINK_KEYS"), order.facts.number, order.email);

  const { widget } = await visit(link, "fr");
  await widget.heading("items.title").waitFor();

  const problem = (await shop.edge.problem("does-not-light", "fr")).text;
  const intent = { order, problem, description: "Elle ne s’allume plus.", photo: shop.photo, remedy: "repair" } as const;
  const number = await widget.finish(intent);
  const { claim } = await shop.backend.claimOn(order.facts.number, "from a link");
  assert.equal(claim.number, number);
  assert.equal(claim.customer.email, order.email);
});

story("the demo backend's page of an order has that link and its QR code; a page of the shop's may hold the token", async ({ shop, visit }) => {
  const customer = await visit(`${shop.backend.url}/orders/lamps/LL-1002`, "fr");
  const { page, widget } = customer;
  await page.locator("figure svg").waitFor();
  const link = (await page.getByRole("link", { name: /Begin a claim/ }).getAttribute("href"))!;
  await page.goto(link);
  await widget.heading("items.title").waitFor();

  const token = link.split("#order=")[1]!;
  const invoice = shop.pages.serve("/invoice", { html: 'lang="fr"', body: tag(shop.edge, `data-order-token="${token}"`) });
  const other = await visit(invoice, "fr");
  await other.widget.heading("items.title").waitFor();
});

story("a link that is too old says so, and the order can be typed", async ({ shop, visit, lampOrder }) => {
  const order = await lampOrder();
  const orderLink = await fromTheDocs();
  const yesterday = Date.now() / 1000 - 86_400;
  const link = orderLink(shop.edge.url, shop.edge.secret("ORDER_LINK_KEYS"), order.facts.number, order.email, yesterday);

  const { widget } = await visit(link, "fr");
  await widget.text("error.session").waitFor();
  await widget.find(order.facts.number, order.email);
  await widget.heading("items.title").waitFor();
});

story("an order is found by the serial number of a thing in it", async ({ shop, visit, plainPage }) => {
  const order = newOrder({ daysAgo: 10 }, { ...BATTERY, serial: "SN-90210" }, LAMP);
  await shop.backend.sell(order);
  const wasm = Promise.withResolvers<void>();
  const { page, widget } = await visit("about:blank", "fr");
  await page.route(`${shop.edge.url}/assets/*.wasm`, async (route) => {
    await wasm.promise;
    await route.continue();
  });
  await page.goto(plainPage("fr"));
  await widget.textbox("find.order").waitFor();
  const shown = await page.evaluate(() => performance.now());
  const before = await widget.host.boundingBox();
  wasm.resolve();
  await widget.labelled("find.by").waitFor();
  assert.deepEqual(await widget.host.boundingBox(), before, "the choice has the place and the size of the label");
  assert.deepEqual(await shiftsSince(page, shown), []);
  await photograph(widget.host, "find-by");
  await widget.labelled("find.by").selectOption("serial");
  await widget.textbox("find.serial").fill("SN-90210");
  await widget.textbox("find.email").fill(order.email);
  await widget.button("find.submit").click();
  await widget.item(BATTERY.title).waitFor();
});
