// The Worker on bare workerd, with the configuration of the lamp shop.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Order } from "./orders.ts";
import { Program, ROOT } from "./program.ts";
import type { Language } from "./words.ts";

const FILE = process.env.RECOURSE_XTASK ?? join(ROOT, "target/debug/xtask");
const LAMPS = join(ROOT, "examples/storefront-lamps");
/** The line of the configuration that a test's shops take the place of. */
const DEMO_ORIGIN = '"http://localhost:8788"';
/** And the e-mail service, which the backend plays. */
const DEMO_SERVICE = 'url = "http://localhost:8789"';

/** Seconds between the attempts to reach the backend: a test is not kept waiting for minutes. */
const RETRIES = `[vars]\nRETRY_SCHEDULE = "${Array(20).fill(1)}"\n`;

/** What `GET /v1/shop` says that stories need. */
interface ShopAnswer {
  policy: { problems: { id: string; text: Record<string, string>; tip?: Record<string, string> }[] };
}

/** What 201 of `POST /v1/claims` says. */
export interface Filed {
  claim: { number: string; status: string };
  tracking_token: string;
  tracking_url: string;
}

/** Where the Worker finds its shop. */
export interface Surroundings {
  backendUrl: string;
  origins: string[];
  /** A line of `wrangler.toml` and what stands there instead. */
  instead?: Record<string, string>;
}

/** A running Worker. */
export class Edge {
  readonly url: string;
  #program: Program;
  #down = false;
  readonly #folder: string;

  readonly #places: string[];
  readonly #behind: string[];

  private constructor(program: Program, folder: string, places: string[], behind: string[]) {
    this.#program = program;
    this.#folder = folder;
    this.#places = places;
    this.#behind = behind;
    this.url = program.said("ready");
  }

  /** Starts one on a free port, with nothing in its ledger. */
  static async start({ backendUrl, origins, instead = {} }: Surroundings): Promise<Edge> {
    const folder = mkdtempSync(join(tmpdir(), "recourse-browser-"));
    const written = origins.map((origin) => JSON.stringify(origin)).join(", ");
    let config = readFileSync(join(LAMPS, "wrangler.toml"), "utf8");
    for (const [line, other] of Object.entries({ [DEMO_ORIGIN]: written, [DEMO_SERVICE]: `url = ${JSON.stringify(backendUrl)}`, "[vars]\n": RETRIES, ...instead })) {
      if (!config.includes(line)) throw new Error(`storefront-lamps/wrangler.toml no longer says \`${line}\``);
      config = config.replace(line, other);
    }
    writeFileSync(join(folder, "wrangler.toml"), config);
    writeFileSync(join(folder, ".dev.vars"), readFileSync(join(LAMPS, ".dev.vars")));
    const places = ["serve", "--config", join(folder, "wrangler.toml"), "--state", join(folder, "state")];
    const behind = ["--backend-url", backendUrl];
    const program = await Program.start("the edge", FILE, [...places, "--port", "0", ...behind]);
    return new Edge(program, folder, places, behind);
  }

  /** Ends it at once, as a crash does. */
  async crash(): Promise<void> {
    this.#down = true;
    await this.#program.stop("SIGKILL");
  }

  /** Starts it again where it was, with what it had kept, if it is down. */
  async comeBack(): Promise<void> {
    if (!this.#down) return;
    this.#program = await Program.start("the edge", FILE, [...this.#places, "--port", new URL(this.url).port, ...this.#behind]);
    this.#down = false;
  }

  /** Sends a file as the shop's desk, for a message to name. */
  async sendFile(claim: string, n: number, name: string, type: string, bytes: string): Promise<void> {
    const route = `/v1/backend/claims/${claim}/files/${n}?name=${encodeURIComponent(name)}`;
    const headers = { authorization: `Bearer ${this.secret("SHOP_SECRET")}`, "content-type": type };
    const answer = await fetch(this.url + route, { method: "PUT", headers, body: bytes });
    if (!answer.ok) throw new Error(`PUT ${route}: ${answer.status} ${await answer.text()}`);
  }

  async stop(): Promise<void> {
    await this.#program.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** A secret of the shop. */
  secret(name: string): string {
    const line = readFileSync(join(LAMPS, ".dev.vars"), "utf8").match(new RegExp(`^${name}="(.*)"$`, "m"));
    if (!line) throw new Error(`.dev.vars has no ${name}`);
    return line[1]!;
  }

  /** The words of one of the shop's problems. */
  async problem(id: string, language: Language): Promise<{ text: string; tip: string }> {
    const { policy } = (await (await this.#call("GET", "/v1/shop", {})).json()) as ShopAnswer;
    const problem = policy.problems.find((problem) => problem.id === id);
    if (!problem) throw new Error(`the shop has no problem \`${id}\``);
    return { text: problem.text[language] ?? "", tip: problem.tip?.[language] ?? "" };
  }

  /** Every claim kept on that order, as the shop's desk sees it. */
  async claimsOn(order: string): Promise<{ number: string; status: string }[]> {
    const headers = { authorization: `Bearer ${this.secret("SHOP_SECRET")}` };
    const answer = await this.#call("GET", "/v1/backend/claims?limit=100", headers);
    const { claims } = (await answer.json()) as { claims: { number: string; status: string; order: { number: string } }[] };
    return claims.filter((claim) => claim.order.number === order);
  }

  /** Files a claim for one unit of the order's first line, as the widget would. */
  async file(order: Order, problem: string, language: Language): Promise<Filed> {
    const asked = { order_number: order.facts.number, email: order.email, locale: language };
    const found = (await (await this.#call("POST", "/v1/orders/find", {}, asked)).json()) as { order_token: string };
    const draft = {
      locale: language,
      customer: { name: "Nadia Benali", email: order.email },
      lines: [{ line: order.facts.lines[0]!.id, quantity: 1, problem, description: "Elle ne s’allume plus." }],
    };
    const headers = { authorization: `Bearer ${found.order_token}`, "idempotency-key": crypto.randomUUID() };
    return (await this.#call("POST", "/v1/claims", headers, draft)).json() as Promise<Filed>;
  }

  /** What the Worker counts, as the shop's Prometheus reads it. */
  async metrics(): Promise<string> {
    const headers = { authorization: `Bearer ${this.secret("SHOP_SECRET")}` };
    return (await this.#call("GET", "/v1/backend/metrics", headers)).text();
  }

  async #call(method: string, route: string, headers: Record<string, string>, body?: unknown): Promise<Response> {
    const written = { "content-type": "application/json", ...headers };
    const answer = await fetch(this.url + route, { method, headers: written, body: body ? JSON.stringify(body) : null });
    if (!answer.ok) throw new Error(`${method} ${route}: ${answer.status} ${await answer.text()}`);
    return answer;
  }
}
