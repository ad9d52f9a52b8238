// What a rule of the shop asks and what it grants: asked where it matches, told before and after sending, and the dates
// for the customer's calendar.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { assertAccessible } from "./accessibility.ts";
import { BATTERY, LAMP, newOrder } from "./orders.ts";
import { photograph } from "./screenshots.ts";
import { openShop } from "./story.ts";

const QUESTION = "Which bulb is in it?";
const PLACE = "Shop counter, 12 Shade Street";
/** Lamps that stay dark are mended, once it is known which bulb is in them. */
const RULE = `[[vars.RULES]]
id = "lamps-are-mended"
when = { problem = "does-not-light" }
[vars.RULES.then]
remedies = ["repair", "store_credit"]
decision = "approve"
evidence = []
return_shipping = "shop"
drop_off = [${JSON.stringify(PLACE)}]
bonus = "10 EUR"
loaner = true
deadlines = { repair = "10d", loaner = "2d" }
contact = { name = "Ann Oak", email = "ann@lumen.example", phone = "+33 1 00 00 00 01" }
question = { id = "bulb", text = { fr = "Quelle ampoule ?", en = ${JSON.stringify(QUESTION)}, ru = "Какая лампочка?" }, required = true }

[[vars.RULES]]`;

const story = openShop({ "[[vars.RULES]]": RULE });

story("a rule's question is answered, what it grants is told before and after sending, and its dates go into a calendar", async ({ shop, visit, plainPage }) => {
  const order = await shop.backend.sell(newOrder({ daysAgo: 400 }, LAMP));
  const { page, widget } = await visit(plainPage("en"), "en");
  const problem = (await shop.edge.problem("does-not-light", "en")).text;
  await widget.walkTo("problem", { order, problem });
  const question = widget.host.getByRole("textbox", { name: QUESTION, exact: true });
  assert.equal(await question.count(), 0, "the rule does not match yet");
  await widget.problem(LAMP.title, problem).check();
  await widget.textbox("problem.description").fill("It stays dark.");
  await question.waitFor();
  await widget.next();
  await widget.alert().waitFor();
  await assertAccessible(page, "asked");
  await photograph(widget.host, "asked-problem");
  await question.fill("E27");

  // The answer is kept with the draft.
  await page.reload();
  await widget.live();
  assert.equal(await question.inputValue(), "E27");
  await widget.next();
  await widget.heading("evidence.title").waitFor();
  await widget.next();
  await widget.heading("remedy.title").waitFor();
  await widget.text("remedy.drop_off", { places: PLACE }).waitFor();
  await widget.text("remedy.bonus").waitFor();
  await widget.text("progress.contact", { name: "Ann Oak" }).waitFor();
  await photograph(widget.host, "granted-remedy");
  await widget.remedy(LAMP.title, "repair").check();
  await widget.next();
  await widget.host.getByText(`${QUESTION} E27`).waitFor();
  await widget.send("Nadia Benali");
  const number = await widget.sentNumber();
  const { claim } = await shop.backend.claimOn(order.facts.number, "with the answer");
  assert.deepEqual((claim.lines[0] as { answers?: unknown }).answers, { bulb: "E27" });

  // Approved by itself: what is granted stands on the sent page, with a calendar of its dates.
  await widget.text("sent.approved").waitFor();
  await widget.text("remedy.drop_off", { places: PLACE }).waitFor();
  await assertAccessible(page, "granted");
  await photograph(widget.host, "granted-sent");
  const downloading = page.waitForEvent("download");
  await widget.button("sent.calendar").click();
  const download = await downloading;
  assert.equal(download.suggestedFilename(), `${number}.ics`);
  const file = readFileSync(await download.path(), "utf8");
  assert.ok(file.startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
  const days = [...file.matchAll(/^DTSTART;VALUE=DATE:(\d{8})\r$/gm)];
  assert.equal(days.length, 2, `mended by, a loaner by: ${file}`);
  assert.ok(!file.includes("#"), "the link opens the claim, and stays out of calendars");

  await widget.button("sent.follow").click();
  await widget.heading("progress.title", { number }).waitFor();
  await widget.text("remedy.drop_off", { places: PLACE }).waitFor();
  assert.equal(await widget.host.getByRole("link", { name: "ann@lumen.example" }).getAttribute("href"), "mailto:ann@lumen.example");
  await assertAccessible(page, "granted, followed");
  await photograph(widget.host, "granted-progress");
});

story("a tip that solves one of two items is told to the page, and the other is claimed", async ({ shop, visit, plainPage }) => {
  const order = await shop.backend.sell(newOrder({ daysAgo: 400 }, LAMP, BATTERY));
  const { page, widget } = await visit(plainPage("en"), "en");
  const problem = (await shop.edge.problem("does-not-light", "en")).text;
  await widget.find(order.facts.number, order.email);
  await widget.item(LAMP.title).check();
  await widget.item(BATTERY.title).check();
  await widget.next();
  await page.evaluate(() => document.addEventListener("recourse:solved", (event) => Object.assign(window, { solved: (event as CustomEvent).detail })));
  await widget.problem(LAMP.title, problem).check();
  await widget.button("problem.solved").click();
  await widget.problem(LAMP.title, problem).waitFor({ state: "hidden" });
  assert.equal(await widget.host.getByRole("group").count(), 1, "the other is still claimed");
  assert.deepEqual(await page.evaluate(() => (window as { solved?: unknown }).solved), { problem: "does-not-light" });
});
