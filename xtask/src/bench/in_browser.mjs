// Times a verdict in Chromium: `node in_browser.mjs FOLDER WORLD TODAY` prints its milliseconds as JSON.

import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const [folder, world, today] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.RECOURSE_CHROMIUM,
  args: ["--no-sandbox"],
});
const page = await browser.newPage();
// The glue wants to know where it comes from, which a blank page cannot tell.
const address = "http://bench.example/";
const blank = { contentType: "text/html", body: "<!doctype html>" };
await page.route(address, (route) => route.fulfill(blank));
await page.goto(address);
await page.addScriptTag({ path: `${folder}/in_browser.js` });
const took = await page.evaluate(
  async ({ wasm, world, today }) => {
    const bytes = Uint8Array.from(atob(wasm), (sign) => sign.charCodeAt(0));
    await wasm_bindgen({ module_or_path: bytes });
    const claim = new wasm_bindgen.Claim(world, today);
    const times = 50;
    if (claim.judge(times) === 0) throw new Error("nobody is entitled to anything");
    const ms = [];
    for (let round = 0; round < 41; round += 1) {
      const start = performance.now();
      claim.judge(times);
      ms.push((performance.now() - start) / times);
    }
    ms.sort((a, b) => a - b);
    return { median_ms: ms[20], worst_ms: ms[40] };
  },
  {
    wasm: readFileSync(`${folder}/in_browser_bg.wasm`).toString("base64"),
    world: readFileSync(world, "utf8"),
    today,
  },
);
console.log(JSON.stringify(took));
await browser.close();
