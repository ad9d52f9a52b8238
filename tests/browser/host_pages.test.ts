// Shops' pages that are hard to live in: the widget works there, and the page does not notice.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { hasPhoto } from "./backend.ts";
import type { HostPage } from "./host_pages.ts";
import { BATTERY, LAMP, newOrder } from "./orders.ts";
import { ROOT } from "./program.ts";
import { openShop, tag, type Shop } from "./story.ts";
import { Widget } from "./widget.ts";
import { Words, type Language } from "./words.ts";

const story = openShop();

/** Everything a claim needs, and nothing more; no `unsafe-inline`, no `unsafe-eval`. */
const strict = (edge: string) =>
  `default-src 'none'; script-src ${edge} 'wasm-unsafe-eval'; connect-src ${edge}; img-src ${edge} data: blob:; ` +
  `base-uri 'none'; form-action ${edge}; require-trusted-types-for 'script'; trusted-types 'none'`;

/** The pages that need no more than that a claim can be filed on them. */
const PAGES: Record<string, (shop: Shop) => HostPage> = {
  "that unsets every style": ({ edge }) => ({ head: "<style>*{all:unset!important}</style>", body: tag(edge) }),
  "with a strict CSP": ({ edge }) => ({ csp: strict(edge.url), body: tag(edge) }),
  "that hides what is empty": ({ edge }) => ({ head: "<style>div:empty,:empty{display:none}</style>", body: tag(edge) }),
  "with the tag in its head": ({ edge }) => ({ head: tag(edge), body: "<main><p>Lampes</p></main>" }),
  "with the tag as a module": ({ edge }) => ({ body: `<script type="module" src="${edge.url}/widget.js"></script>` }),
  "that replaced what the browser brought": ({ edge }) => ({
    head: `<script>
      Object.prototype.each = function () {}; Array.prototype.toJSON = function () { return "as Prototype did" };
      Array.from = function (list) { return list == null ? [] : [].slice.call(list) };
      Function.prototype.bind = function (to) { const f = this; return function () { return f.apply(to, arguments) } };
      const real = window.fetch;
      window.fetch = function (url) {
        if (typeof url !== "string") throw new TypeError("only strings");
        return real(url, { headers: { "x-shop": "1" } });
      };
    </script>`,
    body: tag(edge),
  }),
  "that bound a fetch of its own": ({ edge }) => ({
    head: `<script>
      const real = window.fetch;
      window.fetch = function (url, options) {
        if (typeof url !== "string" || options) throw new TypeError("addresses only");
        return real(url);
      }.bind(window);
    </script>`,
    body: tag(edge),
  }),
  "with one-key shortcuts": ({ edge }) => ({
    head: `<script>
      addEventListener("keydown", (event) => { event.preventDefault(); document.title = "stolen " + event.key });
    </script>`,
    body: tag(edge),
  }),
  "with huge text and another direction": ({ edge }) => ({
    html: 'lang="fr" dir="rtl"',
    head: `<style>
      html{font-size:28px} *{text-transform:uppercase;letter-spacing:.2em} input,button{display:none!important}
    </style>`,
    body: tag(edge),
  }),
};

for (const [which, page] of Object.entries(PAGES)) {
  story(`a claim can be filed on a page ${which}`, async ({ shop, visit, lampOrder }) => {
    const order = await lampOrder();
    const path = `/${which.replaceAll(" ", "-")}`;
    const { page: tab, widget } = await visit(shop.pages.serve(path, page(shop)), "fr");
    await widget.live();
    const title = await tab.title();

    await widget.find(order.facts.number, order.email);
    const problem = (await shop.edge.problem("does-not-light", "fr")).text;
    const intent = { order, problem, description: "Elle ne s’allume plus.", photo: shop.photo, remedy: "repair" };
    const number = await widget.finish(intent);

    const known = await shop.backend.claimOn(order.facts.number, "with its photo", hasPhoto);
    assert.equal(known.claim.number, number);
    assert.equal(await tab.title(), title, "no key reached the page");
    assert.equal(tab.url(), shop.pages.origin + path, "and its address is as it was");
  });
}

story("on a page in an old encoding the first words are right, before anything else is loaded", async ({ shop, visit }) => {
  const customer = await visit("about:blank", "fr");
  const { page, widget } = customer;
  customer.expected = /CSP: script-src blocked wasm-eval/;
  const csp = strict(shop.edge.url).replace(" 'wasm-unsafe-eval'", "");
  await page.goto(shop.pages.serve("/old", { charset: "windows-1251", csp, body: tag(shop.edge) }));

  await widget.heading("find.title").waitFor();

  assert.equal(await page.evaluate(() => document.characterSet), "windows-1251");
  assert.match(await widget.heading("find.title").innerText(), /[^\x00-\x7f]/, "the words have signs that it could spoil");
});

story("a page that unsets every style shows the widget as any other page does", async ({ shop, visit }) => {
  const look = async (path: string, page: HostPage) => {
    const { widget } = await visit(shop.pages.serve(path, page), "fr");
    await widget.live();
    const button = await widget.button("find.submit").evaluate((element) => {
      const { color, backgroundColor, fontSize, fontFamily, borderRadius, paddingTop, display } = getComputedStyle(element);
      return { color, backgroundColor, fontSize, fontFamily, borderRadius, paddingTop, display };
    });
    const { width, height } = (await widget.heading("find.title").boundingBox())!;
    return { button, width, height };
  };

  const usual = await look("/usual", { head: "<style>body{margin:0}</style>", body: tag(shop.edge) });
  const everything = "<style>*{all:unset!important} body{display:block!important}</style>";
  const unset = await look("/unset", { head: everything, body: tag(shop.edge) });

  assert.deepEqual(unset, usual);
});

story("inside a shop's form Enter finds the order and does not send the shop's form", async ({ shop, visit, lampOrder }) => {
  const order = await lampOrder();
  const inside = `<input name="coupon" aria-label="Coupon">${tag(shop.edge)}<button>Payer</button>`;
  const body = `<form action="/checkout" method="get">${inside}</form>`;
  const url = shop.pages.serve("/inside-a-form", { body });
  const { page, widget } = await visit(url, "fr");

  for (const live of [false, true]) {
    if (live) await widget.live();
    await widget.textbox("find.order").fill(order.facts.number);
    await widget.textbox("find.email").fill(live ? order.email : "");
    await widget.textbox("find.order").press("Enter");
  }
  await widget.item(order.facts.lines[0]!.title).check();
  await widget.item(order.facts.lines[0]!.title).press("Enter");
  await widget.button("nav.next").click();
  await widget.heading("problem.title").waitFor();

  assert.equal(page.url(), url);
  assert.deepEqual(shop.pages.asked.filter((asked) => asked.includes("/checkout")), []);
  const coupon = await page.evaluate(() => [...new FormData(document.querySelector("form")!).keys()]);
  assert.deepEqual(coupon, ["coupon"], "the widget adds no field to it");
});

story("two widgets on a page are two: each has its own form and its own claim", async ({ shop, visit }) => {
  const buy = () => shop.backend.sell(newOrder({ daysAgo: 400 }, LAMP, BATTERY));
  const [one, other] = [await buy(), await buy()];
  const url = shop.pages.serve("/twice", { body: `${tag(shop.edge)}<p>et encore</p>${tag(shop.edge)}` });
  const { page, widget } = await visit(url, "fr");
  await page.waitForFunction(() => document.querySelectorAll("recourse-claims[data-live]").length === 2);
  const [first, second] = [widget.nth(0), widget.nth(1)];

  await first.textbox("find.order").fill(one.facts.number);
  await second.find(other.facts.number, other.email);
  await second.heading("items.title").waitFor();
  assert.equal(await first.textbox("find.order").inputValue(), one.facts.number);
  await first.textbox("find.email").fill(one.email);
  await first.button("find.submit").click();
  await first.heading("items.title").waitFor();

  await first.item(one.facts.lines[0]!.title).check();
  assert.equal(await second.item(other.facts.lines[0]!.title).isChecked(), false);
  await first.next();
  await first.heading("problem.title").waitFor();
  await second.heading("items.title").waitFor();
});

story("the page keeps its names, its styles and its place", async ({ shop, visit }) => {
  const bare = await visit(shop.pages.serve("/bare", { body: "<p>Lampes</p>" }), "fr");
  const names = () => Object.getOwnPropertyNames(window);
  const look = () => [...document.querySelectorAll("h1, p")].map((element) => getComputedStyle(element).cssText);
  const before = { names: await bare.page.evaluate(names), look: await bare.page.evaluate(look) };

  const { page, widget } = await visit(shop.pages.serve("/dressed", { body: `<p>Lampes</p>${tag(shop.edge)}` }), "fr");
  await widget.live();

  const added = (await page.evaluate(names)).filter((name) => !before.names.includes(name));
  assert.deepEqual(added, ["Recourse"]);
  assert.deepEqual(await page.evaluate(look), before.look);
  assert.equal(await page.evaluate(() => document.styleSheets.length + document.adoptedStyleSheets.length), 0);
});

story("a page that comes and goes with its widget leaves none behind", async ({ shop, visit, lampOrder }) => {
  const order = await lampOrder();
  const url = shop.pages.serve("/app", { body: `<main id="route">${tag(shop.edge)}</main>` });
  const { page, widget } = await visit(url, "fr");
  await widget.live();

  for (let round = 0; round < 5; round++) {
    await page.evaluate(() => (document.querySelector("#route")!.innerHTML = "<p>Lampes</p>"));
    await page.evaluate(() => document.querySelector("#route")!.append(document.createElement("recourse-claims")));
    await widget.live();
  }

  assert.equal(await widget.host.count(), 1);
  await widget.find(order.facts.number, order.email);
  await widget.heading("items.title").waitFor();
});

/** The pages of `examples/pages` on which the whole widget works, and two of them under a policy of the server. */
const EXAMPLES = [
  ...readdirSync(join(ROOT, "examples/pages"))
    .filter((name) => name.endsWith(".html") && name !== "no-wasm.html")
    .map((name) => `pages/${name}`),
  "csp/strict/plain.html",
  "csp/trusted-types/plain.html",
];

for (const path of EXAMPLES) {
  story(`the order is found on the example page ${path}`, async ({ shop, visit, lampOrder }) => {
    const order = await lampOrder();
    const { page, widget } = await visit(`${shop.backend.pages}/${path}`, "en");
    await page.locator("recourse-claims").first().waitFor({ state: "attached" });
    const host = widget.host.first();
    const language = (await host.getAttribute("data-locale")) ?? (await page.evaluate(() => document.documentElement.lang));
    const first = new Widget(page, new Words(language as Language), host);

    await first.find(order.facts.number, order.email);
    await first.heading("items.title").waitFor();
  });
}
