// Where the shop's policy forbids wasm, or it does not come, the plain form leads to the hosted page.

import assert from "node:assert/strict";
import { openShop, tag } from "./story.ts";

const story = openShop();

story("where the page's CSP forbids wasm, the form leads to the hosted page and the claim is finished there", async ({ shop, visit, lampOrder }) => {
  const order = await lampOrder();
  const edge = shop.edge.url;
  const csp = `default-src 'none'; script-src ${edge}; connect-src ${edge}; img-src data:; form-action ${edge}`;
  const customer = await visit(shop.pages.serve("/no-wasm", { csp, body: tag(shop.edge) }), "fr");
  const { page, widget } = customer;
  customer.expected = /^CSP: script-src blocked wasm-eval$/;

  await widget.textbox("find.order").fill(order.facts.number);
  await widget.textbox("find.email").fill(order.email);
  await widget.button("find.submit").click();
  await page.waitForURL((url) => url.origin === edge);
  assert.equal(new URL(page.url()).pathname, "/claim");
  assert.ok(!page.url().includes(order.email), "the address is in no address");

  // Both are carried over, and the widget starts with them.
  await widget.live();
  const items = widget.heading("items.title");
  await items.or(widget.textbox("find.order")).first().waitFor();
  if (!(await items.isVisible())) {
    assert.equal(await widget.textbox("find.order").inputValue(), order.facts.number);
    assert.equal(await widget.textbox("find.email").inputValue(), order.email);
    await widget.button("find.submit").click();
  }
  const problem = (await shop.edge.problem("does-not-light", "fr")).text;
  const intent = { order, problem, description: "Elle ne s’allume plus.", photo: shop.photo, remedy: "repair" };
  const number = await widget.finish(intent);

  assert.equal((await shop.backend.claimOn(order.facts.number, "from the hosted page")).claim.number, number);
  assert.equal(customer.troubles.length, 1, "the browser blocked the wasm and nothing else");
});

story("where the wasm does not arrive, the form leads to the hosted page", async ({ shop, visit, plainPage, lampOrder }) => {
  const order = await lampOrder();
  const customer = await visit("about:blank", "fr");
  const { page, widget } = customer;
  await page.route(`${shop.edge.url}/assets/*.wasm`, (route) => route.abort("failed"), { times: 1 });
  await page.goto(plainPage("fr"));

  await widget.find(order.facts.number, order.email);

  await page.waitForURL((url) => url.origin === shop.edge.url && url.pathname === "/claim");
  await widget.item(order.facts.lines[0]!.title).or(widget.button("find.submit")).first().waitFor();
});

story("what a form brings to the hosted page is shown there and never run", async ({ shop, visit, plainPage }) => {
  const customer = await visit(plainPage("en"), "en");
  const { page, widget } = customer;
  const nasty = `"><script>document.title='owned'</script>`;
  await page.evaluate(([action, order]) => {
    const form = document.createElement("form");
    Object.assign(form, { method: "post", action });
    for (const [name, value] of [["order_number", order], ["email", "a@mail.example"]]) {
      form.append(Object.assign(document.createElement("input"), { name, value }));
    }
    document.body.append(form);
    form.submit();
  }, [`${shop.edge.url}/claim`, nasty] as const);
  await page.waitForURL(`${shop.edge.url}/claim`);
  await widget.live();

  await widget.textbox("find.order").waitFor();
  assert.notEqual(await page.title(), "owned");
  assert.ok(nasty.startsWith((await widget.textbox("find.order").inputValue()).slice(0, 20)));
});

story("the hosted page alone is enough to claim, and links to following one", async ({ shop, visit, lampOrder }) => {
  const order = await lampOrder();
  const { page, widget } = await visit(`${shop.edge.url}/claim`, "fr");
  await widget.find(order.facts.number, order.email);
  await widget.heading("items.title").waitFor();

  await page.goto(`${shop.edge.url}/track`);
  await widget.heading("recover.title").waitFor();
});
