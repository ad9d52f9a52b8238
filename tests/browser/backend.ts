// The demo shop's backend as a test sees it: what it received, and how it is told to fail.

import { join } from "node:path";
import { eventually } from "./eventually.ts";
import type { Order, OrderFacts } from "./orders.ts";
import { Program, ROOT } from "./program.ts";

const FILE = process.env.RECOURSE_BACKEND ?? join(ROOT, "target/debug/backend");
/** As the tests need it: told to fail, on a free port, and with pages that do not reload when somebody builds. */
const ALWAYS = ["--faults", "--built-at", join(ROOT, "target/no-such-file")];

/** A file as the claim lists it. */
export interface Evidence {
  n: number;
  kind: string;
  name: string;
  media_type: string;
  size_bytes: number;
}

/** A claim as the backend was told of it. */
export interface KnownClaim {
  claim: {
    number: string;
    locale: string;
    customer: { name: string; email: string };
    order: OrderFacts;
    lines: { line: string; quantity: number; problem: string; description?: string; requested?: string; serial?: string }[];
    verdict: { decision: string };
    status: string;
    evidence?: Evidence[];
  };
  timeline: Record<string, { type: string; by: string; text?: string }>;
  tracking_url: string;
  evidence_urls: Record<string, string>;
}

/** Its only file is kept. */
export const hasPhoto = ({ claim }: KnownClaim) => claim.evidence?.length === 1;

/** A call of the edge, as it came. */
export interface Call {
  headers: Record<string, string>;
  body: string;
  treatment: "kept" | "duplicate" | "refused" | "failed";
}

/** A message to a customer, caught. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** A running backend. */
export class Backend {
  readonly url: string;
  /** Where the shops' pages are. */
  readonly pages: string;
  #program: Program;
  #down = false;

  private constructor(program: Program) {
    this.#program = program;
    this.url = program.said("ready");
    this.pages = program.said("shops").split(" ")[0]!.replace(/\/$/, "");
  }

  /** Starts one on a free port, with the shops' pages on another. */
  static async start(): Promise<Backend> {
    return new Backend(await Program.start("the backend", FILE, [...ALWAYS, "--port", "0", "--shop-port", "0"]));
  }

  /** Ends it at once, as a crash does. */
  async crash(): Promise<void> {
    this.#down = true;
    await this.#program.stop("SIGKILL");
  }

  /** Starts it again where it was, if it is down; it has forgotten everything but the demo orders. */
  async comeBack(): Promise<void> {
    if (!this.#down) return;
    const ports = ["--port", new URL(this.url).port, "--shop-port", new URL(this.pages).port];
    this.#program = await Program.start("the backend", FILE, [...ALWAYS, ...ports]);
    this.#down = false;
  }

  async stop(): Promise<void> {
    await this.#program.stop();
  }

  /** The demo order of that number. */
  async order(number: string): Promise<Order> {
    const all: Order[] = await this.#get("orders");
    const order = all.find((order) => order.facts.number === number);
    if (!order) throw new Error(`the demo shops have no order ${number}`);
    return order;
  }

  /** Makes the order known. */
  async sell(order: Order): Promise<Order> {
    await this.#send("POST", "orders", order);
    return order;
  }

  /** The claims on that order. */
  async claimsOn(order: string): Promise<KnownClaim[]> {
    const all: KnownClaim[] = await this.#get("claims");
    return all.filter((known) => known.claim.order.number === order);
  }

  /** The claim on that order once it is there, and `like` this. */
  async claimOn(order: string, what: string, like: (known: KnownClaim) => boolean = () => true): Promise<KnownClaim> {
    return eventually(`the backend has the claim on ${order}, ${what}`, async () => (await this.claimsOn(order)).find(like));
  }

  /** What was written of that claim, oldest first, with where each can be seen; once there are so many. */
  async mailsOf(claim: string, count: number): Promise<(Mail & { url: string })[]> {
    return eventually(`${count} mails of ${claim}`, async () => {
      const all = await this.allMails();
      const placed = all.map((mail, n) => ({ ...mail, url: `${this.url}/mail/${n}` }));
      const mails = placed.filter((mail) => mail.text.includes(claim) || mail.subject.includes(claim));
      return mails.length >= count ? mails : undefined;
    });
  }

  /** Every message that was caught. */
  async allMails(): Promise<Mail[]> {
    return this.#get("mails");
  }

  /** The webhooks about that claim, as they came. */
  async webhooksOf(claim: string): Promise<Call[]> {
    const calls: Call[] = await this.#get("calls?on=events");
    return calls.filter((call) => call.body.includes(claim));
  }

  /** The Worker is there. */
  async edgeIsAt(url: string): Promise<void> {
    await this.#send("PUT", "edge", { shop: "lamps", url });
  }

  /** Answers a claim as the clerk would. */
  async answer(claim: string, event: { type: string } & Record<string, unknown>): Promise<void> {
    const reply = await this.#send("POST", "answers", { shop: "lamps", claim, ...event });
    const kept = (await reply.json()) as { reply: string };
    if (kept.reply !== "kept") throw new Error(`the edge did not keep ${event.type}: ${JSON.stringify(kept)}`);
  }

  async #get<T>(route: string): Promise<T> {
    return (await this.#send("GET", route)).json() as Promise<T>;
  }

  async #send(method: string, route: string, body?: unknown): Promise<Response> {
    const text = body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    const answer = await fetch(`${this.url}/_test/${route}`, { method, ...text });
    if (!answer.ok) throw new Error(`${method} /_test/${route}: ${answer.status} ${await answer.text()}`);
    return answer;
  }
}
