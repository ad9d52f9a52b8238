// One program files a claim, the other follows it: each is fetched when it is needed, and nothing is lost between them.

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { hasPhoto } from "./backend.ts";
import { eventually } from "./eventually.ts";
import { openShop } from "./story.ts";

const story = openShop();

story("a claim is filed with one program; the other follows it at once, and the photo on its way goes on", async ({ shop, visit, plainPage, lampOrder }) => {
  const order = await lampOrder();
  const problem = (await shop.edge.problem("does-not-light", "en")).text;
  const { page, widget, words } = await visit("about:blank", "en");
  const fetched = programs(page);
  const through = Promise.withResolvers<void>();
  let uploads = 0;
  await page.route(`${shop.edge.url}/v1/claims/*/evidence/*`, async (route) => {
    uploads += 1;
    await through.promise;
    await route.continue();
  });
  await page.goto(plainPage("en"));
  await widget.walkTo("sent", { order, problem, description: "It went dark.", photo: shop.photo, remedy: "repair" });
  const number = await widget.sentNumber();
  assert.deepEqual([...fetched], ["claim"]);

  await noteHeadings(page);
  await widget.button("sent.follow").click();
  await widget.heading("progress.title", { number }).waitFor();
  assert.deepEqual([...fetched], ["claim", "track"]);
  await focusIsOnHeading(page);
  assert.deepEqual(await headings(page), [words.of("progress.title", { number })], "and no empty screen between them");
  through.resolve();
  await widget.host.getByText(words.of("upload.sent"), { exact: true }).waitFor();
  assert.equal(uploads, 1, "the one that was on its way");
  await shop.backend.claimOn(order.facts.number, "with its photo", hasPhoto);

  fetched.clear();
  await page.reload();
  await widget.heading("progress.title", { number }).waitFor();
  assert.deepEqual([...fetched], ["track"], "who comes back to follow needs no other");

  await widget.button("progress.another").or(widget.link("progress.another")).click();
  await widget.heading("find.title").waitFor();
  await focusIsOnHeading(page);
  assert.equal(await widget.textbox("find.order").inputValue(), "");
  assert.equal(await widget.textbox("find.email").inputValue(), order.email);
  await page.reload();
  await widget.heading("find.title").waitFor();
  await widget.live();
});

story("where the other program does not arrive, the claim that is sent stays, and following it can be tried again", async ({ shop, visit, plainPage, lampOrder }) => {
  const order = await lampOrder();
  const problem = (await shop.edge.problem("does-not-light", "en")).text;
  const { page, widget } = await visit(plainPage("en"), "en");
  await page.route(`${shop.edge.url}/assets/track.*.wasm`, (route) => route.abort("failed"), { times: 1 });
  await widget.walkTo("sent", { order, problem, description: "It went dark.", remedy: "repair" });

  await widget.button("sent.follow").click();
  await widget.text("error.network").waitFor();
  const hosted = await widget.link("error.already_claimed_link").getAttribute("href");
  assert.ok(hosted!.startsWith(`${shop.edge.url}/track#`), "which has files of its own, should these be gone");
  await widget.heading("sent.title").waitFor();
  await widget.button("sent.follow").click();
  await widget.heading("progress.title").waitFor();
});

story("a lost link is asked for with the address that was typed, and the claim can be begun after all", async ({ visit, plainPage }) => {
  const { page, widget } = await visit(plainPage("en"), "en");
  await widget.live();
  await widget.textbox("find.email").fill("nadia@mail.example");
  await widget.link("find.follow").or(widget.button("find.follow")).click();
  await widget.heading("recover.title").waitFor();
  await focusIsOnHeading(page);
  assert.equal(await widget.textbox("recover.email").inputValue(), "nadia@mail.example");
  await widget.link("recover.new").or(widget.button("recover.new")).click();
  await widget.heading("find.title").waitFor();
  await focusIsOnHeading(page);
});

/** The programs whose files were asked for. */
function programs(page: Page): Set<string> {
  const names = new Set<string>();
  page.on("request", (request) => {
    const name = new URL(request.url()).pathname.match(/\/assets\/(\w+)\./)?.[1];
    if (name) names.add(name);
  });
  return names;
}

async function focusIsOnHeading(page: Page): Promise<void> {
  await eventually("the focus is on the heading", async () =>
    page.evaluate(() => document.querySelector("recourse-claims")!.shadowRoot!.activeElement?.id === "heading"));
}

/** From now on: every heading of a screen that is shown, once. */
async function noteHeadings(page: Page): Promise<void> {
  await page.evaluate(() => {
    const tree = document.querySelector("recourse-claims")!.shadowRoot!;
    const told: string[] = [];
    const before = tree.querySelector("h2")?.textContent;
    const note = () => {
      const heading = tree.querySelector("h2")?.textContent ?? "";
      if (heading !== before && !told.includes(heading)) told.push(heading);
    };
    new MutationObserver(note).observe(tree, { childList: true, subtree: true, characterData: true });
    Object.assign(window, { told });
  });
}

async function headings(page: Page): Promise<string[]> {
  return page.evaluate(() => (window as unknown as { told: string[] }).told);
}
