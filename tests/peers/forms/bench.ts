// The first screen beside the same form in React and in Preact: `node bench.ts` prints what was measured as JSON.
//
// All from loopback, in one run, taking turns: what disturbs one visit disturbs its neighbours too.

import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { startBrowser } from "../../browser/browser.ts";
import { Edge } from "../../browser/edge.ts";
import { bundle, type Script } from "./bundle.ts";
import { visit, type Visit } from "./measure.ts";

const ROUNDS = 7;

const scripts: Record<string, Script> = { "/react.js": await bundle("react"), "/preact.js": await bundle("preact") };
let edgeUrl = "";
const tags: Record<string, () => string> = {
  recourse: () => `<script async src="${edgeUrl}/widget.js"></script>`,
  react: () => `<script async src="/react.js" data-edge="${edgeUrl}"></script>`,
  preact: () => `<script async src="/preact.js" data-edge="${edgeUrl}"></script>`,
};

const server = createServer((request, response) => {
  const path = request.url ?? "";
  const script = scripts[path];
  if (script) {
    response.writeHead(200, { "content-type": "text/javascript", "content-encoding": "br" });
    response.end(script.body);
    return;
  }
  const tag = tags[path.slice(1)];
  response.writeHead(tag ? 200 : 404, { "content-type": "text/html; charset=utf-8" });
  response.end(tag ? page(tag()) : "");
});
server.listen(0, "localhost");
await once(server, "listening");
const origin = `http://localhost:${(server.address() as AddressInfo).port}`;

/** A shop's page; the place of the embed is kept free, so that only the embed's own shifts count. */
function page(tag: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"></head>
<body><h1>Service</h1><div style="min-height: 40rem"><script>window.began = performance.now()</script>${tag}</div></body></html>`;
}

const edge = await Edge.start({ backendUrl: "http://127.0.0.1:9", origins: [origin] });
edgeUrl = edge.url;
const browser = await startBrowser();
const visits: Record<string, Visit[]> = { recourse: [], preact: [], react: [] };
try {
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, made] of Object.entries(visits)) {
      made.push(await visit(browser, `${origin}/${name}`, name === "recourse"));
    }
  }
} finally {
  await browser.close();
  await edge.stop();
  server.closeAllConnections();
  server.close();
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

const keys = ["bytes", "first_input_ms", "live_ms", "longest_task_ms", "shift", "memory_mb"] as const;
const medians = Object.entries(visits).map(([name, made]) => [
  name,
  Object.fromEntries(keys.map((key) => [key, median(made.map((visit) => visit[key]))])),
]);
console.log(JSON.stringify(Object.fromEntries(medians)));
