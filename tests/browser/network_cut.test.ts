// The network is cut at every step, and the Worker is stopped at every step: nothing is lost, and one claim arrives.

import assert from "node:assert/strict";
import type { BrowserContext } from "playwright-core";
import { hasPhoto } from "./backend.ts";
import type { Order } from "./orders.ts";
import { smallPhoto } from "./photo.ts";
import { openShop, type Shop } from "./story.ts";
import { Widget, type Intent } from "./widget.ts";

const story = openShop();
/** What the browser itself says of a network that is gone. */
const GONE = /ERR_(INTERNET_DISCONNECTED|CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE|FAILED)/;

async function intentOf(shop: Shop, order: Order): Promise<Intent> {
  const problem = (await shop.edge.problem("does-not-light", "en")).text;
  return { order, problem, description: "It went dark.", photo: shop.photo, remedy: "repair", name: "Anna Berg" };
}

/** From the items to the review, of which nothing needs the network. */
async function toTheReview(widget: Widget, intent: Intent): Promise<void> {
  for await (const reached of widget.walkOn(intent)) if (reached === "check") return;
}

/** One claim, with its photo. */
async function isThereOnce(shop: Shop, order: Order): Promise<void> {
  await shop.backend.claimOn(order.facts.number, "with its photo", hasPhoto);
  assert.equal((await shop.edge.claimsOn(order.facts.number)).length, 1);
  assert.equal((await shop.backend.claimsOn(order.facts.number)).length, 1);
}

type Cut = { cut(): Promise<void>; mend(): Promise<void>; waits: string };

const CUTS: Record<string, (shop: Shop, context: BrowserContext) => Cut> = {
  "the network is cut": (_, context) => ({
    cut: () => context.setOffline(true),
    mend: () => context.setOffline(false),
    waits: "check.offline",
  }),
  "the Worker is stopped": (shop) => ({
    cut: () => shop.edge.crash(),
    mend: () => shop.edge.comeBack(),
    waits: "check.waiting",
  }),
};

for (const [what, of] of Object.entries(CUTS)) {
  story(`${what} at every step up to the review: each says so or needs none, and the claim goes by itself once it is back`, async ({ shop, visit, plainPage, lampOrder }) => {
    const order = await lampOrder();
    const intent = await intentOf(shop, order);
    const customer = await visit(plainPage("en"), "en");
    const { context, widget } = customer;
    customer.expected = GONE;
    const { cut, mend, waits } = of(shop, context);
    await widget.live();

    await cut();
    await widget.find(order.facts.number, order.email);
    await widget.text("error.network").waitFor();
    assert.equal(await widget.textbox("find.order").inputValue(), order.facts.number);
    await widget.button("nav.again").click();
    await widget.text("error.network").waitFor();
    await mend();
    await widget.button("nav.again").click();
    await widget.heading("items.title").waitFor();

    await cut();
    await toTheReview(widget, intent);
    await widget.send("Anna Berg");
    await widget.text(waits).waitFor();
    await widget.button("nav.again").waitFor();
    assert.equal(await widget.textbox("check.name").inputValue(), "Anna Berg");
    await mend();
    await widget.sentNumber();
    await isThereOnce(shop, order);
  });
}

story("the page is loaded again at every step, and each is as it was", async ({ shop, visit, plainPage, lampOrder }) => {
  const order = await lampOrder();
  const intent = await intentOf(shop, order);
  const title = order.facts.lines[0]!.title;
  const { page, widget } = await visit(plainPage("en"), "en");
  const seen: string[] = [];
  for await (const reached of widget.walk(intent)) {
    if (reached === "sent") break;
    seen.push(reached);
    await page.reload();
    await widget.live();
    await widget.heading(`${reached}.title`).waitFor();
    // What the step before was told is still there, one step back.
    if (reached === "evidence") {
      await widget.button("nav.back").click();
      assert.equal(await widget.textbox("problem.description").inputValue(), "It went dark.");
      assert.ok(await widget.problem(title, intent.problem).isChecked());
      await widget.next();
    }
    if (reached === "remedy") {
      await widget.button("nav.back").click();
      await widget.button("evidence.remove", { name: "lampe.jpg" }).waitFor();
      await widget.next();
    }
  }
  assert.deepEqual(seen, ["find", "items", "problem", "evidence", "remedy", "check"]);
  const number = await widget.sentNumber();
  await page.reload();
  await widget.heading("progress.title", { number }).waitFor();
  await isThereOnce(shop, order);
});

story("a claim that waits is sent by itself after a reload too, and once", async ({ shop, visit, plainPage, lampOrder }) => {
  const order = await lampOrder();
  const intent = await intentOf(shop, order);
  const customer = await visit(plainPage("en"), "en");
  const { page, widget } = customer;
  customer.expected = GONE;
  const keys = new Set<string | undefined>();
  await page.route(`${shop.edge.url}/v1/claims`, (route) => {
    keys.add(route.request().headers()["idempotency-key"]);
    return route.abort("connectionrefused");
  });
  await widget.walkTo("check", intent);
  await widget.send("Anna Berg");
  await widget.text("check.waiting").waitFor();
  await page.reload();
  await widget.text("check.waiting").waitFor();
  assert.equal(await widget.textbox("check.name").inputValue(), "Anna Berg");
  assert.equal(keys.size, 1);

  await page.unroute(`${shop.edge.url}/v1/claims`);
  await widget.sentNumber();
  await isThereOnce(shop, order);
});

story("an answer that is lost on its way is asked for again, with the same key", async ({ shop, visit, plainPage, lampOrder }) => {
  const order = await lampOrder();
  const customer = await visit(plainPage("en"), "en");
  const { page, widget } = customer;
  customer.expected = GONE;
  let asked = 0;
  await page.route(`${shop.edge.url}/v1/claims`, async (route) => {
    asked += 1;
    if (asked > 1) return route.continue();
    assert.equal((await route.fetch()).status(), 201, "the edge has kept it");
    return route.abort("connectionreset");
  });
  await widget.walkTo("check", await intentOf(shop, order));
  await widget.send("Anna Berg");
  await widget.text("check.waiting").waitFor();
  await widget.sentNumber();
  await widget.text("sent.replayed").waitFor();
  await isThereOnce(shop, order);
});

story("two tabs with the same draft send it once, and both see that it is sent", async ({ shop, visit, plainPage, lampOrder }) => {
  const order = await lampOrder();
  const customer = await visit(plainPage("en"), "en");
  const { context, widget: first } = customer;
  customer.expected = GONE;
  await first.walkTo("check", await intentOf(shop, order));
  await first.textbox("check.name").fill("Anna Berg");
  const second = new Widget(await context.newPage(), customer.words);
  await second.page.goto(plainPage("en"));
  await second.button("nav.go_on").click();
  await second.heading("check.title").waitFor();
  let kept = 0;
  context.on("response", (answer) => {
    if (answer.request().method() === "POST" && answer.url().endsWith("/v1/claims")) kept += 1;
  });

  await context.setOffline(true);
  for (const tab of [first, second]) {
    await tab.button("check.send").click();
    await tab.text("check.offline").waitFor();
  }
  await context.setOffline(false);

  const isSent = (tab: Widget) => tab.host.getByText(/^(?:.* )?[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/).first();
  for (const tab of [first, second]) await isSent(tab).waitFor();
  await isThereOnce(shop, order);
  assert.equal(kept, 1, "it was sent once");
});

story("cut in the middle of several files, the rest follows by itself, and after a reload", async ({ shop, visit, plainPage, lampOrder }) => {
  const order = await lampOrder();
  const intent = await intentOf(shop, order);
  const customer = await visit(plainPage("en"), "en");
  const { context, page, widget } = customer;
  customer.expected = GONE;
  await widget.walkTo("evidence", intent);
  const photo = { mimeType: "image/jpeg", buffer: await smallPhoto(page) };
  const names = ["one.jpg", "two.jpg", "three.jpg", "four.jpg"];
  await widget.labelled("evidence.add_photo").setInputFiles(names.map((name) => ({ name, ...photo })));
  for (const name of names) await widget.button("evidence.remove", { name }).waitFor();
  await widget.next();
  await widget.remedy(order.facts.lines[0]!.title, "repair").check();
  await widget.next();

  let cuts = 0;
  const second = `${shop.edge.url}/v1/claims/*/evidence/2?*`;
  await page.route(second, async (route) => {
    cuts += 1;
    await context.setOffline(true);
    await route.abort("internetdisconnected");
  }, { times: 1 });
  // The third stays on its way until the page is loaded again.
  const third = `${shop.edge.url}/v1/claims/*/evidence/3?*`;
  const { promise: reached, resolve: isReached } = Promise.withResolvers<void>();
  await page.route(third, () => isReached());
  await widget.send("Anna Berg");
  const number = await widget.sentNumber();
  await widget.host.getByText(widget.words.of("upload.sent"), { exact: true }).first().waitFor();
  await widget.text("progress.offline").or(widget.text("sent.lead_files")).first().waitFor();
  await context.setOffline(false);
  await reached;
  assert.equal(cuts, 1);
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.reload();

  await widget.heading("progress.title", { number }).waitFor();
  await shop.backend.claimOn(order.facts.number, "with all its photos", ({ claim }) => claim.evidence?.length === 4);
  const { claim } = (await shop.backend.claimsOn(order.facts.number))[0]!;
  assert.deepEqual(claim.evidence!.map((file) => file.name).sort(), [...names].sort());
});

story("on the sent screen a statement that does not come says so, and can be asked for again", async ({ shop, visit, plainPage, lampOrder }) => {
  const order = await lampOrder();
  const customer = await visit(plainPage("en"), "en");
  const { page, widget } = customer;
  customer.expected = GONE;
  await widget.walkTo("sent", await intentOf(shop, order));
  await widget.host.getByText(widget.words.of("upload.sent"), { exact: true }).waitFor();
  await page.route(`${shop.edge.url}/v1/claims/*/statement`, (route) => route.abort("connectionrefused"), { times: 1 });
  await widget.button("sent.statement").click();
  await widget.text("error.network").waitFor();
  const coming = page.waitForEvent("download");
  await widget.button("nav.again").click();
  await coming;
});
