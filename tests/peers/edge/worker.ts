// The same service in TypeScript: Hono, zod, WebCrypto. The same storage, headers, log line, tokens (an order's is
// encrypted), outbox, signatures, links, and a claim that says as much. What it leaves out makes it faster, never slower:
// quotas, which are off on both sides, a circuit breaker, the law's floor, alarms for deadlines, texts of more than two
// languages, configuration that is checked, and shards.

import { zValidator } from "@hono/zod-validator";
import { Hono } from "hono";
import type { Env } from "./ledger.ts";
import { judge } from "./policy.ts";
import { Draft, FindOrder, OrderFacts, type Order, type Policy, type Problem, type Rule } from "./schemas.ts";
import { issue, seal, unseal, webhookSignature } from "./tokens.ts";

export { Ledger } from "./ledger.ts";

interface Held {
  email: string;
  order: Order;
}

const POLICY_VERSION = "fr-59bdc06f5b324c6e";
const SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const app = new Hono<{ Bindings: Env }>();

function problem(status: 401 | 404 | 409 | 422 | 502, code: string): Response {
  const body = JSON.stringify({ type: `/problems/${code}`, title: code, status, code });
  return new Response(body, { status, headers: { "content-type": "application/problem+json" } });
}

async function sha256(text: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function claimNumber(): string {
  const signs = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => SIGNS[byte % 32]).join("");
  return `${signs.slice(0, 4)}-${signs.slice(4, 8)}-${signs.slice(8)}`;
}

/** What every answer has, and a line of the log for each that changes something. */
app.use(async (c, next) => {
  const began = Date.now();
  const request_id = crypto.randomUUID().replaceAll("-", "");
  await next();
  const ms = Date.now() - began;
  c.header("x-content-type-options", "nosniff");
  c.header("referrer-policy", "no-referrer");
  c.header("cross-origin-resource-policy", "same-origin");
  c.header("content-security-policy", "default-src 'none'; frame-ancestors 'none'");
  c.header("cache-control", "no-store");
  c.header("vary", "Origin");
  c.header("x-request-id", request_id);
  c.header("server-timing", `total;dur=${ms}`);
  if (c.req.method === "GET") return;
  console.log(JSON.stringify({ level: "info", event: "request", request_id, method: c.req.method, route: c.req.path, status: c.res.status, ms }));
});

app.get("/v1/health", (c) => c.json({ status: "ok" }));

app.post("/v1/orders/find", zValidator("json", FindOrder), async (c) => {
  const asked = c.req.valid("json");
  const body = JSON.stringify({ order_number: asked.order_number, email: asked.email.toLowerCase() });
  const id = `msg_${crypto.randomUUID().replaceAll("-", "")}`;
  const timestamp_s = Math.floor(Date.now() / 1000);
  const headers = {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(timestamp_s),
    "webhook-signature": await webhookSignature(c.env.WEBHOOK_SECRET, id, timestamp_s, body),
  };
  const answer = await fetch(`${c.env.BACKEND_URL}/orders/find`, { method: "POST", headers, body, redirect: "manual" });
  if (answer.status === 404) return problem(404, "order_not_found");
  const order = OrderFacts.safeParse(await answer.json());
  if (!order.success) return problem(502, "no_order");
  const held: Held = { email: asked.email.toLowerCase(), order: order.data };
  const taken = await c.env.LEDGER.get(c.env.LEDGER.idFromName("0")).taken(order.data.number, held.email);
  const order_token = await seal(c.env.TOKEN_KEY, "order", held, timestamp_s + 7200);
  const open_units = Object.fromEntries(order.data.lines.map(({ id, quantity }) => [id, quantity - (taken.units[id] ?? 0)]));
  const { origin } = new URL(c.req.url);
  const in_400_days = timestamp_s + 400 * 86_400;
  const link = async (number: string) => ({ number, url: `${origin}/track#${await issue(c.env.TOKEN_KEY, "track", number, in_400_days)}` });
  return c.json({ order_token, order: order.data, open_units, open_claims: await Promise.all(taken.claims.map(link)) });
});

app.post("/v1/claims", zValidator("json", Draft), async (c) => {
  const token = c.req.header("authorization")?.replace(/^Bearer /, "") ?? "";
  const held = await unseal<Held>(c.env.TOKEN_KEY, "order", token);
  if (!held) return problem(401, "token_invalid");
  const key = c.req.header("idempotency-key");
  if (!key) return problem(422, "idempotency_key_missing");
  const draft = c.req.valid("json");
  const at = new Date().toISOString();
  const verdict = judge(draft, held.order, c.env.POLICY as Policy, POLICY_VERSION, c.env.RULES as Rule[], c.env.PROBLEMS as Problem[], at.slice(0, 10));
  const number = claimNumber();
  const url = new URL(c.req.url);
  const in_400_days = Math.floor(Date.now() / 1000) + 400 * 86_400;
  const ledger = c.env.LEDGER.get(c.env.LEDGER.idFromName("0"));
  const reply = await ledger.submit({
    ...{ number, order: held.order, email: held.email, key, draft, verdict, at },
    body_sha256: await sha256(await c.req.text()),
    policy_version: POLICY_VERSION,
    tracking_url: `${url.origin}/track#${await issue(c.env.TOKEN_KEY, "track", number, in_400_days)}`,
  });
  if ("refused" in reply) return problem(409, reply.refused);
  const tracking_token = await issue(c.env.TOKEN_KEY, "track", number, in_400_days);
  return c.json({ claim: reply.filed, tracking_token, tracking_url: `${url.origin}/track#${tracking_token}` }, 201);
});

export default app;
