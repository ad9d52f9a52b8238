// The peer's ledger: the tables of the real one, written in one go, delivered by an alarm.

import { DurableObject } from "cloudflare:workers";
import type { ClaimDraft, Order } from "./schemas.ts";
import type { Verdict } from "./policy.ts";
import { webhookSignature } from "./tokens.ts";

/** A claim on its way in. */
export interface Submission {
  number: string;
  order: Order;
  email: string;
  key: string;
  body_sha256: string;
  draft: ClaimDraft;
  verdict: Verdict;
  policy_version: string;
  at: string;
  /** For the shop, which may send it on. */
  tracking_url: string;
}

/** What became of it. */
export type Reply = { filed: unknown; again: boolean } | { refused: "already_claimed" | "key_reused" };

export interface Env {
  LEDGER: DurableObjectNamespace<Ledger>;
  BACKEND_URL: string;
  TOKEN_KEY: string;
  WEBHOOK_SECRET: string;
  POLICY: unknown;
  RULES: unknown;
  PROBLEMS: unknown;
}

const AT_ONCE = 6;
const LEASE_MS = 12_000;
const WAITS_S = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];

const TABLES = `
  CREATE TABLE IF NOT EXISTS claims (id INTEGER PRIMARY KEY, number TEXT NOT NULL UNIQUE, order_key TEXT NOT NULL, order_email TEXT NOT NULL,
    customer_email TEXT NOT NULL, status TEXT NOT NULL, last_seq INTEGER NOT NULL, body TEXT NOT NULL, watch_ms INTEGER);
  CREATE INDEX IF NOT EXISTS claims_by_order ON claims (order_key);
  CREATE INDEX IF NOT EXISTS claims_by_customer ON claims (customer_email);
  CREATE INDEX IF NOT EXISTS claims_watched ON claims (watch_ms) WHERE watch_ms IS NOT NULL;
  CREATE TABLE IF NOT EXISTS events (claim INTEGER NOT NULL, seq INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (claim, seq)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS submissions (order_key TEXT NOT NULL, order_email TEXT NOT NULL, key TEXT NOT NULL, body_sha256 TEXT NOT NULL,
    claim INTEGER NOT NULL, PRIMARY KEY (order_key, order_email, key)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS outbox (id INTEGER PRIMARY KEY, claim INTEGER NOT NULL, job TEXT NOT NULL, message_id TEXT NOT NULL, body TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0, due_ms INTEGER, dead_ms INTEGER, last_failure TEXT);
  CREATE INDEX IF NOT EXISTS outbox_due ON outbox (job, due_ms) WHERE due_ms IS NOT NULL;
  CREATE INDEX IF NOT EXISTS outbox_dead_by_message ON outbox (message_id) WHERE dead_ms IS NOT NULL;
  CREATE INDEX IF NOT EXISTS outbox_by_claim ON outbox (claim, job, id);
  CREATE TABLE IF NOT EXISTS policies (version TEXT PRIMARY KEY, body TEXT NOT NULL);`;

type ClaimRow = { id: number; order_email: string; body: string };
type DueRow = { id: number; claim: number; message_id: string; attempts: number; body: string };

export class Ledger extends DurableObject<Env> {
  readonly #sql: SqlStorage;

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    this.#sql = state.storage.sql;
    this.#sql.exec(TABLES);
  }

  async submit(submission: Submission): Promise<Reply> {
    const { order, email, key, body_sha256, draft, verdict, at } = submission;
    const order_key = order.number.toLowerCase();
    const sql = this.#sql;
    const before = sql
      .exec<{ claim: number; body_sha256: string }>("SELECT claim, body_sha256 FROM submissions WHERE order_key = ? AND order_email = ? AND key = ?", order_key, email, key)
      .toArray()[0];
    if (before) {
      if (before.body_sha256 !== body_sha256) return { refused: "key_reused" };
      const row = sql.exec<ClaimRow>("SELECT id, order_email, body FROM claims WHERE id = ?", before.claim).one();
      return { filed: JSON.parse(row.body), again: true };
    }
    const open = sql
      .exec<ClaimRow>("SELECT id, order_email, body FROM claims WHERE order_key = ? AND status NOT IN ('declined', 'withdrawn', 'expired') ORDER BY id", order_key)
      .toArray();
    const taken = new Map<string, number>();
    for (const { body } of open) {
      for (const line of (JSON.parse(body) as { lines: ClaimDraft["lines"] }).lines) taken.set(line.line, (taken.get(line.line) ?? 0) + line.quantity);
    }
    for (const line of draft.lines) {
      const bought = order.lines.find(({ id }) => id === line.line)?.quantity ?? 0;
      if ((taken.get(line.line) ?? 0) + line.quantity > bought) return { refused: "already_claimed" };
    }
    const due = new Date(Date.parse(at) + 24 * 3_600_000).toISOString();
    const claim = {
      ...{ number: submission.number, created_at: at, updated_at: at, filed_on: at.slice(0, 10), locale: draft.locale, customer: draft.customer, order },
      ...{ lines: draft.lines, verdict, status: "received", goods: "not_required", outcomes: [], evidence: draft.files, next: { actor: "shop", action: "answer", due } },
    };
    const events = [{ seq: 1, at, by: "customer", type: "claim.submitted" }];
    // As the shop does by itself: what is missing is asked for at once, and what is not in doubt is granted.
    if (verdict.lines.some((line) => line.missing_evidence.length > 0)) Object.assign(claim, { next: { actor: "customer", action: "send_evidence", due } });
    else if (verdict.decision === "approve") {
      Object.assign(claim, { status: "approved", next: { actor: "shop", action: "fulfil", due } });
      events.push({ seq: 2, at, by: "shop", type: "claim.approved" });
    }
    this.ctx.storage.transactionSync(() => {
      sql.exec("INSERT OR IGNORE INTO policies (version, body) VALUES (?, ?)", submission.policy_version, JSON.stringify(this.env.POLICY));
      const { id } = sql
        .exec<{ id: number }>(
          "INSERT INTO claims (number, order_key, order_email, customer_email, status, last_seq, body, watch_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
          ...[claim.number, order_key, email, draft.customer.email.toLowerCase(), claim.status, events.length, JSON.stringify(claim), Date.parse(due)],
        )
        .one();
      sql.exec("INSERT INTO submissions (order_key, order_email, key, body_sha256, claim) VALUES (?, ?, ?, ?, ?)", order_key, email, key, body_sha256, id);
      for (const event of events) {
        sql.exec("INSERT INTO events (claim, seq, body) VALUES (?, ?, ?)", id, event.seq, JSON.stringify(event));
        const message_id = `msg_${crypto.randomUUID().replaceAll("-", "")}`;
        const body = JSON.stringify({ type: event.type, timestamp: at, data: { event, claim, tracking_url: submission.tracking_url } });
        // One after the other: the second waits until the first is with the shop.
        const due_ms = event.seq === 1 ? Date.now() : null;
        sql.exec("INSERT INTO outbox (claim, job, message_id, body, due_ms) VALUES (?, ?, ?, ?, ?)", id, "webhook", message_id, body, due_ms);
      }
    });
    await this.begin();
    return { filed: { ...claim, timeline: events }, again: false };
  }

  /** Units of each line in a claim, and the claims of that address. */
  async taken(number: string, email: string): Promise<{ units: Record<string, number>; claims: string[] }> {
    const open = this.#sql
      .exec<ClaimRow>("SELECT id, order_email, body FROM claims WHERE order_key = ? AND status NOT IN ('declined', 'withdrawn', 'expired') ORDER BY id", number.toLowerCase())
      .toArray();
    const units: Record<string, number> = {};
    const claims: string[] = [];
    for (const { order_email, body } of open) {
      const claim = JSON.parse(body) as { number: string; lines: ClaimDraft["lines"] };
      for (const line of claim.lines) units[line.line] = (units[line.line] ?? 0) + line.quantity;
      if (order_email === email) claims.push(claim.number);
    }
    return { units, claims };
  }

  /** Something is due at once. */
  protected async begin(): Promise<void> {
    await this.#arm();
  }

  async #arm(): Promise<void> {
    const { due_ms } = this.#sql.exec<{ due_ms: number | null }>("SELECT min(due_ms) AS due_ms FROM outbox WHERE job = 'webhook' AND due_ms IS NOT NULL").one();
    if (due_ms !== null) await this.ctx.storage.setAlarm(due_ms);
  }

  override async alarm(): Promise<void> {
    for (;;) {
      const due = this.#sql
        .exec<DueRow>("SELECT id, claim, message_id, attempts, body FROM outbox WHERE job = 'webhook' AND due_ms <= ? ORDER BY due_ms, id LIMIT ?", Date.now(), AT_ONCE)
        .toArray();
      if (due.length === 0) break;
      for (const { id } of due) this.#sql.exec("UPDATE outbox SET attempts = attempts + 1, due_ms = ? WHERE id = ?", Date.now() + LEASE_MS, id);
      await this.ctx.storage.sync();
      await Promise.all(due.map((row) => this.#deliver(row)));
    }
    await this.#arm();
  }

  protected async sign(message_id: string, timestamp_s: number, body: string): Promise<string> {
    return await webhookSignature(this.env.WEBHOOK_SECRET, message_id, timestamp_s, body);
  }

  async #deliver({ id, claim, message_id, attempts, body }: DueRow): Promise<void> {
    const timestamp_s = Math.floor(Date.now() / 1000);
    const headers = {
      "content-type": "application/json",
      "webhook-id": message_id,
      "webhook-timestamp": String(timestamp_s),
      "webhook-signature": await this.sign(message_id, timestamp_s, body),
    };
    const url = `${this.env.BACKEND_URL}/events`;
    const answer = await fetch(url, { method: "POST", headers, body, redirect: "manual", signal: AbortSignal.timeout(10_000) }).catch(() => undefined);
    // Read, so that the connection serves the next one too.
    await answer?.arrayBuffer();
    const wait_s = WAITS_S[attempts];
    if (answer?.ok) {
      this.#sql.exec("DELETE FROM outbox WHERE id = ?", id);
      this.#sql.exec("UPDATE outbox SET due_ms = ? WHERE id = (SELECT min(id) FROM outbox WHERE claim = ? AND job = 'webhook') AND due_ms IS NULL AND dead_ms IS NULL", Date.now(), claim);
    } else if (wait_s === undefined) this.#sql.exec("UPDATE outbox SET due_ms = NULL, dead_ms = ? WHERE id = ?", Date.now(), id);
    else this.#sql.exec("UPDATE outbox SET due_ms = ? WHERE id = ?", Date.now() + wait_s * 1000 * (1 + Math.random() / 10), id);
  }
}
