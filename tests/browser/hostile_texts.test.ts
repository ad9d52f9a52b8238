// Whatever anyone writes, it stays a text in the widget: nothing of it runs, nothing becomes an element.

import assert from "node:assert/strict";
import { LAMP, newOrder } from "./orders.ts";
import { openShop } from "./story.ts";

const NASTY = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>"'&{title}`;

const story = openShop();

story("a title, a description, a name and an answer that would be HTML are shown as they were written", async ({ shop, visit, plainPage }) => {
  const title = `Lampe ${NASTY}`;
  const order = await shop.backend.sell(newOrder({ daysAgo: 400 }, { ...LAMP, title }));
  const problem = (await shop.edge.problem("does-not-light", "en")).text;
  const { page, widget } = await visit(plainPage("en"), "en");
  const before = await page.title();
  const assertHarmless = async () => {
    assert.equal(await page.title(), before, "nothing ran");
    const elements = await widget.host.evaluate((host) => host.shadowRoot!.querySelectorAll("script, img[src=x], [onerror]").length);
    assert.equal(elements, 0, "nothing became an element");
  };

  for await (const screen of widget.walk({ order, problem, description: `It says ${NASTY}`, remedy: "repair", name: `Nadia ${NASTY}` })) {
    await assertHarmless();
    if (screen === "items") assert.ok((await widget.lines()).some((line) => line.includes(title)), "the title is there, whole");
  }
  const number = await widget.sentNumber();
  await assertHarmless();

  await shop.backend.claimOn(order.facts.number, "sent");
  await shop.backend.answer(number, { type: "message.sent", text: `Dear ${NASTY}` });
  const [claim] = await shop.backend.claimsOn(order.facts.number);
  const follower = await visit(claim!.tracking_url, "en");
  await follower.widget.host.getByText(`Dear ${NASTY}`).first().waitFor();
  assert.notEqual(await follower.page.title(), "owned");

  // What the customer is written: as a mail program that keeps every script would show it, and in the demo's own page.
  const mails = await shop.backend.mailsOf(number, 2);
  assert.ok(mails.some(({ text }) => text.includes(`Dear ${NASTY}`)), "the answer was mailed");
  const reader = await visit("about:blank", "en");
  for (const { html, url, subject } of mails) {
    const asItIs = async () => {
      // Without what the page before it may do.
      await reader.page.goto("about:blank");
      await reader.page.setContent(html);
    };
    for (const show of [asItIs, () => reader.page.goto(url)]) {
      await show();
      assert.equal(await reader.page.title(), subject, "nothing ran");
      const parts = [reader.page.mainFrame(), ...reader.page.mainFrame().childFrames()];
      for (const part of parts) {
        assert.equal(await part.locator("script, img, [onerror]").count(), 0, "nothing became an element");
      }
    }
  }
});
