// A widget that is taken away leaves nothing behind, however often a shop's routes bring and remove it.

import assert from "node:assert/strict";
import type { CDPSession, Page } from "playwright-core";
import { eventually } from "./eventually.ts";
import { openShop, tag } from "./story.ts";

const story = openShop();

/** What the browser counts for a page after a collection. */
interface Counted {
  heap: number;
  nodes: number;
  listeners: number;
  wasm: number;
}

/** Rounds until everything that is made once is made. */
const WARM = 10;
const ROUNDS = 100;
/** What the browser itself keeps of so many rounds is about 2 %; a widget that stays is 40 KB, every round. */
const GROWTH = 1.05;

/** Runs before the page's own scripts, and remembers every memory of WebAssembly. */
function watch(): void {
  const memories: WebAssembly.Memory[] = [];
  Object.assign(window, { memories });
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = (async (from: WebAssembly.Module, imports: WebAssembly.Imports) => {
    const made = await instantiate(from, imports);
    memories.push(...Object.values(made.exports).filter((it) => it instanceof WebAssembly.Memory));
    return made;
  }) as typeof WebAssembly.instantiate;
}

async function count(page: Page, cdp: CDPSession): Promise<Counted> {
  // What hangs on a finalizer is free only after another turn of the collector.
  for (let turn = 0; turn < 3; turn++) await cdp.send("HeapProfiler.collectGarbage");
  const { metrics } = await cdp.send("Performance.getMetrics");
  const metric = (name: string) => metrics.find((metric) => metric.name === name)!.value;
  const wasm = await page.evaluate(() => {
    const { memories } = window as unknown as { memories: WebAssembly.Memory[] };
    return memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
  });
  return { heap: metric("JSHeapUsedSize"), nodes: metric("Nodes"), listeners: metric("JSEventListeners"), wasm };
}

/** Brings a widget to life and takes it away, that many times, as routes of a single-page shop do. */
function comeAndGo(page: Page, view: string, rounds: number): Promise<void> {
  return page.evaluate(async ([view, rounds]) => {
    const route = document.querySelector("#route")!;
    for (let round = 0; round < rounds; round++) {
      const isLive = new Promise((resolve) => route.addEventListener("recourse:ready", resolve, { once: true }));
      const widget = document.createElement("recourse-claims");
      widget.dataset.view = view;
      route.append(widget);
      await isLive;
      route.innerHTML = "<p>Lampes</p>";
      await new Promise((resolve) => setTimeout(resolve));
    }
  }, [view, rounds] as const);
}

const flat = (before: Counted, after: Counted) => {
  const told = JSON.stringify({ before, after });
  assert.equal(after.wasm, before.wasm, `the memory of the wasm has not grown: ${told}`);
  assert.ok(after.listeners <= before.listeners, `no listener is left: ${told}`);
  assert.ok(after.nodes <= before.nodes * 1.05, `no element is left: ${told}`);
  assert.ok(after.heap <= before.heap * 1.05, `the heap is as it was: ${told}`);
};

for (const view of ["claim", "track"]) {
  story(`memory is flat after ${ROUNDS} insertions and removals of a widget with data-view ${view}`, async ({ shop, visit }) => {
    const { page } = await visit("about:blank", "fr");
    await page.addInitScript(watch);
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("Performance.enable");
    const body = '<main id="route"><recourse-claims></recourse-claims></main>';
    await page.goto(shop.pages.serve(`/routes-${view}`, { head: tag(shop.edge), body }));
    await page.locator("recourse-claims[data-live]").waitFor({ state: "attached" });
    await page.locator("recourse-claims").evaluate((widget) => widget.remove());

    await comeAndGo(page, view, WARM);
    const before = await count(page, cdp);
    await comeAndGo(page, view, ROUNDS);
    const after = await count(page, cdp);

    const told = JSON.stringify({ before, after });
    assert.ok(before.wasm > 0);
    assert.equal(after.wasm, before.wasm, `the memory of the wasm has not grown: ${told}`);
    assert.ok(after.listeners <= before.listeners, `no listener is left: ${told}`);
    assert.ok(after.nodes <= before.nodes, `no element is left: ${told}`);
    assert.ok(after.heap <= before.heap * GROWTH, `the heap is as it was: ${told}`);
  });
}

story("a claim that is followed is no longer asked for when its widget is gone", async ({ shop, visit, lampOrder }) => {
  const { claim, tracking_url } = await shop.edge.file(await lampOrder(), "does-not-light", "fr");
  const { page, widget } = await visit("about:blank", "fr");
  const asked: string[] = [];
  const sockets: { isClosed(): boolean }[] = [];
  page.on("request", (request) => request.url().includes(`/v1/claims/${claim.number}`) && asked.push(request.url()));
  page.on("websocket", (socket) => sockets.push(socket));
  await page.clock.install();
  await page.goto(tracking_url);
  await widget.text("status.received").waitFor();

  const before = asked.length + sockets.length;
  await page.clock.fastForward("10:00");
  await eventually("the claim is looked at again", async () => asked.length + sockets.length > before || sockets.length > 0);

  await widget.host.evaluate((host) => host.remove());
  await page.clock.runFor(100);
  const after = asked.length + sockets.length;
  await page.clock.runFor("10:00");
  assert.equal(asked.length + sockets.length, after, "nothing is asked any more");
  await eventually("every socket is closed", async () => sockets.every((socket) => socket.isClosed()));
});

story("a widget goes where the page moves it, with all that was entered", async ({ shop, visit, lampOrder }) => {
  const order = await lampOrder();
  const wrapping = "<script>const own = fetch; window.fetch = (...all) => own(...all)</script>";
  for (const [path, head] of [["/moved", ""], ["/moved-with-a-fetch-of-its-own", wrapping]] as const) {
    const body = `<section id="one">${tag(shop.edge)}</section><section id="other"></section>`;
    const { page, widget } = await visit(shop.pages.serve(path, { head, body }), "fr");
    await widget.live();
    await widget.textbox("find.order").fill(order.facts.number);
    await page.evaluate(() => document.querySelector("#other")!.append(document.querySelector("recourse-claims")!));

    assert.equal(await widget.textbox("find.order").inputValue(), order.facts.number, path);
    await widget.textbox("find.email").fill(order.email);
    await widget.button("find.submit").click();
    await widget.heading("items.title").waitFor();
  }
});

story("the routes of a single-page shop bring the widget as often as the customer goes there", async ({ shop, visit, lampOrder }) => {
  const order = await lampOrder();
  const { page, widget } = await visit(`${shop.backend.pages}/pages/single-page.html`, "en");
  for (let round = 0; round < 3; round++) {
    await widget.live();
    await page.getByRole("button", { name: "Shop" }).click();
    assert.equal(await widget.host.count(), 0);
    await page.getByRole("button", { name: "Help" }).click();
  }
  await widget.live();
  await widget.find(order.facts.number, order.email);
  await widget.heading("items.title").waitFor();

  // What was chosen is there again after a route of its own, as it is after a reload.
  await widget.item(order.facts.lines[0]!.title).check();
  await page.getByRole("button", { name: "Shop" }).click();
  await page.getByRole("button", { name: "Help" }).click();
  await widget.heading("items.title").waitFor();
  assert.ok(await widget.item(order.facts.lines[0]!.title).isChecked());
});
