// The small picture of a photo holds the whole photo in memory: it is let go with the photo, and with the widget.

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { eventually } from "./eventually.ts";
import { openShop } from "./story.ts";

const story = openShop();

/** Runs before the page's own scripts, and remembers every address of a picture that is held. */
function watch(): void {
  const held = new Set<string>();
  Object.assign(window, { held });
  const { createObjectURL, revokeObjectURL } = URL;
  URL.createObjectURL = (blob) => {
    const address = createObjectURL.call(URL, blob);
    held.add(address);
    return address;
  };
  URL.revokeObjectURL = (address) => {
    held.delete(address);
    revokeObjectURL.call(URL, address);
  };
}

const held = (page: Page, count: number) =>
  eventually(`${count} pictures are held`, async () => {
    const size = await page.evaluate(() => (window as unknown as { held: Set<string> }).held.size);
    return size === count;
  });

story("pictures are let go with their photos, and all of them with the widget", async ({ shop, visit, plainPage, lampOrder }) => {
  const order = await lampOrder();
  const problem = (await shop.edge.problem("does-not-light", "en")).text;
  const { page, widget } = await visit("about:blank", "en");
  await page.addInitScript(watch);
  await page.goto(plainPage("en"));
  await widget.walkTo("evidence", { order, problem, description: "It went dark." });
  await widget.add("evidence.add_photo", shop.photo);
  await held(page, 1);
  await widget.button("evidence.remove", { name: "lampe.jpg" }).click();
  await held(page, 0);

  await widget.add("evidence.add_photo", shop.photo);
  await widget.next();
  await widget.heading("remedy.title").waitFor();
  await widget.button("nav.back").click();
  const picture = widget.host.locator("img.picture");
  await picture.waitFor();
  assert.ok(await picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth > 0)), "it is still to be seen");
  await held(page, 1);
  await widget.host.evaluate((host) => host.remove());
  await held(page, 0);
});

story("a photo that is removed while its picture is made leaves none behind", async ({ shop, visit, plainPage, lampOrder }) => {
  const order = await lampOrder();
  const problem = (await shop.edge.problem("does-not-light", "en")).text;
  const { page, widget } = await visit("about:blank", "en");
  await page.addInitScript(watch);
  // The picture is ready when the story says so.
  await page.addInitScript(() => {
    const { decode } = HTMLImageElement.prototype;
    const ready = new Promise((resolve) => Object.assign(window, { ready: resolve }));
    HTMLImageElement.prototype.decode = function () {
      return ready.then(() => decode.call(this));
    };
  });
  await page.goto(plainPage("en"));
  await widget.walkTo("evidence", { order, problem, description: "It went dark." });
  await widget.labelled("evidence.add_photo").setInputFiles(shop.photo);
  await held(page, 1);
  await widget.button("evidence.remove", { name: "lampe.jpg" }).click();
  await widget.button("evidence.remove", { name: "lampe.jpg" }).waitFor({ state: "hidden" });
  await page.evaluate(() => (window as unknown as { ready(): void }).ready());
  await held(page, 0);
});
