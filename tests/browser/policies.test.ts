// The content security policies of shops, one by one: under each the widget works, or the plain form that leads to the
// hosted page stays; and the browser has nothing to report but what the policy is meant to block.

import assert from "node:assert/strict";
import type { HostPage } from "./host_pages.ts";
import { openShop, tag } from "./story.ts";

const story = openShop();

/** A policy, and what is with the widget under it. */
interface Case {
  /** What stands before `script-src` and what follows; `EDGE` is the Worker's origin. */
  csp: string;
  /** What else the page has. */
  page?: Partial<HostPage>;
  /** Attributes of the tag. */
  attributes?: string;
  /** The widget does not come to life, the form stays. */
  stays?: true;
  /** What the browser says that it blocked. */
  blocked?: RegExp;
}

const NONCE = "r4nd0m";
const WORKS = "script-src EDGE 'wasm-unsafe-eval'; connect-src EDGE";
/** As analytics do it: takes addresses only. */
const WRAPPED = `<script nonce="${NONCE}">
  const own = window.fetch;
  window.fetch = function (url) { if (typeof url !== "string" || arguments[1]) throw new TypeError("addresses only"); return own(url) };
</script>`;

const CASES: Record<string, Case> = {
  "that allows everything": { csp: "default-src * 'unsafe-inline' 'unsafe-eval' blob: data:" },
  "that allows nothing but what docs/embedding.md says": {
    csp: `default-src 'none'; ${WORKS}; img-src data: blob:; form-action EDGE; base-uri 'none'; frame-ancestors 'none'`,
  },
  "without any style": { csp: `${WORKS}; style-src 'none'` },
  "with styles by nonce only": { csp: `${WORKS}; style-src 'nonce-${NONCE}'` },
  "without style attributes": { csp: `${WORKS}; style-src-attr 'none'; style-src-elem 'self'` },
  "without workers, frames, objects and fonts": {
    csp: `${WORKS}; worker-src 'none'; child-src 'none'; frame-src 'none'; object-src 'none'; font-src 'none'`,
  },
  "with scripts by nonce only, and those trust others": {
    csp: `script-src 'nonce-${NONCE}' 'strict-dynamic' 'wasm-unsafe-eval'; connect-src EDGE`,
    attributes: `nonce="${NONCE}"`,
  },
  "with scripts by nonce only, and those trust others, but without wasm": {
    csp: `script-src 'nonce-${NONCE}' 'strict-dynamic'; connect-src EDGE`,
    attributes: `nonce="${NONCE}"`,
    stays: true,
    blocked: /^CSP: script-src blocked wasm-eval$/,
  },
  "with scripts by nonce and the Worker's": {
    csp: `script-src 'nonce-${NONCE}' EDGE 'wasm-unsafe-eval'; connect-src EDGE`,
    attributes: `nonce="${NONCE}"`,
  },
  "with eval allowed, which wasm is then too": { csp: "script-src EDGE 'unsafe-eval'; connect-src EDGE" },
  "without wasm": {
    csp: "script-src EDGE; connect-src EDGE",
    stays: true,
    blocked: /^CSP: script-src blocked wasm-eval$/,
  },
  "without connections": {
    csp: "script-src EDGE 'wasm-unsafe-eval'; connect-src 'none'",
    stays: true,
    blocked: /connect-src|Refused to connect/,
  },
  "with connections to the shop only": {
    csp: "script-src EDGE 'wasm-unsafe-eval'; connect-src 'self'",
    stays: true,
    blocked: /connect-src|Refused to connect/,
  },
  "without forms, which the live widget needs none of": { csp: `${WORKS}; form-action 'none'` },
  "that requires Trusted Types and allows none": {
    csp: `${WORKS}; require-trusted-types-for 'script'; trusted-types 'none'`,
  },
  "that requires Trusted Types, on a page with a strict default policy": {
    csp: `script-src EDGE 'nonce-${NONCE}' 'wasm-unsafe-eval'; connect-src EDGE; require-trusted-types-for 'script'; trusted-types default`,
    page: {
      head: `<script nonce="${NONCE}">trustedTypes.createPolicy("default", { createHTML: () => null, createScript: () => null, createScriptURL: () => null })</script>`,
    },
  },
  "without frames, on a page that replaced fetch": {
    csp: `default-src 'none'; script-src EDGE 'nonce-${NONCE}' 'wasm-unsafe-eval'; connect-src EDGE; img-src data:; frame-src 'none'`,
    page: { head: WRAPPED },
  },
  "in the page itself, as a meta element": {
    csp: "",
    page: { head: `<meta http-equiv="content-security-policy" content="default-src 'none'; ${WORKS}; img-src data:">` },
  },
};

for (const [which, { csp, page = {}, attributes = "", stays, blocked }] of Object.entries(CASES)) {
  const then = stays ? "the plain form stays and leads to the hosted page" : "the order is found";
  story(`under a policy ${which}, ${then}`, async ({ shop, visit, lampOrder }) => {
    const order = await lampOrder();
    const filled = (text: string) => text.replaceAll("EDGE", shop.edge.url);
    const path = `/${which.replaceAll(/\W+/g, "-")}`;
    const host = { ...page, head: filled(page.head ?? ""), body: tag(shop.edge, attributes) };
    const customer = await visit(shop.pages.serve(path, csp ? { ...host, csp: filled(csp) } : host), "fr");
    const { page: tab, widget } = customer;
    customer.expected = blocked;

    await widget.find(order.facts.number, order.email);
    if (!stays) {
      await widget.heading("items.title").waitFor();
      return;
    }
    await tab.waitForURL(`${shop.edge.url}/claim`);
    assert.ok(customer.troubles.length > 0, "the browser has blocked something");
  });
}

story("where the policy allows no blob: as a picture, an icon stands for the customer's photo", async ({ shop, visit, lampOrder }) => {
  const order = await lampOrder();
  const csp = `${WORKS}; img-src data:`.replaceAll("EDGE", shop.edge.url);
  const customer = await visit(shop.pages.serve("/no-blob", { csp, body: tag(shop.edge) }), "fr");
  customer.expected = /img-src/;
  const problem = (await shop.edge.problem("does-not-light", "fr")).text;
  await customer.widget.walkTo("evidence", { order, problem, description: "Elle ne s’allume plus." });
  await customer.widget.add("evidence.add_photo", shop.photo);

  assert.equal(await customer.widget.host.locator("img[src^='blob:']").count(), 0);
  await customer.widget.next();
  await customer.widget.heading("remedy.title").waitFor();
});
