// Who has lost the link of a claim asks for it in the widget, and comes back by the mail that arrives.

import assert from "node:assert/strict";
import { openShop, tag } from "./story.ts";
import { Widget } from "./widget.ts";

const story = openShop();

story("a lost link is asked for in the widget, arrives as a mail, and opens the claim", async ({ shop, visit, lampOrder }) => {
  const order = await lampOrder();
  const { claim } = await shop.edge.file(order, "does-not-light", "en");
  assert.equal((await shop.backend.mailsOf(claim.number, 1)).length, 1, "that it was received");

  const page = shop.pages.serve("/lost", { html: 'lang="en"', body: tag(shop.edge, 'data-view="track"') });
  const customer = await visit(page, "en");
  await customer.widget.heading("recover.title").waitFor();
  await customer.widget.textbox("recover.email").fill(order.email);
  await customer.widget.button("recover.submit").click();
  await customer.widget.text("recover.sent").waitFor();
  assert.ok(!(await customer.widget.lines()).join(" ").includes(claim.number), "the page learns nothing");

  const [, mail] = await shop.backend.mailsOf(claim.number, 2);
  assert.equal(mail!.to, order.email);
  // As the customer has it: the mail in the catcher, and the link in it pressed.
  const reader = await visit(mail!.url, "en");
  const opened = reader.context.waitForEvent("page");
  await reader.page.frameLocator("iframe.mail").locator('a[href*="/track#"]').first().click();
  const claimed = new Widget(await opened, reader.words);
  await claimed.heading("progress.title", { number: claim.number }).waitFor();
});

story("who has no claim is told the same, and no mail is sent", async ({ shop, visit }) => {
  const { page, widget } = await visit(`${shop.edge.url}/track`, "en");
  await widget.heading("recover.title").waitFor();
  await widget.textbox("recover.email").fill("nobody@mail.example");
  const asked = page.waitForResponse((answer) => answer.url().endsWith("/v1/claims/recover"));
  await widget.button("recover.submit").click();
  assert.equal((await asked).status(), 202);
  await widget.text("recover.sent").waitFor();
  assert.deepEqual((await shop.backend.allMails()).filter((mail) => mail.to === "nobody@mail.example"), []);
});
