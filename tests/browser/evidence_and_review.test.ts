// Files come as people have them; what is checked before it is sent can be changed without telling it all again.

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { BATTERY, LAMP, newOrder } from "./orders.ts";
import { smallPhoto } from "./photo.ts";
import { openShop } from "./story.ts";
import type { Widget } from "./widget.ts";

const story = openShop();

/** Lets that file fall on, or pastes it into, what has that name. */
async function give(widget: Widget, how: "drop" | "paste", on: string, name: string): Promise<void> {
  const place = widget.host.getByRole("heading", { name: widget.words.of(on), exact: true });
  await place.evaluate(async (element, [how, name]) => {
    const canvas = new OffscreenCanvas(20, 20);
    canvas.getContext("2d")!.fillRect(0, 0, 20, 20);
    const bytes = await canvas.convertToBlob({ type: "image/jpeg" });
    const data = new DataTransfer();
    data.items.add(new File([bytes], name!, { type: "image/jpeg" }));
    const all = { bubbles: true, composed: true, cancelable: true };
    const event = how === "drop"
      ? new DragEvent("drop", { ...all, dataTransfer: data })
      : new ClipboardEvent("paste", { ...all, clipboardData: data });
    element.dispatchEvent(event);
    if (!event.defaultPrevented) throw new Error("the page would have opened it");
  }, [how, name]);
  await widget.button("evidence.remove", { name }).waitFor();
}

async function named(page: Page, names: string[]) {
  const buffer = await smallPhoto(page);
  return names.map((name) => ({ name, mimeType: "image/jpeg", buffer }));
}

story("files are chosen several at once, dropped, pasted and removed, and the rest arrives", async ({ shop, visit, plainPage, lampOrder }) => {
  const order = await lampOrder();
  const problem = (await shop.edge.problem("does-not-light", "en")).text;
  const { page, widget } = await visit(plainPage("en"), "en");
  await widget.walkTo("evidence", { order, problem, description: "It went dark." });

  await widget.labelled("evidence.add_photo").setInputFiles(await named(page, ["chosen-1.jpg", "chosen-2.jpg"]));
  for (const name of ["chosen-1.jpg", "chosen-2.jpg"]) await widget.button("evidence.remove", { name }).waitFor();
  await give(widget, "drop", "evidence.photo", "dropped.jpg");
  await give(widget, "paste", "evidence.photo", "pasted.jpg");
  // Beside its place, or with the focus where it is when the screen is shown.
  await give(widget, "drop", "evidence.title", "beside.jpg");
  await give(widget, "paste", "evidence.title", "pasted-anywhere.jpg");
  await widget.button("evidence.remove", { name: "chosen-2.jpg" }).click();
  assert.equal(await widget.button("evidence.remove", { name: "chosen-2.jpg" }).count(), 0);
  const film = { name: "long.mp4", mimeType: "video/mp4", buffer: Buffer.alloc(11 * 1024 * 1024) };
  await widget.labelled("evidence.add_photo").setInputFiles(film);
  await widget.host.getByText(/long\.mp4.+10/).first().waitFor();

  await widget.next();
  await widget.remedy(order.facts.lines[0]!.title, "repair").check();
  await widget.next();
  await widget.send("Anna Berg");
  await widget.sentNumber();
  const expected = ["beside.jpg", "chosen-1.jpg", "dropped.jpg", "pasted-anywhere.jpg", "pasted.jpg"];
  const { claim } = await shop.backend.claimOn(order.facts.number, "with five photos", ({ claim }) => claim.evidence?.length === 5);
  assert.deepEqual(claim.evidence!.map((file) => file.name).sort(), expected);
});

story("each file says how far it is", async ({ shop, visit, plainPage, lampOrder }) => {
  const order = await lampOrder();
  const problem = (await shop.edge.problem("does-not-light", "en")).text;
  const { page, widget } = await visit(plainPage("en"), "en");
  await widget.walkTo("evidence", { order, problem, description: "It went dark." });
  await widget.labelled("evidence.add_photo").setInputFiles(await named(page, ["one.jpg", "two.jpg"]));
  await widget.next();
  await widget.remedy(order.facts.lines[0]!.title, "repair").check();
  await widget.next();
  const { promise: goOn, resolve } = Promise.withResolvers<void>();
  await page.route(`${shop.edge.url}/v1/claims/*/evidence/1?*`, async (route) => {
    await goOn;
    await route.continue();
  });
  await widget.send("Anna Berg");
  const bar = (name: string) => widget.host.getByRole("progressbar", { name: widget.words.of("upload.sending", { name }) });
  await bar("one.jpg").waitFor();
  await bar("two.jpg").waitFor();
  await widget.text("upload.waiting").waitFor();
  resolve();
  await widget.host.getByText(widget.words.of("upload.sent"), { exact: true }).nth(1).waitFor();
});

story("on a phone the camera is one touch away, at a desk it is not in the way", async ({ shop, visit, plainPage, lampOrder }) => {
  const problem = (await shop.edge.problem("does-not-light", "en")).text;
  for (const phone of [true, false]) {
    const order = await lampOrder();
    const { page, widget } = await visit(plainPage("en"), "en", phone ? { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } } : {});
    await widget.walkTo("evidence", { order, problem, description: "It went dark." });
    const button = widget.host.getByText(widget.words.of("evidence.camera"), { exact: true }).first();
    assert.equal(await button.isVisible(), phone);
    if (!phone) continue;
    const camera = widget.labelled("evidence.camera").first();
    assert.equal(await camera.getAttribute("capture"), "environment");
    assert.equal(await camera.getAttribute("accept"), "image/*");
    await camera.setInputFiles((await named(page, ["taken.jpg"]))[0]!);
    await widget.button("evidence.remove", { name: "taken.jpg" }).waitFor();
  }
});

story("each change link leads back to the review, and what is not changed stays", async ({ shop, visit, plainPage, lampOrder }) => {
  const order = await lampOrder();
  const title = order.facts.lines[0]!.title;
  const problem = (await shop.edge.problem("does-not-light", "en")).text;
  const { page, widget } = await visit(plainPage("en"), "en");
  await widget.walkTo("check", { order, problem, description: "It went dark.", photo: shop.photo, remedy: "repair" });
  await widget.textbox("check.name").fill("Anna Berg");

  const change = async (what: string, screen: string) => {
    await widget.button(`check.change_${what}`).click();
    await widget.heading(`${screen}.title`).waitFor();
  };
  const review = async () => {
    await widget.next();
    await widget.heading("check.title").waitFor();
  };
  await change("items", "items");
  await review();
  await change("problem", "problem");
  await widget.textbox("problem.description").fill("It flickered, then went dark.");
  await review();
  await change("files", "evidence");
  await widget.labelled("evidence.add_photo").setInputFiles(await named(page, ["second.jpg"]));
  await widget.button("evidence.remove", { name: "second.jpg" }).waitFor();
  await review();
  await change("remedy", "remedy");
  await widget.remedy(title, "replace").check();
  await review();
  // Another problem may have other remedies: that one is asked again, and nothing else.
  await change("problem", "problem");
  const other = (await shop.edge.problem("not-as-shown", "en")).text;
  await widget.problem(title, other).check();
  await widget.next();
  await widget.heading("remedy.title").waitFor();
  await widget.remedy(title, "repair").check();
  await review();

  assert.equal(await widget.textbox("check.name").inputValue(), "Anna Berg");
  await widget.button("check.send").click();
  await widget.sentNumber();
  const { claim } = await shop.backend.claimOn(order.facts.number, "with both photos", ({ claim }) => claim.evidence?.length === 2);
  const [line] = claim.lines;
  assert.deepEqual([line!.problem, line!.description, line!.requested], ["not-as-shown", "It flickered, then went dark.", "repair"]);
});

story("several items with quantities have a problem each", async ({ shop, visit, plainPage }) => {
  const order = await shop.backend.sell(newOrder({ daysAgo: 100 }, LAMP, { ...BATTERY, quantity: 3 }));
  const [dark, flat] = await Promise.all(["does-not-light", "does-not-charge"].map((id) => shop.edge.problem(id, "en")));
  const { page, widget, words } = await visit(plainPage("en"), "en");
  await widget.find(order.facts.number, order.email);
  await widget.item(LAMP.title).check();
  await widget.item(BATTERY.title).check();
  await widget.host.getByRole("combobox", { name: words.of("items.quantity", { title: BATTERY.title }) }).selectOption("2");
  await widget.next();
  await widget.problem(LAMP.title, dark!.text).check();
  await widget.problem(BATTERY.title, flat!.text).check();
  for (const [at, told] of [[0, "It stays dark."], [1, "Two of them are flat."]] as const) {
    await widget.textbox("problem.description").nth(at).fill(told);
  }
  await widget.next();
  await widget.labelled("evidence.add_photo").setInputFiles(await named(page, ["both.jpg"]));
  await widget.button("evidence.remove", { name: "both.jpg" }).waitFor();
  await widget.button("evidence.later").or(widget.button("nav.next")).first().click();
  if (await widget.button("evidence.later").isVisible()) await widget.button("evidence.later").click();
  await widget.heading("remedy.title").waitFor();
  await widget.remedy(LAMP.title, "repair").check();
  await widget.remedy(BATTERY.title, "replace").check();
  await widget.next();
  await widget.host.getByText(`2 × ${BATTERY.title}`).waitFor();
  await widget.send("Anna Berg");
  await widget.sentNumber();
  const { claim } = await shop.backend.claimOn(order.facts.number, "with both items");
  const told = claim.lines.map(({ line, quantity, problem, description, requested }) => [line, quantity, problem, description, requested]);
  assert.deepEqual(told, [
    ["1", 1, "does-not-light", "It stays dark.", "repair"],
    ["2", 2, "does-not-charge", "Two of them are flat.", "replace"],
  ]);
});

story("a tip that solved it is counted, with the problem and nothing of the customer", async ({ shop, visit, plainPage, lampOrder }) => {
  const order = await lampOrder();
  const problem = (await shop.edge.problem("does-not-light", "en")).text;
  const { page, widget } = await visit(plainPage("en"), "en");
  await widget.walkTo("problem", { order, problem });
  await widget.problem(order.facts.lines[0]!.title, problem).check();
  const counted = page.waitForRequest(`${shop.edge.url}/v1/solved`);
  await widget.button("problem.solved").click();
  await widget.heading("solved.title").waitFor();
  const request = await counted;
  assert.equal(request.postData(), '{"problem":"does-not-light"}');
  assert.equal((await request.response())!.status(), 202);
  const metrics = await shop.edge.metrics();
  assert.ok(metrics.includes('recourse_solved_total{problem="does-not-light"} 1'), metrics);
});
