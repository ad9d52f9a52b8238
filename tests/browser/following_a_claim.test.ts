// After the claim is sent: the link opens it anywhere, and the customer can do what is theirs to do.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { hasPhoto } from "./backend.ts";
import { openShop } from "./story.ts";

const story = openShop();

story("the link opens the claim in another browser, and the shop's question is answered there with a photo", async ({ shop, visit, lampOrder }) => {
  const order = await lampOrder();
  const { claim, tracking_url } = await shop.edge.file(order, "does-not-light", "en");
  const { page, widget, words } = await visit(tracking_url, "en");
  await widget.heading("progress.title", { number: claim.number }).waitFor();
  await widget.host.getByText(order.facts.lines[0]!.title).first().waitFor();
  await widget.text("status.received").waitFor();
  assert.ok(!page.url().includes("?"), "the token stands behind #");

  await shop.backend.answer(claim.number, { type: "claim.needs_info", message: "Which bulb is in it?" });
  await widget.text("status.needs_info").waitFor();
  await widget.text("progress.turn_customer").waitFor();
  await widget.host.getByText("Which bulb is in it?").first().waitFor();

  await widget.textbox("progress.message_label").fill("The one that came with it, E27.");
  await widget.button("progress.message_send").click();
  await widget.text("progress.message_sent").waitFor();
  assert.equal(await widget.textbox("progress.message_label").inputValue(), "");
  await widget.text("evidence.done").waitFor({ state: "hidden" }); // nothing has been added yet
  await widget.labelled("evidence.add_photo").setInputFiles(shop.photo);
  const timeline = widget.host.getByRole("list", { name: words.of("progress.timeline") });
  await timeline.getByText(words.of("event.evidence.added")).waitFor();
  await timeline.getByText("The one that came with it, E27.").waitFor();

  const known = await shop.backend.claimOn(order.facts.number, "with its photo", hasPhoto);
  const messages = Object.values(known.timeline).filter(({ type }) => type === "message.added");
  assert.deepEqual(messages.map(({ text }) => text), ["The one that came with it, E27."]);
});

story("a claim is withdrawn only when the customer confirms it", async ({ shop, visit, lampOrder }) => {
  const order = await lampOrder();
  const { claim, tracking_url } = await shop.edge.file(order, "does-not-light", "en");
  const { widget } = await visit(tracking_url, "en");

  await widget.button("progress.withdraw").click();
  await widget.button("progress.withdraw_keep").click();
  await widget.button("progress.withdraw_confirm").waitFor({ state: "hidden" });
  assert.equal((await shop.edge.claimsOn(order.facts.number))[0]!.status, "received");

  await widget.button("progress.withdraw").click();
  await widget.button("progress.withdraw_confirm").click();
  await widget.text("status.withdrawn").waitFor();
  await widget.button("progress.withdraw").waitFor({ state: "hidden" });
  const known = await shop.backend.claimOn(order.facts.number, "withdrawn", ({ claim }) => claim.status === "withdrawn");
  assert.equal(known.claim.number, claim.number);
});

story("the shop's offer is accepted on the page", async ({ shop, visit, lampOrder }) => {
  const order = await lampOrder();
  const { claim, tracking_url } = await shop.edge.file(order, "does-not-light", "en");
  const { widget } = await visit(tracking_url, "en");
  await widget.text("status.received").waitFor();

  await shop.backend.answer(claim.number, {
    type: "offer.made",
    remedy: "partial_refund",
    amount: { amount_minor: 4_000, currency: "EUR" },
    message: "Keep the lamp, and have a third of the price back.",
  });
  await widget.text("progress.offer").waitFor();
  await widget.host.getByText("€40").first().waitFor();
  await widget.button("progress.offer_accept").click();

  await widget.text("event.offer.answered.accepted").waitFor();
  await shop.backend.claimOn(order.facts.number, "with the answer", ({ timeline }) =>
    Object.values(timeline).some((event) => event.type === "offer.answered"));
});

story("the statement downloads, in the customer's language, with everything in it", async ({ shop, visit, lampOrder }) => {
  const order = await lampOrder();
  const { claim, tracking_url } = await shop.edge.file(order, "does-not-light", "fr");
  const { page, widget, words } = await visit(tracking_url, "fr");

  const downloading = page.waitForEvent("download");
  await widget.button("progress.statement").click();
  const download = await downloading;
  const statement = readFileSync(await download.path(), "utf8");

  assert.ok(download.suggestedFilename().includes(claim.number), download.suggestedFilename());
  assert.match(statement, /<html[^>]* lang="fr"/);
  const delivered = words.date(order.facts.delivered_on);
  const { title } = order.facts.lines[0]!;
  for (const part of [claim.number, order.facts.number, title, "Nadia Benali", "Elle ne s’allume plus.", delivered]) {
    assert.ok(statement.includes(part), `the statement says ${part}`);
  }
  assert.ok(!statement.includes("<script"), "nothing runs in it");
});

story("a page left open says that there is no connection, and goes on by itself", async ({ shop, visit, lampOrder }) => {
  const order = await lampOrder();
  const { claim, tracking_url } = await shop.edge.file(order, "does-not-light", "en");
  const customer = await visit(tracking_url, "en");
  const { context, widget, words } = customer;
  customer.expected = /ERR_INTERNET_DISCONNECTED/;
  await widget.text("status.received").waitFor();

  await context.setOffline(true);
  await shop.backend.answer(claim.number, { type: "claim.under_review", person: "Claire" });
  await widget.text("progress.offline").waitFor({ timeout: 30_000 });
  await context.setOffline(false);

  await widget.text("status.under_review").waitFor({ timeout: 30_000 });
  await widget.host.getByText(words.of("event.claim.under_review")).waitFor();
  await widget.text("progress.offline").waitFor({ state: "hidden" });
});
