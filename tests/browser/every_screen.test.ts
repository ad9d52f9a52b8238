// Every screen, in French: whole in that language, accessible in light and dark, and photographed for people into
// target/screenshots.

import { assertAccessible } from "./accessibility.ts";
import { assertInItsLanguage } from "./in_language.ts";
import { LAMP, BATTERY, newOrder } from "./orders.ts";
import { photograph } from "./screenshots.ts";
import { openShop } from "./story.ts";
import type { Widget } from "./widget.ts";

const story = openShop({ 'out_of_policy = "review"': 'out_of_policy = "decline"' });

/** What every screen must be. */
async function look(widget: Widget, screen: string): Promise<void> {
  await assertInItsLanguage(widget, screen);
  await assertAccessible(widget.page, screen);
  await photograph(widget.host, screen);
}

story("every screen of a claim is whole in its language and accessible, in light and dark", async ({ shop, visit }) => {
  const order = await shop.backend.sell(newOrder({ daysAgo: 400 }, LAMP, { ...BATTERY, quantity: 3 }));
  const problem = (await shop.edge.problem("does-not-light", "fr")).text;
  const { page, widget } = await visit(`${shop.backend.pages}/`, "fr");
  await widget.live();
  await photograph(page.locator("body"), "shop");

  const intent = { order, problem, description: "Elle ne s’allume plus.", photo: shop.photo, remedy: "repair" };
  for await (const screen of widget.walk(intent)) {
    // As it is when the customer has done their part, which shows most.
    if (screen === "items") await widget.item(LAMP.title).check();
    if (screen === "problem") await widget.problem(LAMP.title, problem).check();
    if (screen === "evidence") await widget.add("evidence.add_photo", shop.photo);
    if (screen === "sent") await widget.text("upload.sent").or(widget.button("sent.follow")).first().waitFor();
    await look(widget, `claim-${screen}`);
    if (screen === "evidence") await widget.button("evidence.remove", { name: "lampe.jpg" }).click();
  }
});

story("the screens of a claim that is followed are, too", async ({ shop, visit, lampOrder }) => {
  const order = await lampOrder();
  const { claim, tracking_url } = await shop.edge.file(order, "does-not-light", "fr");
  const { widget } = await visit(tracking_url, "fr");
  await widget.text("status.received").waitFor();
  await look(widget, "progress-received");
  await shop.backend.answer(claim.number, { type: "claim.needs_info", message: "Quelle ampoule utilisez-vous ?" });
  await widget.text("status.needs_info").waitFor();
  await look(widget, "progress-needs-info");
  const amount = { amount_minor: 4_000, currency: "EUR" };
  await shop.backend.answer(claim.number, { type: "offer.made", remedy: "partial_refund", amount });
  await widget.text("progress.offer").waitFor();
  await look(widget, "progress-offer");
  await widget.button("progress.offer_decline").click();
  await widget.text("event.offer.answered.declined").waitFor();
  await shop.backend.answer(claim.number, { type: "claim.approved", remedy: "repair", message: "Nous la réparons." });
  await widget.text("status.approved").waitFor();
  await look(widget, "progress-approved");
});

story("the screens beside the way are, too", async ({ shop, visit, plainPage, lampOrder }) => {
  const order = await lampOrder();
  const old = await shop.backend.sell(newOrder({ daysAgo: 1_200 }, LAMP));
  const problem = (await shop.edge.problem("does-not-light", "fr")).text;
  const { widget } = await visit(plainPage("fr"), "fr");
  await widget.live();
  await widget.button("find.submit").click();
  await widget.text("error.required_order").waitFor();
  await look(widget, "find-empty");
  await widget.find("LB-0000", "nobody@mail.example");
  await widget.text("find.not_found").waitFor();
  await look(widget, "find-unknown");
  await shop.edge.file(order, "does-not-light", "fr");
  await widget.find(order.facts.number, order.email);
  await widget.text("items.taken").waitFor();
  await look(widget, "items-taken");

  const late = await visit(plainPage("fr"), "fr");
  await late.widget.walkTo("evidence", { order: old, problem, description: "Elle ne s’allume plus." });
  await late.widget.button("evidence.later").click();
  await late.widget.heading("remedy.decline_title").waitFor();
  await look(late.widget, "remedy-declined");

  const follower = await visit(`${shop.edge.url}/track`, "fr");
  await follower.widget.heading("recover.title").waitFor();
  await look(follower.widget, "recover");

  const { email, facts } = await shop.backend.order("LL-1011");
  await shop.backend.crash();
  const stating = await visit(plainPage("fr"), "fr");
  await stating.widget.find(facts.number, email);
  await stating.widget.heading("stated.title").waitFor();
  await look(stating.widget, "stated");
});
