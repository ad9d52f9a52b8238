// News comes to an open page by itself, and without a socket the page goes on by asking.

import assert from "node:assert/strict";
import type { Page, Request } from "playwright-core";
import { eventually } from "./eventually.ts";
import { openShop } from "./story.ts";

const story = openShop();

story("what the shop does is seen at once without a reload or a question, and what is being typed stays", async ({ shop, visit, lampOrder }) => {
  const { claim, tracking_url } = await shop.edge.file(await lampOrder(), "does-not-light", "en");
  const { page, widget, words } = await visit("about:blank", "en");
  const opened = page.waitForEvent("websocket");
  await page.goto(tracking_url);
  const socket = await opened;
  assert.ok(!socket.url().includes(tokenOf(tracking_url)), "the token is in no address");
  await socket.waitForEvent("framereceived");
  const asked: Request[] = [];
  page.on("request", (request) => asked.push(request));

  const message = widget.textbox("progress.message_label");
  await message.fill("And when will ");
  await message.focus();
  await shop.backend.answer(claim.number, { type: "claim.under_review", person: "Claire" });
  await widget.text("status.under_review").waitFor();
  await shop.backend.answer(claim.number, { type: "message.sent", text: "We are looking." });
  await widget.host.getByText("We are looking.").first().waitFor();
  assert.equal(await said(page), words.of("event.message.sent"), "said in the one polite live region");
  await page.keyboard.type("it be done?");

  assert.equal(await message.inputValue(), "And when will it be done?");
  assert.deepEqual(asked.map((request) => request.url()), [], "nothing was asked for");
  const regions = await page.evaluate(() =>
    document.querySelector("recourse-claims")!.shadowRoot!.querySelectorAll("[role=status], [aria-live]").length);
  assert.equal(regions, 1);
});

story("where news takes away what has the focus, the heading nearest to it has it, and nothing else moves it", async ({ shop, visit, lampOrder }) => {
  const { claim, tracking_url } = await shop.edge.file(await lampOrder(), "does-not-light", "en");
  await shop.backend.answer(claim.number, { type: "offer.made", remedy: "partial_refund", amount: { amount_minor: 1_500, currency: "EUR" } });
  const { page, widget } = await visit("about:blank", "en");
  const opened = page.waitForEvent("websocket");
  await page.goto(tracking_url);
  await (await opened).waitForEvent("framereceived");
  const focused = () => page.evaluate(() => {
    const active = document.querySelector("recourse-claims")!.shadowRoot!.activeElement;
    return active && `${active.localName} ${active.textContent}`;
  });

  await widget.button("progress.offer_accept").focus();
  await shop.backend.answer(claim.number, { type: "message.sent", text: "It is yours if you like." });
  await widget.host.getByText("It is yours if you like.").first().waitFor();
  assert.equal(await focused(), `button ${widget.words.of("progress.offer_accept")}`, "what stays keeps it");

  await shop.backend.answer(claim.number, { type: "claim.declined", reason: "The time is over." });
  await widget.text("status.declined").waitFor();
  await widget.button("progress.offer_accept").waitFor({ state: "hidden" });
  assert.match((await focused()) ?? "the page", /^h[23] /);
});

story("with the Worker killed the page says so and asks again and again, and has its news by itself once it is back", async ({ shop, visit, lampOrder }) => {
  const { claim, tracking_url } = await shop.edge.file(await lampOrder(), "does-not-light", "en");
  const customer = await visit("about:blank", "en");
  const { page, widget } = customer;
  customer.expected = /ERR_CONNECTION_REFUSED|WebSocket|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET/;
  await page.goto(tracking_url);
  await widget.text("status.received").waitFor();
  const sockets: string[] = [];
  page.on("websocket", (socket) => {
    socket.on("framereceived", () => sockets.push(socket.url()));
  });

  await shop.edge.crash();
  await widget.text("progress.offline").waitFor({ timeout: 30_000 });
  await shop.edge.comeBack();
  await shop.backend.answer(claim.number, { type: "claim.under_review", person: "Claire" });
  await widget.text("status.under_review").waitFor({ timeout: 40_000 });
  await widget.text("progress.offline").waitFor({ state: "hidden" });
  await eventually("a socket is open again", async () => sockets.length > 0);

  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await shop.backend.answer(claim.number, { type: "claim.approved", remedy: "repair" });
  await widget.text("status.approved").waitFor();
  assert.deepEqual(asked, []);
});

story("a page that nobody sees lets its socket go, and has another once it is seen", async ({ shop, visit, lampOrder }) => {
  const { claim, tracking_url } = await shop.edge.file(await lampOrder(), "does-not-light", "en");
  const { page, widget } = await visit("about:blank", "en");
  const first = page.waitForEvent("websocket");
  await page.goto(tracking_url);
  const socket = await first;
  await socket.waitForEvent("framereceived");

  const closed = socket.waitForEvent("close");
  await hide(page, true);
  await closed;
  await shop.backend.answer(claim.number, { type: "claim.under_review", person: "Claire" });
  const second = page.waitForEvent("websocket");
  await hide(page, false);
  await widget.text("status.under_review").waitFor();
  await second;
});

story("where the page's policy forbids sockets the claim is looked at again and again", async ({ shop, visit, lampOrder }) => {
  const order = await lampOrder();
  const { claim, tracking_url } = await shop.edge.file(order, "does-not-light", "en");
  const { page, widget } = await visit("about:blank", "en");
  await page.routeWebSocket(/\/live$/, (socket) => void socket.close());
  await page.goto(tracking_url);
  await widget.text("status.received").waitFor();
  await shop.backend.answer(claim.number, { type: "claim.under_review", person: "Claire" });
  await widget.text("status.under_review").waitFor({ timeout: 15_000 });
});

function tokenOf(url: string): string {
  return url.split("#")[1]!;
}

/** What the live region says. */
async function said(page: Page): Promise<string> {
  return (await page.locator("recourse-claims").getByRole("status").textContent()) ?? "";
}

/** As if another tab were in front. */
async function hide(page: Page, is: boolean): Promise<void> {
  await page.evaluate((is) => {
    Object.defineProperty(document, "hidden", { value: is, configurable: true });
    Object.defineProperty(document, "visibilityState", { value: is ? "hidden" : "visible", configurable: true });
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  }, is);
}
