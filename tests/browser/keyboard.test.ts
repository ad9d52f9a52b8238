// The whole claim without a mouse, and with a file chooser that only a key has opened.

import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { hasPhoto } from "./backend.ts";
import { BATTERY, LAMP, newOrder } from "./orders.ts";
import { openShop } from "./story.ts";

const story = openShop();

/** More than any screen has to tab through. */
const STOPS = 40;

story("a whole claim is filed with the keyboard alone", async ({ shop, visit, plainPage }) => {
  const order = await shop.backend.sell(newOrder({ daysAgo: 400 }, LAMP, BATTERY));
  const title = order.facts.lines[0]!.title;
  const problem = (await shop.edge.problem("does-not-light", "en")).text;
  const { page, widget } = await visit(plainPage("en"), "en");
  const { keyboard } = page;
  await widget.live();

  await tabTo(page, widget.textbox("find.order"));
  await keyboard.type(order.facts.number);
  await tabTo(page, widget.textbox("find.email"));
  await keyboard.type(order.email);
  await keyboard.press("Enter");

  await arrived(widget.heading("items.title"));
  await tabTo(page, widget.item(title));
  await keyboard.press("Space");
  await press(page, widget.button("nav.next"), "Enter");

  await arrived(widget.heading("problem.title"));
  await choose(page, widget.problem(title, problem));
  await tabTo(page, widget.textbox("problem.description"));
  await keyboard.type("It went dark.");
  await press(page, widget.button("nav.next"), "Space");

  await arrived(widget.heading("evidence.title"));
  const choosing = page.waitForEvent("filechooser");
  await press(page, widget.labelled("evidence.add_photo"), "Enter");
  await (await choosing).setFiles(shop.photo);
  await widget.button("evidence.remove", { name: "lampe.jpg" }).waitFor();
  await widget.host.getByText(widget.words.of("app.loading"), { exact: true }).first().waitFor({ state: "hidden" });
  await press(page, widget.button("nav.next"), "Enter");

  await arrived(widget.heading("remedy.title"));
  await choose(page, widget.remedy(title, "repair"));
  await press(page, widget.button("nav.next"), "Enter");

  await arrived(widget.heading("check.title"));
  await tabTo(page, widget.textbox("check.name"));
  await keyboard.type("Anna Berg");
  await press(page, widget.button("check.send"), "Enter");

  await arrived(widget.heading("sent.title"));
  const { claim } = await shop.backend.claimOn(order.facts.number, "with its photo", hasPhoto);
  assert.equal(claim.customer.name, "Anna Berg");
  assert.equal(claim.lines[0]!.requested, "repair");

  await press(page, widget.button("sent.follow"), "Enter");
  await arrived(widget.heading("progress.title", { number: claim.number }));
  await press(page, widget.button("progress.withdraw"), "Enter");
  await press(page, widget.button("progress.withdraw_confirm"), "Enter");
  await widget.text("status.withdrawn").waitFor();
});

story("going back keeps what was entered", async ({ shop, visit, plainPage, lampOrder }) => {
  const order = await lampOrder();
  const title = order.facts.lines[0]!.title;
  const problem = (await shop.edge.problem("does-not-light", "en")).text;
  const { page, widget } = await visit(plainPage("en"), "en");
  await widget.walkTo("check", { order, problem, description: "It went dark.", photo: shop.photo, remedy: "repair" });
  await widget.textbox("check.name").fill("Anna Berg");

  for (const heading of ["remedy.title", "evidence.title", "problem.title", "items.title"]) {
    await press(page, widget.button("nav.back"), "Enter");
    await arrived(widget.heading(heading));
  }
  assert.ok(await widget.item(title).isChecked());
  await widget.next();
  assert.ok(await widget.problem(title, problem).isChecked());
  assert.equal(await widget.textbox("problem.description").inputValue(), "It went dark.");
  await widget.next();
  await widget.button("evidence.remove", { name: "lampe.jpg" }).waitFor();
  await widget.next();
  assert.ok(await widget.remedy(title, "repair").isChecked());
  await widget.next();
  await widget.heading("check.title").waitFor();
  assert.equal(await widget.textbox("check.name").inputValue(), "Anna Berg");

  // From the check straight to what is to be changed.
  await widget.button("check.change_problem").click();
  await arrived(widget.heading("problem.title"));
});

/** The screen has come, and the focus with it, so that a screen reader reads it. */
async function arrived(heading: Locator): Promise<void> {
  await heading.waitFor();
  // The focus follows in a task of its own.
  const isFocused = (element: Element | null) => (element?.getRootNode() as ShadowRoot).activeElement === element;
  await heading.page().waitForFunction(isFocused, await heading.elementHandle());
}

/** Presses Tab until `target` has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor({ state: "attached" });
  for (let stop = 0; stop < STOPS; stop++) {
    if (await hasFocus(target)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach ${target}`);
}

async function press(page: Page, target: Locator, key: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Tabs to the radio's group and goes down in it until `radio` is chosen. */
async function choose(page: Page, radio: Locator): Promise<void> {
  const inGroup = async () => radio.evaluate((element: HTMLInputElement) => {
    const active = (element.getRootNode() as ShadowRoot).activeElement as HTMLInputElement | null;
    return active?.type === "radio" && active.name === element.name;
  });
  for (let stop = 0; stop < STOPS && !(await inGroup()); stop++) await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  for (let stop = 0; stop < STOPS && !(await radio.isChecked()); stop++) await page.keyboard.press("ArrowDown");
  assert.ok(await radio.isChecked());
}

async function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => (element.getRootNode() as ShadowRoot).activeElement === element);
}
