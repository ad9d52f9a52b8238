// French and Russian: the whole way in that language, dates and money too.

import assert from "node:assert/strict";
import { assertInItsLanguage } from "./in_language.ts";
import { LAMP, newOrder } from "./orders.ts";
import { openShop } from "./story.ts";
import type { Language } from "./words.ts";

const story = openShop();

/** As both languages write it, with a space that does not break. */
const PRICE = /129,00\s€/u;

const CUSTOMERS: { language: Language; called: string; says: string; name: string }[] = [
  { language: "fr", called: "French", says: "Elle ne s’allume plus.", name: "Nadia Benali" },
  { language: "ru", called: "Russian", says: "Больше не включается.", name: "Ольга Смирнова" },
];

for (const { language, called, says, name } of CUSTOMERS) {
  story(`every screen is ${called} on a ${called} page, dates and money too`, async ({ shop, visit, plainPage }) => {
    const order = await shop.backend.sell(newOrder({ daysAgo: 400 }, LAMP));
    const { page, widget, words } = await visit(plainPage(language), language);
    const problem = (await shop.edge.problem("does-not-light", language)).text;

    const intent = { order, problem, description: says, photo: shop.photo, remedy: "repair", name };
    for await (const screen of widget.walk(intent)) {
      await assertInItsLanguage(widget, screen);
      const seen = (await widget.lines()).join("\n");
      if (screen === "items") {
        assert.ok(seen.includes(words.of("items.delivered", { date: words.date(order.facts.delivered_on) })), seen);
        assert.match(seen, PRICE);
      }
      if (screen === "remedy") {
        // Two years of legal guarantee from the delivery: a day of that year, its month in the customer's words.
        const year = Number(order.facts.delivered_on.slice(0, 4)) + 2;
        assert.match(seen, new RegExp(`\\d{1,2} \\p{L}+ (${year}|${year + 1})`, "u"));
      }
    }
    const number = await widget.sentNumber();
    await widget.button("sent.follow").click();
    await widget.heading("progress.title").waitFor();
    await assertInItsLanguage(widget, "progress");
    await shop.backend.answer(number, { type: "claim.approved", remedy: "repair" });
    await widget.text("status.approved").waitFor();
    await assertInItsLanguage(widget, "progress, approved");
    const root = widget.host.locator("[lang]").first();
    assert.equal(await root.getAttribute("lang"), language);
    assert.equal(new URL(page.url()).origin, shop.pages.origin);
  });
}

story("one language is fetched, the one that is shown", async ({ visit, plainPage }) => {
  const customer = await visit("about:blank", "ru");
  const { page, widget } = customer;
  const texts: string[] = [];
  page.on("request", (request) => {
    const name = new URL(request.url()).pathname.split("/").at(-1)!;
    if (/^(claim|track)\.\w\w\./.test(name)) texts.push(name);
  });

  await page.goto(plainPage("ru"));
  await widget.live();

  assert.equal(texts.length, 1);
  assert.match(texts[0]!, /^claim\.ru\./);
});
