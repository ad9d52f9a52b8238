// The backend, the network and the page itself may go away: nothing the customer entered is lost, and it arrives once.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hasPhoto } from "./backend.ts";
import { smallPhoto } from "./photo.ts";
import { openShop } from "./story.ts";

const story = openShop();

story("with the backend down the customer states the order, and the claim is delivered when it is back", async ({ shop, visit, plainPage }) => {
  const number = "LL-1011";
  const { email, facts } = await shop.backend.order(number);
  const { page, widget } = await visit(plainPage("en"), "en");
  await widget.live();
  await shop.backend.crash();

  await widget.find(number, email);
  await widget.heading("stated.title").waitFor();
  const first = widget.host.getByRole("group", { name: widget.words.of("stated.item_n", { n: 1 }) });
  await first.getByRole("textbox", { name: widget.words.of("stated.item"), exact: true }).fill("Table lamp, brass");
  await first.getByRole("spinbutton", { name: widget.words.of("stated.quantity"), exact: true }).fill("1");
  await widget.labelled("stated.placed").fill(facts.placed_on);
  await widget.labelled("stated.delivered").fill(facts.delivered_on);
  await widget.next();
  await widget.problem("Table lamp, brass", (await shop.edge.problem("does-not-light", "en")).text).check();
  await widget.textbox("problem.description").fill("It went dark.");
  await widget.next();
  await widget.add("evidence.add_receipt", shop.photo);
  const dark = { name: "dark.jpg", mimeType: "image/jpeg", buffer: await smallPhoto(page) };
  await widget.labelled("evidence.add_photo").setInputFiles(dark);
  await widget.button("evidence.remove", { name: "dark.jpg" }).waitFor();
  await widget.next();
  await widget.heading("remedy.title").waitFor();
  await widget.text("remedy.review").or(widget.text("remedy.review_short")).first().waitFor();
  await widget.host.getByRole("radio").first().check();
  await widget.next();
  await widget.send("Théo Lambert");
  const sent = await widget.sentNumber();

  await shop.backend.comeBack();
  await shop.backend.edgeIsAt(shop.edge.url);
  const { claim } = await shop.backend.claimOn(number, "after it came back");
  assert.equal(claim.number, sent);
  assert.equal(claim.customer.name, "Théo Lambert");
  assert.equal((await shop.backend.claimsOn(number)).length, 1);

  // The order is looked up by itself now, and the customer sees that it was.
  await widget.button("sent.follow").click();
  await widget.text("event.order.checked").waitFor();
  await shop.backend.claimOn(number, "with its order checked", ({ claim }) => claim.order.verified);
});

story("a reload in mid-form loses nothing that was typed, and no photo", async ({ shop, visit, plainPage, lampOrder }) => {
  const order = await lampOrder();
  const title = order.facts.lines[0]!.title;
  const problem = (await shop.edge.problem("does-not-light", "en")).text;
  const { page, widget } = await visit(plainPage("en"), "en");
  await widget.walkTo("problem", { order, problem });
  await widget.problem(title, problem).check();
  await widget.textbox("problem.description").fill("It went dark, in mid-sent");

  await page.reload();
  await widget.heading("problem.title").waitFor();
  assert.equal(await widget.textbox("problem.description").inputValue(), "It went dark, in mid-sent");
  assert.ok(await widget.problem(title, problem).isChecked());
  await widget.textbox("problem.description").fill("It went dark, in mid-sentence.");
  await widget.next();
  await widget.add("evidence.add_photo", shop.photo);

  await page.reload();
  await widget.button("evidence.remove", { name: "lampe.jpg" }).waitFor();
  await widget.next();
  await widget.remedy(title, "repair").check();
  await widget.next();
  await widget.textbox("check.name").fill("Anna Berg");
  await widget.textbox("check.phone").fill("+33 6 12 34 56 78");

  await page.reload();
  await widget.heading("check.title").waitFor();
  assert.equal(await widget.textbox("check.name").inputValue(), "Anna Berg");
  assert.equal(await widget.textbox("check.phone").inputValue(), "+33 6 12 34 56 78");
  await widget.button("check.send").click();
  await widget.sentNumber();

  const { claim } = await shop.backend.claimOn(order.facts.number, "with its photo", hasPhoto);
  assert.equal(claim.lines[0]!.description, "It went dark, in mid-sentence.");
  assert.equal(claim.lines[0]!.requested, "repair");

  // What was sent is no draft any more.
  await page.reload();
  await widget.heading("find.title").or(widget.heading("progress.title")).first().waitFor();
  assert.equal(await widget.heading("check.title").count(), 0);
});

story("the network is lost on sending: it says so, keeps everything, and sends once when it is back", async ({ shop, visit, plainPage, lampOrder }) => {
  const order = await lampOrder();
  const problem = (await shop.edge.problem("does-not-light", "en")).text;
  const customer = await visit(plainPage("en"), "en");
  const { context, widget } = customer;
  customer.expected = /ERR_INTERNET_DISCONNECTED/;
  await widget.walkTo("check", { order, problem, description: "It went dark.", photo: shop.photo, remedy: "repair" });

  await context.setOffline(true);
  await widget.send("Anna Berg");
  await widget.text("check.offline").waitFor();
  assert.equal(await widget.textbox("check.name").inputValue(), "Anna Berg");
  assert.deepEqual(await shop.edge.claimsOn(order.facts.number), []);

  await context.setOffline(false);
  const number = await widget.sentNumber();
  const { claim } = await shop.backend.claimOn(order.facts.number, "with its photo", hasPhoto);
  assert.equal(claim.number, number);
  assert.equal((await shop.edge.claimsOn(order.facts.number)).length, 1);
});

story("a photo that does not get through is sent again by itself or by its button", async ({ shop, visit, plainPage, lampOrder }) => {
  const order = await lampOrder();
  const problem = (await shop.edge.problem("does-not-light", "en")).text;
  const customer = await visit(plainPage("en"), "en");
  const { page, widget } = customer;
  let attempts = 0;
  await page.route(`${shop.edge.url}/v1/claims/*/evidence/*`, (route) => {
    attempts += 1;
    return attempts === 1 ? route.abort("connectionreset") : route.continue();
  });

  await widget.walkTo("sent", { order, problem, description: "It went dark.", photo: shop.photo, remedy: "repair" });
  const sent = widget.host.getByText(widget.words.of("upload.sent"), { exact: true });
  await sent.or(widget.button("upload.retry", { name: "lampe.jpg" })).first().waitFor({ timeout: 20_000 });
  const retry = widget.button("upload.retry", { name: "lampe.jpg" });
  if (await retry.isVisible()) await retry.click();

  await sent.first().waitFor();
  assert.equal(attempts, 2);
  await shop.backend.claimOn(order.facts.number, "with its photo", hasPhoto);
});

story("going on while a photo is still being made smaller goes on when it is ready", async ({ shop, visit, plainPage, lampOrder }) => {
  const order = await lampOrder();
  const problem = (await shop.edge.problem("does-not-light", "en")).text;
  const { widget } = await visit(plainPage("en"), "en");
  await widget.walkTo("evidence", { order, problem, description: "It went dark." });

  await widget.labelled("evidence.add_photo").setInputFiles(shop.photo);
  await widget.next();

  await widget.heading("remedy.title").waitFor();
});

story("a file that is no photo is refused with words, and one that is too large too", async ({ shop, visit, plainPage, lampOrder }) => {
  const order = await lampOrder();
  const problem = (await shop.edge.problem("does-not-light", "en")).text;
  const { widget } = await visit(plainPage("en"), "en");
  await widget.walkTo("evidence", { order, problem, description: "It went dark." });

  const photos = widget.labelled("evidence.add_photo");
  await photos.setInputFiles({ name: "notes.exe", mimeType: "application/x-msdownload", buffer: Buffer.from("MZ") });
  await widget.text("evidence.wrong_type", { name: "notes.exe" }).waitFor();
  const folder = mkdtempSync(join(tmpdir(), "recourse-files-"));
  writeFileSync(join(folder, "large.pdf"), Buffer.alloc(11 * 1024 * 1024, "%PDF-1.4\n"));
  await photos.setInputFiles(join(folder, "large.pdf"));
  await widget.host.getByText(/large\.pdf.+10/).first().waitFor();
  assert.equal(await widget.button("evidence.remove", { name: "notes.exe" }).count(), 0);
  assert.equal(await widget.button("evidence.remove", { name: "large.pdf" }).count(), 0);
  rmSync(folder, { recursive: true });
});
