// The widget as a customer meets it: found by role and name, used by hand.

import type { Locator, Page } from "playwright-core";
import type { Order } from "./orders.ts";
import type { Words } from "./words.ts";

/** What a customer is about to claim: one unit of the order's first line. */
export interface Intent {
  order: Order;
  /** The problem's words. */
  problem: string;
  description?: string;
  serial?: string;
  photo?: string;
  /** `repair`, as in the texts `remedy.repair`. */
  remedy?: string;
  name?: string;
}

/** The screens on the way, in their order. */
export type Screen = "find" | "items" | "problem" | "evidence" | "remedy" | "check" | "sent";

type Values = Record<string, string | number>;

/** As customers read it out: no O, I, 0 or 1. */
const CLAIM_NUMBER = /^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/;

/** One `<recourse-claims>` on a page. */
export class Widget {
  readonly page: Page;
  readonly host: Locator;
  readonly words: Words;

  constructor(page: Page, words: Words, host = page.locator("recourse-claims")) {
    this.page = page;
    this.words = words;
    this.host = host;
  }

  /** The second, third… widget of the page. */
  nth(n: number): Widget {
    return new Widget(this.page, this.words, this.host.nth(n));
  }

  // What is there.

  heading(key: string, values?: Values): Locator {
    return this.host.getByRole("heading", { level: 2, name: this.#name(key, values) });
  }

  button(key: string, values?: Values): Locator {
    return this.host.getByRole("button", { name: this.#name(key, values), exact: true });
  }

  link(key: string, values?: Values): Locator {
    return this.host.getByRole("link", { name: this.#name(key, values), exact: true });
  }

  textbox(key: string, values?: Values): Locator {
    return this.host.getByRole("textbox", { name: this.#name(key, values), exact: true });
  }

  labelled(key: string, values?: Values): Locator {
    return this.host.getByLabel(this.#name(key, values), { exact: true });
  }

  /** Where the customer reads it first: what is said may be read by eye and said to a screen reader. */
  text(key: string, values?: Values): Locator {
    return this.host.getByText(this.#name(key, values)).filter({ visible: true }).first();
  }

  alert(): Locator {
    return this.host.getByRole("alert");
  }

  /** The checkbox of an item. */
  item(title: string): Locator {
    return this.host.getByRole("checkbox", { name: title });
  }

  /** The problem of an item. */
  problem(title: string, problem: string): Locator {
    return this.host.getByRole("group", { name: this.words.of("problem.for", { title }) }).getByRole("radio", { name: problem });
  }

  /** A remedy for an item, `refund`. */
  remedy(title: string, remedy: string): Locator {
    const group = this.host.getByRole("group", { name: this.words.of("remedy.choose", { title }) });
    return group.getByRole("radio", { name: this.words.of(`remedy.${remedy}`) });
  }

  /** Scrolls there; the wasm has taken over from the plain form. */
  async live(): Promise<void> {
    await this.host.scrollIntoViewIfNeeded();
    await this.host.and(this.page.locator("[data-live]")).waitFor({ state: "attached" });
  }

  /** Every line of text on the screen. */
  async lines(): Promise<string[]> {
    const text = await this.host.evaluate((host) => (host.shadowRoot!.firstElementChild as HTMLElement).innerText);
    return text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
  }

  // What a customer does.

  /** Types key by key, as pages with shortcuts would notice. */
  async find(orderNumber: string, email: string): Promise<void> {
    for (const [field, typed] of [["find.order", orderNumber], ["find.email", email]] as const) {
      await this.textbox(field).fill("");
      await this.textbox(field).pressSequentially(typed);
    }
    await this.button("find.submit").click();
  }

  async next(): Promise<void> {
    await this.button("nav.next").click();
  }

  /** Adds a file under its label, and waits until it is ready to be sent. */
  async add(label: string, file: string): Promise<void> {
    await this.labelled(label).setInputFiles(file);
    await this.button("evidence.remove", { name: file.split("/").at(-1)! }).waitFor();
    await this.host.getByText(this.words.of("app.loading"), { exact: true }).first().waitFor({ state: "hidden" });
  }

  async send(name: string): Promise<void> {
    await this.textbox("check.name").fill(name);
    await this.button("check.send").click();
  }

  /** The number on the screen that says the claim is sent. */
  async sentNumber(): Promise<string> {
    await this.heading("sent.title").waitFor();
    return this.host.getByText(CLAIM_NUMBER).innerText();
  }

  /** Goes through the whole claim, and stops before the customer does anything on each screen. */
  async *walk(intent: Intent): AsyncGenerator<Screen> {
    await this.heading("find.title").waitFor();
    yield "find";
    await this.find(intent.order.facts.number, intent.order.email);
    yield* this.walkOn(intent);
  }

  /** The same from the order's items on. */
  async *walkOn(intent: Intent): AsyncGenerator<Screen> {
    const title = intent.order.facts.lines[0]!.title;
    await this.heading("items.title").waitFor();
    yield "items";
    await this.item(title).check();
    await this.next();
    await this.heading("problem.title").waitFor();
    yield "problem";
    await this.problem(title, intent.problem).check();
    if (intent.description) await this.textbox("problem.description").fill(intent.description);
    if (intent.serial) await this.textbox("problem.serial").fill(intent.serial);
    await this.next();
    await this.heading("evidence.title").waitFor();
    yield "evidence";
    if (intent.photo) {
      await this.add("evidence.add_photo", intent.photo);
      await this.next();
    } else {
      await this.button("evidence.later").click();
    }
    await this.heading("remedy.title").waitFor();
    yield "remedy";
    if (intent.remedy) await this.remedy(title, intent.remedy).check();
    await this.next();
    await this.heading("check.title").waitFor();
    yield "check";
    await this.send(intent.name ?? "Nadia Benali");
    await this.heading("sent.title").waitFor();
    yield "sent";
  }

  /** Goes through the claim up to that screen. */
  async walkTo(screen: Screen, intent: Intent): Promise<void> {
    for await (const reached of this.walk(intent)) if (reached === screen) return;
  }

  /** Finishes a claim whose order is found, and gives its number. */
  async finish(intent: Intent): Promise<string> {
    for await (const reached of this.walkOn(intent)) if (reached === "sent") break;
    return this.sentNumber();
  }

  #name(key: string, values?: Values): string | RegExp {
    return values ? this.words.of(key, values) : /\{\w+\}/.test(this.words.of(key)) ? this.words.pattern(key) : this.words.of(key);
  }
}
