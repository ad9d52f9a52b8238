// What nothing covers: the customer learns why, and is not left alone with it.

import assert from "node:assert/strict";
import { BATTERY, LAMP, newOrder, yearsAfter } from "./orders.ts";
import { openShop } from "./story.ts";

const story = openShop({ 'out_of_policy = "review"': 'out_of_policy = "decline"' });

/** Over every guarantee of the lamp shop. */
const TOO_LONG = { daysAgo: 1_200 };

story("a claim out of policy is told why and what is still possible, and a person can be asked", async ({ shop, visit, plainPage }) => {
  const order = await shop.backend.sell(newOrder(TOO_LONG, LAMP));
  const title = LAMP.title;
  const { widget, words } = await visit(plainPage("en"), "en");

  await widget.find(order.facts.number, order.email);
  await widget.item(title).check();
  await widget.next();
  await widget.problem(title, (await shop.edge.problem("does-not-light", "en")).text).check();
  await widget.textbox("problem.description").fill("It went dark.");
  await widget.next();
  await widget.heading("evidence.title").waitFor();
  await widget.button("evidence.later").click();

  await widget.heading("remedy.decline_title").waitFor();
  await widget.text("remedy.decline").waitFor();
  await widget.text("remedy.still").waitFor();
  await widget.text("still_possible.human_review").waitFor();
  await widget.text("still_possible.dispute_body").waitFor();
  // Why: in words, with the days counted from this order's delivery, as they are written in the customer's language.
  const delivered = order.facts.delivered_on;
  await widget.text("reason.conformity.over", { until: words.date(yearsAfter(delivered, 2)) }).waitFor();
  await widget.text("reason.warranty.over", { until: words.date(yearsAfter(delivered, 3)) }).waitFor();
  assert.equal(await widget.button("nav.next").count(), 0, "asking is a choice, not the next step");

  await widget.host.getByRole("radio", { name: words.of("remedy.refund") }).check();
  await widget.button("remedy.ask_person").click();
  await widget.heading("check.title").waitFor();
  await widget.send("Paul Martin");
  const number = await widget.sentNumber();

  const { claim } = await shop.backend.claimOn(order.facts.number, "for a person to read");
  assert.equal(claim.number, number);
  assert.equal(claim.verdict.decision, "decline");
  assert.equal(claim.status, "received");
  await widget.button("sent.follow").click();
  await widget.text("status.received").waitFor();

  // The shop turns it down, with its reason in the timeline.
  await shop.backend.answer(number, { type: "claim.declined", reason: "The lamp is over three years old." });
  await widget.text("status.declined").waitFor();
  await widget.host.getByText("The lamp is over three years old.").waitFor();
  assert.ok((await widget.lines()).includes(words.of("status.declined")));
});

story("where nothing of several items is covered, that is a page of its own with each reason and the ways on", async ({ shop, visit, plainPage }) => {
  const order = await shop.backend.sell(newOrder(TOO_LONG, LAMP, BATTERY));
  const { widget, words } = await visit(plainPage("en"), "en");
  await widget.find(order.facts.number, order.email);
  for (const { title } of [LAMP, BATTERY]) await widget.item(title).check();
  await widget.next();
  const problems = ["does-not-light", "does-not-charge"];
  for (const [at, { title }] of [LAMP, BATTERY].entries()) {
    await widget.problem(title, (await shop.edge.problem(problems[at]!, "en")).text).check();
    await widget.textbox("problem.description").nth(at).fill("It broke.");
  }
  await widget.next();
  await widget.button("evidence.later").click();

  await widget.heading("remedy.decline_title").waitFor();
  const each = async (key: string) => widget.host.getByText(words.of(key), { exact: true }).count();
  assert.equal(await each("remedy.decline"), 2);
  assert.equal(await each("remedy.still"), 2);
  assert.equal(await each("still_possible.human_review"), 2);
  assert.equal(await widget.host.getByText(words.pattern("reason.conformity.over")).count(), 2);
  const wishes = widget.host.getByRole("radio", { name: words.of("remedy.refund") });
  for (const at of [0, 1]) await wishes.nth(at).check();
  await widget.button("remedy.ask_person").click();
  await widget.send("Paul Martin");
  await widget.sentNumber();
  const { claim } = await shop.backend.claimOn(order.facts.number, "for a person to read");
  assert.equal(claim.verdict.decision, "decline");
  assert.equal(claim.lines.length, 2);
});
