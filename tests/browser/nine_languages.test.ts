// Every language there is: each screen whole in it, written in its direction, and no wider than a narrow telephone.

import assert from "node:assert/strict";
import { assertInItsLanguage } from "./in_language.ts";
import { LAMP, newOrder } from "./orders.ts";
import { photograph } from "./screenshots.ts";
import { openShop } from "./story.ts";
import { LANGUAGES } from "./words.ts";
import type { Widget } from "./widget.ts";

const story = openShop();

const WIDTHS = [320, 390];

/** Long words, and a page that is read from the right: people look at these. */
const PHOTOGRAPHED = ["de", "ar"];

/** Nothing of the widget is beyond the page's edges, whatever is shown. */
async function assertNarrow(widget: Widget, screen: string): Promise<void> {
  const before = widget.page.viewportSize()!;
  for (const width of WIDTHS) {
    await widget.page.setViewportSize({ width, height: 800 });
    const beyond = await widget.host.evaluate((host) => {
      const isOut = ({ left, right }: DOMRect) => left < -1 || right > innerWidth + 1;
      const shown = [...host.shadowRoot!.querySelectorAll<HTMLElement>(".root *")];
      const out = shown.filter((element) => !element.closest(".vh, dialog:not([open])") && isOut(element.getBoundingClientRect()));
      return out.map((element) => `${element.localName}.${element.className}: ${element.textContent}`);
    });
    assert.deepEqual(beyond, [], `${screen} at ${width} px`);
    const wide = await widget.page.evaluate(() => document.scrollingElement!.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${screen} at ${width} px scrolls sideways by ${wide}`);
  }
  await widget.page.setViewportSize(before);
}

for (const language of LANGUAGES) {
  story(`every screen is whole and narrow in ${language}`, async ({ shop, visit, plainPage }) => {
    const order = await shop.backend.sell(newOrder({ daysAgo: 400 }, LAMP));
    // The shop writes its own problems in three languages; to others it says them in English.
    const own = ["fr", "ru"].includes(language) ? language : "en";
    const problem = (await shop.edge.problem("does-not-light", own)).text;
    // Egypt writes its digits otherwise: the shop's are the same for all who read Arabic.
    const { widget, words } = await visit(plainPage(language), language, language === "ar" ? { locale: "ar-EG" } : {});
    const look = async (screen: string) => {
      await assertInItsLanguage(widget, screen, ["I changed my mind"]);
      await assertNarrow(widget, screen);
      assert.doesNotMatch((await widget.lines()).join("\n"), /[٠-٩]/, screen);
      if (PHOTOGRAPHED.includes(language)) await photograph(widget.host, `${language}-${screen}`);
    };
    const intent = { order, problem, description: "Elle ne s’allume plus.", photo: shop.photo, remedy: "repair" };
    for await (const screen of widget.walk(intent)) {
      if (screen === "problem") await widget.problem(LAMP.title, problem).check();
      if (screen === "items") await widget.text("items.delivered", { date: words.date(order.facts.delivered_on) }).waitFor();
      if (screen === "sent") await widget.text("upload.sent").or(widget.button("sent.follow")).first().waitFor();
      await look(screen);
    }
    const root = widget.host.locator(".root");
    assert.equal(await root.getAttribute("lang"), language);
    assert.equal(await root.getAttribute("dir"), language === "ar" ? "rtl" : "ltr");
    const number = await widget.sentNumber();
    await widget.button("sent.follow").click();
    await widget.heading("progress.title").waitFor();
    await shop.backend.answer(number, { type: "offer.made", remedy: "partial_refund", amount: { amount_minor: 4_000, currency: "EUR" } });
    await widget.text("progress.offer").waitFor();
    await look("progress");
  });
}

story("the first screen of another language than the shop's is fetched, once, and no other is", async ({ visit, plainPage }) => {
  for (const [language, expected] of [["fr", 0], ["en", 0], ["ar", 1]] as const) {
    const { page, widget } = await visit("about:blank", language);
    const fetched: string[] = [];
    page.on("request", (request) => {
      const name = new URL(request.url()).pathname.split("/").at(-1)!;
      if (name.startsWith("first.")) fetched.push(name);
    });
    await page.goto(plainPage(language));
    await widget.heading("find.title").waitFor();
    await widget.live();
    assert.equal(fetched.length, expected, fetched.join(" "));
    if (expected) assert.ok(fetched[0]!.startsWith(`first.${language}.`));
  }
});
