// Once is enough: what is sent twice is kept once, and an item has one open claim.

import assert from "node:assert/strict";
import { openShop } from "./story.ts";

const story = openShop();

story("a double click sends one claim", async ({ shop, visit, plainPage, lampOrder }) => {
  const order = await lampOrder();
  const { widget } = await visit(plainPage("en"), "en");
  const problem = (await shop.edge.problem("does-not-light", "en")).text;

  await widget.walkTo("check", { order, problem, description: "It went dark.", remedy: "repair" });
  await widget.textbox("check.name").fill("Anna Berg");
  await widget.button("check.send").dblclick();
  const number = await widget.sentNumber();

  assert.deepEqual((await shop.edge.claimsOn(order.facts.number)).map((claim) => claim.number), [number]);
  await shop.backend.claimOn(order.facts.number, "once");
  assert.equal((await shop.backend.claimsOn(order.facts.number)).length, 1);
});

story("a claim whose answer was lost is sent again and kept once", async ({ shop, visit, plainPage, lampOrder }) => {
  const order = await lampOrder();
  const customer = await visit(plainPage("en"), "en");
  const { page, widget } = customer;
  const problem = (await shop.edge.problem("does-not-light", "en")).text;
  const keys: (string | null)[] = [];
  await page.route(`${shop.edge.url}/v1/claims`, async (route) => {
    keys.push(await route.request().headerValue("idempotency-key"));
    if (keys.length > 1) return route.continue();
    const answer = await route.fetch();
    assert.equal(answer.status(), 201, "the edge has kept it");
    return route.abort("connectionreset");
  });

  await widget.walkTo("check", { order, problem, description: "It went dark.", remedy: "repair" });
  await widget.send("Anna Berg");
  // Either it tries again by itself, or says so and lets the customer.
  await widget.text("error.network").or(widget.heading("sent.title")).first().waitFor();
  if (await widget.heading("sent.title").isHidden()) {
    assert.equal(await widget.textbox("check.name").inputValue(), "Anna Berg");
    await widget.button("check.send").click();
  }
  const number = await widget.sentNumber();

  assert.ok(keys.length >= 2 && keys[0], "it was sent again");
  assert.equal(new Set(keys).size, 1, "with the same key");
  assert.deepEqual((await shop.edge.claimsOn(order.facts.number)).map((claim) => claim.number), [number]);
  await widget.text("sent.replayed").waitFor();
});

story("an item with an open claim cannot be claimed again, and leads to that claim", async ({ shop, visit, plainPage, lampOrder }) => {
  const order = await lampOrder();
  const first = await shop.edge.file(order, "does-not-light", "en");
  const { page, widget } = await visit(plainPage("en"), "en");
  const number = first.claim.number;

  await widget.find(order.facts.number, order.email);
  await widget.heading("items.title").waitFor();
  assert.ok(await widget.item(order.facts.lines[0]!.title).isDisabled());
  await widget.text("items.taken").waitFor();
  const follow = widget.link("items.follow", { number });
  await follow.click();

  await page.getByRole("heading", { level: 2, name: number }).waitFor();
});

story("of two tabs with the same item the second is refused, with a link to the first claim", async ({ shop, visit, plainPage, lampOrder }) => {
  const order = await lampOrder();
  const problem = (await shop.edge.problem("does-not-light", "en")).text;
  const intent = { order, problem, description: "It went dark.", remedy: "repair" };
  const early = await visit(plainPage("en"), "en");
  const late = await visit(plainPage("en"), "en");
  await early.widget.walkTo("check", intent);
  await late.widget.walkTo("check", intent);

  await early.widget.send("Anna Berg");
  const number = await early.widget.sentNumber();
  await late.widget.send("Anna Berg");

  await late.widget.alert().getByText(late.words.of("error.already_claimed")).waitFor();
  await late.widget.link("error.already_claimed_link").click();
  await late.page.getByRole("heading", { level: 2, name: number }).waitFor();
  assert.equal((await shop.edge.claimsOn(order.facts.number)).length, 1);
});

story("a withdrawn claim frees its item", async ({ shop, visit, plainPage, lampOrder }) => {
  const order = await lampOrder();
  const first = await shop.edge.file(order, "does-not-light", "en");
  const owner = await visit(first.tracking_url, "en");
  await owner.widget.button("progress.withdraw").click();
  await owner.widget.button("progress.withdraw_confirm").click();
  await owner.widget.text("status.withdrawn").waitFor();

  const { widget } = await visit(plainPage("en"), "en");
  await widget.find(order.facts.number, order.email);

  await widget.item(order.facts.lines[0]!.title).check();
  await widget.next();
  await widget.heading("problem.title").waitFor();
});
