// What cannot be found, and what is missing: said where it is, and nobody learns which orders exist.

import assert from "node:assert/strict";
import { openShop } from "./story.ts";

const story = openShop();

story("a wrong e-mail address gets the same words as an unknown order", async ({ shop, visit, plainPage, lampOrder }) => {
  const order = await lampOrder();
  const words: string[][] = [];
  const answers: string[] = [];

  for (const [number, email] of [[order.facts.number, "someone.else@mail.example"], ["LB-0000", order.email]] as const) {
    const { page, widget } = await visit(plainPage("en"), "en");
    const asked = page.waitForResponse((response) => response.url() === `${shop.edge.url}/v1/orders/find`);
    await widget.find(number, email);
    await widget.alert().getByText(widget.words.of("find.not_found")).waitFor();
    assert.equal(await widget.textbox("find.order").inputValue(), number, "what was typed stays");
    const answer = await asked;
    const { request_id, ...problem } = (await answer.json()) as Record<string, unknown>;
    assert.match(String(request_id), /^[0-9a-f]{32}$/);
    answers.push(`${answer.status()} ${JSON.stringify(problem)}`);
    words.push(await widget.lines());
  }

  assert.deepEqual(words[0], words[1]);
  assert.equal(answers[0], answers[1]);
});

story("an empty first screen says at each field what is missing, and takes the customer there", async ({ visit, plainPage }) => {
  const { widget, page } = await visit(plainPage("en"), "en");
  await widget.live();

  await widget.button("find.submit").click();

  await widget.text("error.required_order").waitFor();
  await widget.text("error.required_email").waitFor();
  const order = widget.textbox("find.order");
  assert.equal(await order.getAttribute("aria-invalid"), "true");
  const described = await order.evaluate((input) => {
    const ids = input.getAttribute("aria-describedby")?.split(" ") ?? [];
    return ids.map((id) => (input.getRootNode() as ShadowRoot).getElementById(id)?.textContent ?? "").join(" ");
  });
  assert.ok(described.includes(widget.words.of("error.required_order")), described);

  await widget.host.getByRole("heading", { name: widget.words.of("error.summary") }).waitFor();
  await widget.alert().getByRole("button", { name: widget.words.of("error.required_email") }).click();
  await page.keyboard.type("anna@mail.example");
  assert.equal(await widget.textbox("find.email").inputValue(), "anna@mail.example");
  assert.equal(new URL(page.url()).hash, "", "the shop's address stays as it was");
});

story("a link that is no link to a claim says so, and a new one can be asked for", async ({ shop, visit, lampOrder }) => {
  const order = await lampOrder();
  const filed = await shop.edge.file(order, "does-not-light", "en");
  const known = await shop.backend.claimOn(order.facts.number, "as filed");
  assert.equal(known.tracking_url.split("#")[0], filed.tracking_url.split("#")[0]);

  const { widget } = await visit(`${shop.edge.url}/track#not-a-token`, "en");
  await widget.text("progress.expired").waitFor();
  await widget.heading("recover.title").waitFor();
  await widget.textbox("recover.email").fill(order.email);
  await widget.textbox("recover.number").fill(order.facts.number);
  await widget.button("recover.submit").click();
  await widget.text("recover.sent").waitFor();

  // The shop is asked to send the link; the page learns nothing.
  const asked = await shop.backend.claimOn(order.facts.number, "with the request", ({ timeline }) =>
    Object.values(timeline).some((event) => event.type === "link.requested"));
  const follow = await visit(asked.tracking_url, "en");
  await follow.widget.heading("progress.title", { number: filed.claim.number }).waitFor();
});
