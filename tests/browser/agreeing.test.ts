// What customer and shop agree on: an offer that is accepted, declined, countered or lapses; a time and place; files in
// both directions; and how it went.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { assertAccessible } from "./accessibility.ts";
import { photograph } from "./screenshots.ts";
import { openShop, type Telling } from "./story.ts";
import type { Language } from "./words.ts";

const story = openShop();

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

function inMs(ms: number): string {
  return new Date(Date.now() + ms).toISOString();
}

/** A claim on an order of its own, and its customer at it. */
async function following({ shop, visit, lampOrder }: Telling, language: Language = "en") {
  const order = await lampOrder();
  const { claim, tracking_url } = await shop.edge.file(order, "does-not-light", language);
  const customer = await visit(tracking_url, language);
  await customer.widget.text("status.received").waitFor();
  const say = (event: { type: string } & Record<string, unknown>) => shop.backend.answer(claim.number, event);
  const told = (type: string) => shop.backend.claimOn(order.facts.number, `with ${type}`, ({ timeline }) =>
    Object.values(timeline).some((event) => event.type === type));
  return { ...customer, page: customer.page, widget: customer.widget, words: customer.words, order, claim, say, told, customer };
}

const OFFER = { type: "offer.made", remedy: "partial_refund", amount: { amount_minor: 4_000, currency: "EUR" } };

story("an offer says until when it is open, in the shop's time, and is accepted", async (telling) => {
  const { widget, words, say, told } = await following(telling);
  const until = inMs(3 * DAY_MS);
  await say({ ...OFFER, expires_at: until });
  const written = new Date(until).toLocaleString("en", { dateStyle: "long", timeStyle: "short", timeZone: "Europe/Paris" });
  await widget.host.getByText(words.of("progress.offer_until", { date: written })).waitFor();
  await assertAccessible(widget.page, "an offer");
  await photograph(widget.host, "offer-open");
  await widget.button("progress.offer_accept").click();
  await widget.text("status.approved").waitFor();
  await told("offer.answered");
});

story("an offer is answered with what the customer would like instead", async (telling) => {
  const { page, widget, say, told } = await following(telling);
  await say(OFFER);
  await widget.button("progress.offer_counter").click();
  await widget.button("progress.counter_send").click();
  await widget.text("error.required").waitFor();
  const amount = widget.textbox("progress.counter_amount", { currency: "EUR" });
  await amount.fill("much");
  await widget.button("progress.counter_send").click();
  await widget.text("error.invalid_amount").waitFor();
  await assertAccessible(page, "a counter-offer");
  await photograph(widget.host, "offer-counter");
  await amount.fill("55,50");
  await widget.textbox("progress.counter_text").fill("It was nearly new.");
  await widget.button("progress.counter_send").click();
  await widget.text("event.offer.answered.countered").waitFor();
  await widget.text("progress.turn_shop").waitFor();
  await widget.host.getByText("It was nearly new.").waitFor();
  await widget.host.getByText("€55.50").waitFor();
  const known = await told("offer.answered");
  const answered = Object.values(known.timeline).find((event) => event.type === "offer.answered");
  assert.deepEqual((answered as { counter?: unknown }).counter, {
    amount: { amount_minor: 5_550, currency: "EUR" },
    text: "It was nearly new.",
  });
});

story("an offer the shop will not discuss can only be accepted or declined", async (telling) => {
  const { widget, say, told } = await following(telling);
  await say({ ...OFFER, may_counter: false });
  await widget.button("progress.offer_decline").waitFor();
  assert.equal(await widget.button("progress.offer_counter").count(), 0);
  await widget.button("progress.offer_decline").click();
  await widget.text("event.offer.answered.declined").waitFor();
  await told("offer.answered");
});

story("an offer nobody answers lapses before the customer's eyes", async (telling) => {
  const { widget, say, told } = await following(telling);
  await say({ ...OFFER, expires_at: inMs(3_000) });
  await widget.button("progress.offer_accept").waitFor();
  await widget.text("event.offer.lapsed").waitFor();
  await widget.button("progress.offer_accept").waitFor({ state: "hidden" });
  await widget.text("progress.turn_shop").waitFor();
  await told("offer.lapsed");
});

story("a time and place are chosen, changed, and taken into the calendar", async (telling) => {
  const { page, widget, words, say, told, claim } = await following(telling);
  const slots = [
    { time: inMs(5 * DAY_MS), place: "12 rue de la Lampe, Lyon" },
    { time: inMs(6 * DAY_MS), place: "3 quai des Ampoules, Paris" },
  ];
  await say({ type: "appointment.proposed", slots, notice_hours: 24 });
  const choices = widget.host.getByRole("group", { name: words.of("progress.appointment") });
  await widget.button("progress.appointment_send").click();
  await widget.text("error.required_choice").waitFor();
  await assertAccessible(page, "an appointment");
  await photograph(widget.host, "appointment-open");
  await choices.getByRole("radio").nth(0).check();
  await widget.button("progress.appointment_send").click();
  await widget.host.getByRole("heading", { name: words.of("progress.appointment_kept") }).waitFor();
  await told("appointment.chosen");

  await widget.button("progress.appointment_change").click();
  await choices.getByRole("radio").nth(1).check();
  await widget.button("progress.appointment_send").click();
  await widget.button("progress.appointment_change").waitFor();
  await widget.host.getByText(slots[1]!.place, { exact: true }).first().waitFor();
  await widget.text("progress.appointment_until").waitFor();
  await assertAccessible(page, "a chosen appointment");
  await photograph(widget.host, "appointment-chosen");

  const downloading = page.waitForEvent("download");
  await widget.button("progress.appointment_calendar").click();
  const download = await downloading;
  const file = readFileSync(await download.path(), "utf8");
  assert.equal(download.suggestedFilename(), `${claim.number}.ics`);
  const start = slots[1]!.time.replace(/[-:]|\.\d+/g, "");
  assert.ok(file.includes(`DTSTART:${start}\r\n`), file);
  assert.ok(file.includes("LOCATION:3 quai des Ampoules\\, Paris\r\n"), file);
});

story("files go with messages in both directions, each with its name, its size and a download", async (telling) => {
  const { page, widget, words, say, told, claim } = await following(telling);
  const { shop } = telling;
  await widget.textbox("progress.message_label").fill("This is the switch.");
  await widget.labelled("progress.attach").setInputFiles(shop.photo);
  const remove = widget.button("evidence.remove", { name: "lampe.jpg" });
  await remove.click();
  await remove.waitFor({ state: "hidden" });
  await widget.labelled("progress.attach").setInputFiles(shop.photo);
  await remove.waitFor();
  await assertAccessible(page, "a message with a file");
  await photograph(widget.host, "message-with-file");
  assert.equal((await shop.edge.claimsOn(claim.number)).length, 0);
  await widget.button("progress.message_send").click();
  await widget.text("progress.message_sent").waitFor();
  const known = await told("message.added");
  const written = Object.values(known.timeline).find((event) => event.type === "message.added");
  assert.deepEqual((written as { files?: number[] }).files, [1]);

  await shop.edge.sendFile(claim.number, 1, "Étiquette de retour.pdf", "application/pdf", "%PDF-1.7\n%%EOF\n");
  await say({ type: "message.sent", text: "Your label.", files: [1] });
  const theirs = widget.link("progress.download", { name: "Étiquette de retour.pdf" });
  await theirs.waitFor();
  const own = widget.link("progress.download", { name: "lampe.jpg" }).first();
  for (const [link, name] of [[theirs, "Étiquette de retour.pdf"], [own, "lampe.jpg"]] as const) {
    const downloading = page.waitForEvent("download");
    await link.click();
    const download = await downloading;
    assert.equal(download.suggestedFilename(), name);
    assert.ok(readFileSync(await download.path()).length > 0);
  }
  await widget.host.getByText(/\d MB/).first().waitFor();
  await widget.heading("progress.title").waitFor();
  await assertAccessible(page, "messages with files");
  await photograph(widget.host, "messages-with-files");
  assert.ok(words.of("progress.attach"));
});

story("when all is over the customer says how it went, once, and can still write", async (telling) => {
  const { page, widget, words, say, told } = await following(telling);
  await say({ type: "claim.resolved", message: "It shines again." });
  await widget.button("progress.rating_send").click();
  await widget.text("error.required_choice").waitFor();
  await assertAccessible(page, "a rating");
  await photograph(widget.host, "rating-open");
  const answers = widget.host.getByRole("group", { name: words.of("progress.rating") });
  await answers.getByRole("radio", { name: words.of("progress.rating_good") }).check();
  await widget.textbox("progress.rating_text").fill("Quick, and kind.");
  await widget.button("progress.rating_send").click();
  await widget.text("progress.rated", { rating: words.of("progress.rating_good") }).waitFor();
  assert.equal(await widget.button("progress.rating_send").count(), 0);
  await told("claim.rated");
  await widget.button("progress.message_send").waitFor();
  await page.reload();
  await widget.text("progress.rated", { rating: words.of("progress.rating_good") }).waitFor();
});

story("who has the claim, and how to reach them, is there from the beginning to the end", async (telling) => {
  const { widget, words, say } = await following(telling);
  const shown = async () => {
    await widget.host.getByText(words.of("progress.contact", { name: "Claire Aubry" })).first().waitFor();
    const ways = await widget.host.getByRole("link").evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
    assert.ok(ways.some((way) => way.startsWith("mailto:")) && ways.some((way) => way.startsWith("tel:")), ways.join(" "));
  };
  await shown();
  await say({ type: "claim.declined", reason: "It was dropped." });
  await widget.text("status.declined").waitFor();
  await shown();
});

story("all of it is there from right to left in Arabic", async ({ shop, visit, plainPage, lampOrder }) => {
  const order = await lampOrder();
  const problem = (await shop.edge.problem("does-not-light", "en")).text;
  const { page, widget } = await visit(plainPage("ar"), "ar", { locale: "ar-EG" });
  await widget.walkTo("sent", { order, problem, description: "It went dark.", remedy: "repair" });
  const number = await widget.sentNumber();
  await widget.button("sent.follow").click();
  await widget.heading("progress.title").waitFor();
  await shop.backend.answer(number, { ...OFFER, expires_at: inMs(3 * DAY_MS) });
  await shop.backend.answer(number, { type: "appointment.proposed", times: [inMs(5 * DAY_MS)], place: "Lyon" });
  await shop.backend.answer(number, { type: "loaner.lent", item: "Lampe Aube" });
  await widget.text("progress.loaner").waitFor();
  await widget.button("progress.appointment_send").waitFor();
  await widget.button("progress.offer_counter").click();
  await widget.button("progress.counter_send").waitFor();
  assert.equal(await widget.host.locator(".root").getAttribute("dir"), "rtl");
  await assertAccessible(page, "all of it in Arabic");
  await photograph(widget.host, "agreeing-ar");
});
