// A story: a test with visitors, on a shop that the stories of one file share.

import { after, before, test } from "node:test";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { Backend } from "./backend.ts";
import { startBrowser, Visitor } from "./browser.ts";
import { Edge } from "./edge.ts";
import { HostPages, type HostPage } from "./host_pages.ts";
import { newOrder, LAMP, type Order } from "./orders.ts";
import { takePhoto } from "./photo.ts";
import type { Language } from "./words.ts";

const STORY_MS = 90_000;

/** A shop with all it needs. */
export interface Shop {
  backend: Backend;
  edge: Edge;
  /** Pages that embed the widget. */
  pages: HostPages;
  /** A large photo that says where it was taken. */
  photo: string;
}

/** What a story is told with. */
export interface Telling {
  shop: Shop;
  /** Someone opens that address. */
  visit(url: string, language: Language, more?: BrowserContextOptions): Promise<Visitor>;
  /** A page with the tag and nothing else to say, in that language. */
  plainPage(language: Language): string;
  /** An order of one lamp that broke after a year. */
  lampOrder(): Promise<Order>;
}

/** Lines of the shop's `wrangler.toml` and what stands there instead. */
export type Instead = Record<string, string>;

/** Opens a shop for the stories of this file; gives the function that tells one. */
export function openShop(instead: Instead = {}): (name: string, tell: (telling: Telling) => Promise<void>) => void {
  let browser: Browser;
  let shop: Shop;
  const closing: (() => Promise<void>)[] = [];

  before(async () => {
    const started = await Promise.all([startBrowser(), HostPages.start(), Backend.start()]);
    browser = started[0];
    const [, pages, backend] = started;
    closing.push(() => browser.close(), () => pages.stop(), () => backend.stop());
    const edge = await Edge.start({ backendUrl: backend.url, origins: [pages.origin, backend.pages], instead });
    closing.push(() => edge.stop());
    await backend.edgeIsAt(edge.url);
    shop = { backend, edge, pages, photo: await takePhoto(browser) };
  });

  after(async () => {
    for (const close of closing.reverse()) await close();
  });

  return (name, tell) => {
    test(name, { timeout: STORY_MS }, async () => {
      const visitors: Visitor[] = [];
      const telling: Telling = {
        shop,
        async visit(url, language, more) {
          const visitor = await Visitor.come(browser, language, more);
          visitors.push(visitor);
          await visitor.page.goto(url);
          return visitor;
        },
        plainPage: (language) => shop.pages.serve(`/${language}`, plain(shop.edge, language)),
        lampOrder: () => shop.backend.sell(newOrder({ daysAgo: 400 }, LAMP)),
      };
      try {
        await tell(telling);
        for (const visitor of visitors) visitor.assertUntroubled();
      } catch (failure) {
        for (const visitor of visitors) await visitor.keepEvidence(name);
        throw failure;
      } finally {
        for (const visitor of visitors) await visitor.context.close();
        await shop.edge.comeBack();
        await shop.backend.comeBack();
      }
    });
  };
}

function plain(edge: Edge, language: Language): HostPage {
  return { html: `lang="${language}"`, body: tag(edge) };
}

/** The one line a shop puts into its page. */
export function tag(edge: Edge, attributes = ""): string {
  return `<script async src="${edge.url}/widget.js" ${attributes}></script>`;
}
