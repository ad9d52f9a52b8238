// A real Chromium, and the visitors who come with it.

import assert from "node:assert/strict";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from "playwright-core";
import { ROOT } from "./program.ts";
import { Widget } from "./widget.ts";
import { Words, type Language } from "./words.ts";

const CHROMIUM = process.env.RECOURSE_CHROMIUM ?? "/usr/bin/chromium";
const SWITCHES = [
  "--no-sandbox", // as root, as CI runs it
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
/** For everything a customer would wait for. */
const PATIENCE_MS = 10_000;
const FAILURES = join(ROOT, "target/browser-failures");

/** What the browser says of every answer that is no success; the stories ask for some of them. */
const ANSWER_NOTED = /^Failed to load resource/;

/** Starts Chromium. */
export async function startBrowser(): Promise<Browser> {
  if (!existsSync(CHROMIUM)) {
    throw new Error(`${CHROMIUM} is missing: \`apt-get install chromium\`, or name another with RECOURSE_CHROMIUM`);
  }
  return chromium.launch({ executablePath: CHROMIUM, headless: true, args: SWITCHES });
}

/** Runs in every page: not every violation of a CSP is shown in the console by the browser itself. */
function tellOfViolations(): void {
  document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
    console.error(`CSP: ${effectiveDirective} blocked ${blockedURI}`);
  });
}

/** One person at one browser. */
export class Visitor {
  readonly page: Page;
  readonly words: Words;
  readonly widget: Widget;
  /** What went wrong on the page: uncaught errors, and what the console shows in red, which violations of a CSP are. */
  readonly troubles: string[] = [];
  /** Those of them that the story is about. */
  expected?: RegExp;
  readonly context: BrowserContext;

  private constructor(context: BrowserContext, page: Page, language: Language) {
    this.context = context;
    this.page = page;
    this.words = new Words(language);
    this.widget = new Widget(page, this.words);
    page.on("pageerror", (error) => this.troubles.push(`uncaught: ${error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error" && !ANSWER_NOTED.test(message.text())) this.troubles.push(message.text());
    });
  }

  /** Comes with nothing kept from before. Far from the shop, so that a day shown in the visitor's zone is a wrong one. */
  static async come(browser: Browser, language: Language, more: BrowserContextOptions = {}): Promise<Visitor> {
    const context = await browser.newContext({ locale: language, timezoneId: "Pacific/Auckland", ...more });
    context.setDefaultTimeout(PATIENCE_MS);
    await context.addInitScript(tellOfViolations);
    return new Visitor(context, await context.newPage(), language);
  }

  /** Nothing went wrong on the page but what the story expects. */
  assertUntroubled(): void {
    assert.deepEqual(this.troubles.filter((trouble) => !this.expected?.test(trouble)), []);
  }

  /** Keeps what is to be seen, for whoever reads of the failure. */
  async keepEvidence(story: string): Promise<void> {
    mkdirSync(FAILURES, { recursive: true });
    const name = story.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 80);
    await this.page.screenshot({ path: join(FAILURES, `${name}.png`), fullPage: true });
  }
}
