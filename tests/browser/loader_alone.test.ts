// Where the rest does not come, the loader's form says so, works all the same, and can be told to try again.

import assert from "node:assert/strict";
import { openShop, tag } from "./story.ts";

const story = openShop();

const REFUSED = { "the shop's answer": "/v1/shop*", "the texts": "/assets/claim.en.*.json" };

for (const [what, path] of Object.entries(REFUSED)) {
  story(`without ${what} the form says what happened, and trying again brings the rest with what was typed`, async ({ shop, visit, plainPage, lampOrder }) => {
    const order = await lampOrder();
    const customer = await visit("about:blank", "en");
    const { page, widget, words } = customer;
    customer.expected = /net::ERR_/;
    let tries = 0;
    await page.route(shop.edge.url + path, (route) => (tries++ < 2 ? route.abort("failed") : route.continue()));
    await page.goto(plainPage("en"));
    const said = widget.host.getByRole("status");
    await said.getByText(words.of("error.network")).waitFor();
    await widget.textbox("find.order").fill(order.facts.number);

    // Not yet: it is said again, and the focus stays where it was.
    await widget.button("nav.again").focus();
    const refused = page.waitForEvent("requestfailed");
    await page.keyboard.press("Enter");
    await refused;
    await said.getByText(words.of("error.network")).waitFor();
    assert.equal(await widget.button("nav.again").evaluate((button) => (button.getRootNode() as ShadowRoot).activeElement === button), true);

    await page.keyboard.press("Enter");
    await widget.live();
    assert.equal(await widget.button("nav.again").count(), 0);
    assert.equal(await widget.textbox("find.order").inputValue(), order.facts.number);
    await widget.textbox("find.email").fill(order.email);
    await widget.button("find.submit").click();
    await widget.heading("items.title").waitFor();
  });
}

story("the form that says so goes on working: it leads to the hosted page", async ({ shop, visit, plainPage, lampOrder }) => {
  const order = await lampOrder();
  const customer = await visit("about:blank", "en");
  const { page, widget } = customer;
  customer.expected = /net::ERR_/;
  await page.route(`${shop.edge.url}/v1/shop*`, (route) => route.abort("failed"), { times: 1 });
  await page.goto(plainPage("en"));
  await widget.text("error.network").waitFor();
  await widget.find(order.facts.number, order.email);
  await page.waitForURL((url) => url.origin === shop.edge.url && url.pathname === "/claim");
  await widget.item(order.facts.lines[0]!.title).or(widget.button("find.submit")).first().waitFor();
});

story("a claim that cannot be fetched is tried again, too", async ({ shop, visit, lampOrder }) => {
  const { claim, tracking_url } = await shop.edge.file(await lampOrder(), "does-not-light", "en");
  const customer = await visit("about:blank", "en");
  const { page, widget } = customer;
  customer.expected = /net::ERR_/;
  await page.route(`${shop.edge.url}/v1/shop*`, (route) => route.abort("failed"), { times: 1 });
  await page.goto(tracking_url);
  await widget.text("error.network").waitFor();
  await widget.button("nav.again").click();
  await widget.heading("progress.title", { number: claim.number }).waitFor();
});

story("where the page's policy forbids wasm, nothing is said that trying again could not change", async ({ shop, visit }) => {
  const edge = shop.edge.url;
  const csp = `default-src 'none'; script-src ${edge}; connect-src ${edge}; img-src data:; form-action ${edge}`;
  const customer = await visit("about:blank", "en");
  const { page, widget } = customer;
  customer.expected = /^CSP: script-src blocked wasm-eval$/;
  const stays = page.waitForEvent("console", (message) => message.text().includes("the plain form stays"));
  await page.goto(shop.pages.serve("/no-wasm-said", { csp, html: 'lang="en"', body: tag(shop.edge) }));
  await stays;
  await widget.textbox("find.order").waitFor();
  assert.equal(await widget.button("nav.again").count(), 0);
});

story("a claim to be followed where the page's policy forbids wasm is shown on the hosted page", async ({ shop, visit, lampOrder }) => {
  const { claim, tracking_url } = await shop.edge.file(await lampOrder(), "does-not-light", "en");
  const edge = shop.edge.url;
  const csp = `default-src 'none'; script-src ${edge}; connect-src ${edge}; img-src data:`;
  const customer = await visit("about:blank", "en");
  const { page, widget } = customer;
  customer.expected = /^CSP: script-src blocked wasm-eval$/;
  const hosting = shop.pages.serve("/no-wasm-followed", { csp, html: 'lang="en"', body: tag(shop.edge, 'data-view="track"') });
  await page.goto(`${hosting}#${tracking_url.split("#")[1]}`);
  await widget.link("find.follow").click();
  await widget.heading("progress.title", { number: claim.number }).waitFor();
  assert.equal(new URL(page.url()).origin, edge);
});
