// What is wrong with an embedding is told: in the page itself, in its console, and from its source on /embed-check.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { assertAccessible } from "./accessibility.ts";
import type { Visitor } from "./browser.ts";
import { HostPages, type HostPage } from "./host_pages.ts";
import { ROOT } from "./program.ts";
import { openShop, tag, type Shop } from "./story.ts";

const story = openShop();

interface Finding {
  id: string;
  level: "fault" | "doubt" | "note";
  found: string;
  expected: string;
  todo: string;
}

/** A page with one fault, and the finding that tells of it. */
interface Faulty {
  page(shop: Shop): HostPage;
  finds: string;
  /** What it says to do. */
  todo?: RegExp;
  /** What the browser reports for that fault. */
  expected?: RegExp;
}

const line = (shop: Shop, attributes = "") => ({ body: tag(shop.edge, attributes) });
const csp = (shop: Shop, policy: string) => ({ ...line(shop), csp: policy.replaceAll("EDGE", shop.edge.url) });
const CHECK = (shop: Shop) => `<script async src="${shop.edge.url}/assets/check.js"></script>`;
const REFUSED = /CSP|Content Security Policy|Refused/;

const FAULTS: Record<string, Faulty> = {
  "no tag": { page: () => ({ body: "<p>Lampes</p>" }), finds: "tag-missing", todo: /Put this line/ },
  "an element without a tag": { page: () => ({ body: "<recourse-claims></recourse-claims>" }), finds: "tag-missing" },
  "the tag twice": { page: (shop) => ({ body: tag(shop.edge) + tag(shop.edge) }), finds: "tag-twice" },
  "nomodule": { page: (shop) => line(shop, "nomodule"), finds: "tag-nomodule", todo: /Remove/ },
  "a type that a consent tool wrote": { page: (shop) => line(shop, 'type="text/plain"'), finds: "tag-type", todo: /consent/ },
  "a target that is not there": {
    page: (shop) => ({ body: `<div id="claims"></div>${tag(shop.edge, 'data-target="#claim"')}` }),
    finds: "target-missing", todo: /`#claims`/,
  },
  "a target that is no selector": {
    page: (shop) => line(shop, 'data-target="#1["'), finds: "target-unreadable", todo: /style sheet/, expected: /./,
  },
  "an attribute misspelt": { page: (shop) => line(shop, 'data-local="fr"'), finds: "attribute-unknown", todo: /`data-locale`/ },
  "an attribute without data-": { page: (shop) => line(shop, 'locale="fr"'), finds: "attribute-without-data", todo: /data-locale/ },
  "a value misspelt": { page: (shop) => line(shop, 'data-open="buton"'), finds: "value-unknown", todo: /`button`/ },
  "a language there is not": { page: (shop) => line(shop, 'data-locale="nl"'), finds: "locale-unsupported", todo: /English/ },
  "a template that was not filled in": { page: (shop) => line(shop, 'data-email="{{ customer }}"'), finds: "email-no-address" },
  "integrity of another version": {
    page: (shop) => line(shop, 'integrity="sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC" crossorigin="anonymous"'),
    finds: "integrity-mismatch", todo: /pins the version/, expected: /integrity/,
  },
  "integrity without crossorigin": {
    page: (shop) => line(shop, 'integrity="sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC"'),
    finds: "integrity-crossorigin", todo: /Add the attribute/, expected: /integrity/,
  },
  "the tag of another host": {
    page: (shop) => ({ body: `<script async src="${shop.edge.url.replace("localhost", "127.0.0.1")}/widget.js"></script>` }),
    finds: "host-wrong", todo: /PUBLIC_URL/, expected: /./,
  },
  "a policy without wasm": {
    page: (shop) => csp(shop, "script-src EDGE; connect-src EDGE 'self'"), finds: "csp-wasm", todo: /Add 'wasm-unsafe-eval' to `script-src`/, expected: REFUSED,
  },
  "a policy without connections": {
    page: (shop) => csp(shop, "script-src EDGE 'wasm-unsafe-eval'; connect-src 'self'"), finds: "csp-connect", todo: /Add http\S+ to `connect-src`/, expected: REFUSED,
  },
  "a policy without forms": {
    page: (shop) => csp(shop, "script-src EDGE 'wasm-unsafe-eval'; form-action 'self'"), finds: "csp-form", todo: /form-action/,
  },
  "a policy without small pictures": {
    page: (shop) => csp(shop, "img-src 'self' data:"), finds: "csp-blob", todo: /Add blob: to `img-src`/,
  },
  "a policy that cannot be read from within": {
    page: (shop) => csp(shop, "connect-src EDGE"), finds: "header-unread", todo: /paste the header/, expected: REFUSED,
  },
  "a sandbox": {
    page: (shop) => csp(shop, "sandbox allow-scripts"), finds: "origin-refused", todo: /sandbox/, expected: /./,
  },
  "a tag that was written as HTML, which runs no scripts": {
    page: (shop) => ({ body: `<div></div><script>document.querySelector("div").innerHTML = '<script src="${shop.edge.url}/widget.js"><' + "/script>"</script>` }),
    finds: "tag-not-run", todo: /innerHTML/,
  },
  "a hidden place": {
    page: (shop) => ({ body: `<div style="display:none">${tag(shop.edge)}</div>` }), finds: "element-hidden", todo: /overflow/,
  },
  "a fetch of its own": {
    page: (shop) => ({ head: "<script>const own = fetch; fetch = (...all) => own(...all)</script>", ...line(shop) }), finds: "fetch-replaced",
  },
};

/** The findings, once the check that runs in the page is through. */
async function findings(page: Page): Promise<Finding[]> {
  await page.locator("recourse-check").getByRole("region").waitFor();
  return page.evaluate(() => (window as unknown as { checked: Finding[] }).checked);
}

async function listen(page: Page): Promise<void> {
  await page.addInitScript(() => {
    document.addEventListener("recourse:checked", (event) => Object.assign(window, { checked: (event as CustomEvent).detail.findings }));
  });
}

for (const [which, { page, finds, todo = /./, expected }] of Object.entries(FAULTS)) {
  story(`the check finds ${which}`, async ({ shop, visit }) => {
    const customer = await visit("about:blank", "en");
    customer.expected = expected;
    await listen(customer.page);
    const host = page(shop);
    const path = `/${finds}-${which.replaceAll(/\W+/g, "-")}`;
    await customer.page.goto(shop.pages.serve(path, { ...host, body: host.body + CHECK(shop) }));

    const all = await findings(customer.page);
    const found = all.find(({ id }) => id === finds);
    assert.ok(found, JSON.stringify(all));
    for (const text of [found.found, found.expected, found.todo]) assert.ok(text.length > 3, JSON.stringify(found));
    assert.match(found.todo, todo);
    await customer.page.locator("recourse-check").getByText(found.todo).first().waitFor();
  });
}

story("the check finds nothing where there is nothing", async ({ shop, visit }) => {
  const { page } = await visit("about:blank", "en");
  await listen(page);
  const policy = `default-src 'none'; script-src ${shop.edge.url} 'wasm-unsafe-eval'; connect-src 'self' ${shop.edge.url}; img-src blob: data:; form-action ${shop.edge.url}; require-trusted-types-for 'script'`;
  await page.goto(shop.pages.serve("/right", { csp: policy, body: tag(shop.edge) + CHECK(shop) }));
  assert.deepEqual(await findings(page), []);
  await page.locator("recourse-check").getByText("The embedding is as it should be.").waitFor();
});

story("the check finds a page whose origin the shop does not name", async ({ shop, visit }) => {
  const other = await HostPages.start();
  try {
    const customer = await visit("about:blank", "en");
    customer.expected = /CORS/;
    await listen(customer.page);
    await customer.page.goto(other.serve("/foreign", { body: tag(shop.edge) + CHECK(shop) }));
    const [finding] = await findings(customer.page);
    assert.equal(finding?.id, "origin-refused");
    assert.match(finding.todo, new RegExp(`Add "${other.origin}" to SHOP\\.origins`));
  } finally {
    await other.stop();
  }
});

story("the check finds what an extension blocks, and a Worker that gives no answer", async ({ shop, visit }) => {
  for (const [path, blocked, expected] of [
    ["/blocker", "**/widget.js", "file-blocked"],
    ["/down", "**/embed-check.json", "host-silent"],
    ["/half", "**/v1/shop", "shop-silent"],
  ] as const) {
    const customer = await visit("about:blank", "en");
    customer.expected = /./;
    await listen(customer.page);
    await customer.page.route(blocked, (route) => route.abort("blockedbyclient"));
    await customer.page.goto(shop.pages.serve(path, { body: tag(shop.edge) + CHECK(shop) }));
    const all = await findings(customer.page);
    assert.ok(all.some(({ id }) => id === expected), JSON.stringify(all));
  }
});

story("the check finds an old version, a host that is not ours, another address of the Worker and a wrong clock", async ({ shop, visit }) => {
  const seen = async (path: string, change: (customer: Visitor) => Promise<void>) => {
    const customer = await visit("about:blank", "en");
    customer.expected = /./;
    await listen(customer.page);
    await change(customer);
    await customer.page.goto(shop.pages.serve(path, { body: tag(shop.edge) + CHECK(shop) }));
    return (await findings(customer.page)).map(({ id }) => id);
  };
  const facts = (more: object) => async ({ page }: Visitor) => {
    await page.route("**/embed-check.json", async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, json: { ...(await answer.json()), ...more } });
    });
  };
  const other = await seen("/other", facts({ public_url: "https://claims.lumen.example" }));
  assert.ok(other.includes("host-other"), String(other));
  const late = await seen("/late", facts({ now: Date.now() / 1000 - 4_000 }));
  assert.ok(late.includes("clock"), String(late));
  const foreign = await seen("/not-ours", ({ page }) => page.route("**/embed-check.json", (route) =>
    route.fulfill({ status: 404, body: "no such page", headers: { "access-control-allow-origin": "*" } })));
  assert.ok(foreign.includes("host-not-ours"), String(foreign));
  const old = await seen("/old", async ({ page }) => {
    let times = 0;
    await page.route("**/widget.js", async (route) => {
      const answer = await route.fetch();
      times += 1;
      // The tag's own, then the newest, then the one in the cache.
      await route.fulfill({ response: answer, body: (await answer.text()) + (times === 2 ? "\n// newer" : "") });
    });
  });
  assert.ok(old.includes("version-old"), String(old));
});

story("pasted into the console, the check works where the page's policy refuses every script of the Worker", async ({ shop, visit }) => {
  const check = await visit(`${shop.edge.url}/embed-check`, "en", { permissions: ["clipboard-read", "clipboard-write"] });
  await check.page.getByRole("button", { name: "Copy the check" }).click();
  await check.page.getByRole("status").getByText("Copied.").waitFor();
  const program = await check.page.evaluate(() => navigator.clipboard.readText());
  assert.ok(program.includes(shop.edge.url));

  const customer = await visit("about:blank", "en");
  customer.expected = REFUSED;
  await listen(customer.page);
  await customer.page.goto(shop.pages.serve("/shut", { csp: "script-src 'self'; require-trusted-types-for 'script'", body: tag(shop.edge) }));
  // As the console does it: by the debugger, not by a script of the page.
  const cdp = await customer.page.context().newCDPSession(customer.page);
  await cdp.send("Runtime.evaluate", { expression: program });

  const all = await findings(customer.page);
  const ids = all.map(({ id }) => id);
  assert.ok(ids.includes("csp-script") && ids.includes("csp-wasm"), String(ids));
  assert.match(all.find(({ id }) => id === "csp-script")!.todo, new RegExp(`Add ${shop.edge.url} to \`script-src\``));
});

story("from a page's source, /embed-check tells what can be seen of it, and its own tags are right", async ({ shop, visit }) => {
  const { page } = await visit(`${shop.edge.url}/embed-check`, "en");
  const pinned = page.locator("#pinned");
  await pinned.getByText("integrity").waitFor();
  const check = async (address: string, source: string, headers = "") => {
    await page.getByLabel("Address of the page").fill(address);
    await page.getByLabel("Its HTML").fill(source);
    await page.getByLabel("Its headers, or the policy alone").fill(headers);
    await page.getByRole("button", { name: "Check it" }).click();
    const said = page.getByRole("status");
    await said.getByText(/to mend|as it should be/).waitFor();
    return { said: await said.innerText(), found: await page.getByRole("heading", { level: 3 }).allInnerTexts() };
  };

  const bad = await check("https://shop.example/help", '<script nomodule src="http://shop.example/widget.js" data-them="dark"></script>',
    "HTTP/2 200\nContent-Security-Policy: default-src 'self'\nserver: x");
  for (const id of ["host-wrong", "mixed-content", "tag-nomodule", "attribute-unknown", "csp-script", "csp-wasm", "csp-connect", "origin-refused"]) {
    assert.ok(bad.found.some((title) => title.endsWith(id)), `${id}: ${bad.found}`);
  }
  await assertAccessible(page, "embed-check", "main");

  const gone = `<p class="a"></p><p class="a"></p><script src="${shop.edge.url}/assets/widget.fr.0a1b2c3d4e.js" data-target=".a"></script>`;
  const other = await check("not an address", gone);
  for (const id of ["address", "file-missing", "target-several"]) {
    assert.ok(other.found.some((title) => title.endsWith(id)), `${id}: ${other.found}`);
  }
  const kept = await check(shop.pages.origin, `<script src="${shop.edge.url}/widget.js" integrity="sha384-AAAA" crossorigin></script>`, "content-security-policy: sandbox");
  for (const id of ["integrity-unpinned", "integrity-mismatch", "csp-sandbox"]) {
    assert.ok(kept.found.some((title) => title.endsWith(id)), `${id}: ${kept.found}`);
  }

  const right = await check(shop.pages.origin, await pinned.innerText());
  assert.deepEqual(right, { said: "The embedding is as it should be.", found: [] });
});

test("every finding that the check can make is found in a story", () => {
  const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
  const sources = ["csp", "tags", "probe", "page"].map((name) => read(`widget/check/${name}.ts`)).join("\n");
  const ids = new Set([...sources.matchAll(/"(?:fault|doubt|note)", "([a-z-]+)"|id: "([a-z-]+)"/g)].map((match) => match[1] ?? match[2]!));
  const stories = read("tests/browser/embed_check.test.ts");
  assert.ok(ids.size > 28, `${ids.size}`);
  assert.deepEqual([...ids].filter((id) => !stories.includes(`"${id}"`)), []);
});
