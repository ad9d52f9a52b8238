// The main job: a claim with a photo on the French shop's page, the clerk's answer, seen by the customer.

import assert from "node:assert/strict";
import { basename } from "node:path";
import { Webhook } from "standardwebhooks";
import { hasPhoto } from "./backend.ts";
import { yearsAfter } from "./orders.ts";
import { MAKER, sizeOf } from "./photo.ts";
import { openShop } from "./story.ts";

const story = openShop();

/** A lamp that came 400 days ago: the legal guarantee holds, and a person decides. */
const ORDER = "LL-1003";
/** The longest side of a photo that is sent. */
const SIDE_PIXELS = 1600;

story("a claim with a photo is filed on the lamp shop's page, reaches the backend signed, is approved by the clerk and seen", async ({ shop, visit }) => {
  const customer = await visit(`${shop.backend.pages}/`, "fr");
  const { widget, words } = customer;
  const { email, facts } = await shop.backend.order(ORDER);
  const { title } = facts.lines[0]!;
  const broken = await shop.edge.problem("does-not-light", "fr");

  await widget.find(ORDER, email);
  await widget.item(title).check();
  await widget.next();
  await widget.problem(title, broken.text).check();
  await widget.host.getByText(broken.tip).waitFor();
  await widget.textbox("problem.description").fill("Elle clignote, puis s’éteint.");
  await widget.next();
  await widget.add("evidence.add_photo", shop.photo);
  await widget.next();

  // The verdict, before anything is sent.
  await widget.heading("remedy.title").waitFor();
  const until = words.date(yearsAfter(facts.delivered_on, 2));
  await widget.text("remedy.covered", { basis: words.of("basis.conformity"), date: until }).waitFor();
  await widget.text("remedy.why").click();
  await widget.text("reason.conformity.open", { until }).waitFor();
  assert.deepEqual(await shop.edge.claimsOn(ORDER), []);
  await widget.remedy(title, "repair").check();
  await widget.next();
  await widget.send("Nadia Benali");
  const number = await widget.sentNumber();
  assert.equal(await widget.host.getAttribute("data-claim"), number, "the shop's own scripts can tell too");

  // The backend has it, signed, with a small photo that no longer says where it was taken.
  const known = await shop.backend.claimOn(ORDER, "with its photo", hasPhoto);
  assert.equal(known.claim.number, number);
  assert.deepEqual(known.claim.customer, { name: "Nadia Benali", email });
  assert.equal(known.claim.lines[0]!.description, "Elle clignote, puis s’éteint.");
  assert.equal(known.claim.lines[0]!.requested, "repair");
  const webhooks = await shop.backend.webhooksOf(number);
  const official = new Webhook(shop.edge.secret("WEBHOOK_SECRET"));
  for (const { headers, body } of webhooks) official.verify(body, headers);
  assert.ok(webhooks.length >= 2, "one for the claim, one for the photo");
  const sent = await fetch(known.evidence_urls["1"]!);
  assert.match(sent.headers.get("content-disposition") ?? "", /^attachment/);
  const photo = Buffer.from(await sent.arrayBuffer());
  assert.deepEqual(sizeOf(photo), { width: (SIDE_PIXELS * 3) / 4, height: SIDE_PIXELS }, "upright and made smaller");
  assert.ok(!photo.includes(MAKER) && !photo.includes("Exif"), "nothing of its EXIF is left");
  assert.equal(known.claim.evidence![0]!.name, basename(shop.photo));

  // The customer watches, the clerk approves, the page follows without being loaded again.
  await widget.button("sent.follow").click();
  await widget.heading("progress.title", { number }).waitFor();
  await widget.text("status.received").waitFor();
  await customer.page.evaluate(() => Object.assign(window, { still: "the same page" }));
  const clerk = await visit(shop.backend.url, "en");
  const desk = clerk.page.getByRole("article", { name: `Claim ${number}` });
  await desk.getByLabel("Message to the customer").fill("Nous la réparons, envoyez-la nous.");
  await desk.getByRole("button", { name: "Approve" }).click();
  await widget.text("status.approved").waitFor();
  const timeline = widget.host.getByRole("list", { name: words.of("progress.timeline") });
  await timeline.getByText(words.of("event.claim.approved")).waitFor();
  await timeline.getByText("Nous la réparons, envoyez-la nous.").waitFor();
  assert.equal(await customer.page.evaluate(() => (window as { still?: string }).still), "the same page");
});

story("a claim the shop's rules approve is approved by itself as soon as its photo is there", async ({ shop, visit, plainPage }) => {
  const customer = await visit(plainPage("fr"), "fr");
  const { widget } = customer;
  const number = "LL-1002";
  const { email, facts } = await shop.backend.order(number);
  const { title } = facts.lines[0]!;

  await widget.find(number, email);
  await widget.item(title).check();
  await widget.next();
  await widget.problem(title, (await shop.edge.problem("does-not-charge", "fr")).text).check();
  await widget.textbox("problem.description").fill("Le voyant reste éteint.");
  await widget.textbox("problem.serial").fill("LU-18-004711");
  await widget.next();
  await widget.add("evidence.add_photo", shop.photo);
  await widget.next();
  await widget.text("remedy.approve").waitFor();
  await widget.remedy(title, "replace").check();
  await widget.next();
  await widget.send("Youssef Haddad");
  await widget.sentNumber();
  await widget.button("sent.follow").click();

  await widget.text("status.approved").waitFor();
  const known = await shop.backend.claimOn(number, "approved", ({ claim }) => claim.status === "approved");
  assert.equal(known.claim.lines[0]!.serial, "LU-18-004711");
});

story("the problem's tip solves it, and no claim is sent", async ({ shop, visit, plainPage, lampOrder }) => {
  const order = await lampOrder();
  const { widget } = await visit(plainPage("en"), "en");
  const broken = await shop.edge.problem("does-not-light", "en");

  await widget.walkTo("problem", { order, problem: broken.text });
  await widget.problem(order.facts.lines[0]!.title, broken.text).check();
  await widget.button("problem.solved").click();

  await widget.heading("solved.title").waitFor();
  assert.deepEqual(await shop.edge.claimsOn(order.facts.number), []);
});
