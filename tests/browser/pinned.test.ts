// A shop that pins a version gets that version and no other.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { openShop, type Shop } from "./story.ts";

const story = openShop();

/** The address of the version of today, and the `integrity` of its tag. */
async function today(shop: Shop): Promise<{ src: string; integrity: string }> {
  const manifest = (await (await fetch(`${shop.edge.url}/assets/manifest.json`)).json()) as { loader: Record<string, string> };
  const src = `${shop.edge.url}/assets/${manifest.loader.fr}`;
  const answer = await fetch(src);
  assert.equal(answer.headers.get("cache-control"), "public, max-age=31536000, immutable");
  const bytes = Buffer.from(await answer.arrayBuffer());
  const newest = await (await fetch(`${shop.edge.url}/widget.js`)).arrayBuffer();
  assert.deepEqual(bytes, Buffer.from(newest), "the pinned version is the newest until the next");
  return { src, integrity: `sha384-${createHash("sha384").update(bytes).digest("base64")}` };
}

for (const [where, page] of Object.entries({
  "where it stands": (tag: string) => ({ body: tag }),
  "in the head": (tag: string) => ({ head: tag, body: "<main></main>" }),
  "as a module": (tag: string) => ({ body: tag.replace("async", 'type="module"') }),
})) {
  story(`a pinned tag with its integrity works ${where}`, async ({ shop, visit, lampOrder }) => {
    const order = await lampOrder();
    const { src, integrity } = await today(shop);
    const tag = `<script async src="${src}" integrity="${integrity}" crossorigin="anonymous"></script>`;
    const url = shop.pages.serve(`/pinned-${where.replaceAll(" ", "-")}`, page(tag));
    const { page: tab, widget } = await visit(url, "fr");
    const asked: string[] = [];
    tab.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await widget.find(order.facts.number, order.email);
    await widget.heading("items.title").waitFor();

    // All that follows is named by its content: nothing of it can become another version.
    const files = asked.filter((path) => path.startsWith("/assets/"));
    assert.ok(files.every((path) => /\.[0-9a-f]{10}\.\w+$/.test(path)), String(files));
  });
}

story("a browser refuses a pinned tag whose file was changed", async ({ shop, visit }) => {
  const { src, integrity } = await today(shop);
  const customer = await visit("about:blank", "fr");
  customer.expected = /integrity/;
  await customer.page.route(src, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: `${await answer.text()};document.title="changed"` });
  });
  const refused = customer.page.waitForEvent("console", (message) => /integrity/.test(message.text()));
  const tag = `<script async src="${src}" integrity="${integrity}" crossorigin="anonymous"></script>`;
  await customer.page.goto(shop.pages.serve("/changed", { body: tag }));
  await refused;
  assert.equal(await customer.page.title(), "Une boutique");
});
