// What no Worker with this storage can do without: the requests, the call of the object, the rows and the webhook, and
// next to nothing between them. No schema, no policy, no token, no signature, no log, no headers, and one alarm a second
// instead of one a claim: what it takes is the runtime's, and the rest of the others is theirs.

import { Ledger as Whole, type Env, type Submission } from "./ledger.ts";
import type { Verdict } from "./policy.ts";
import type { ClaimDraft, Order } from "./schemas.ts";

export class Ledger extends Whole {
  #rings_at = 0;
  #is_under_way = false;

  /** Delivers right away; the alarm stands a second behind. */
  protected override async begin(): Promise<void> {
    const now = Date.now();
    if (this.#rings_at < now) await this.ctx.storage.setAlarm((this.#rings_at = now + 1000));
    if (this.#is_under_way) return;
    this.#is_under_way = true;
    this.ctx.waitUntil(this.alarm().finally(() => (this.#is_under_way = false)));
  }

  protected override sign(): Promise<string> {
    return Promise.resolve("v1,c2lnbmVkIGJ5IG5vYm9keSwgY2hlY2tlZCBieSBub2JvZHk=");
  }
}

/** As long as another's. */
const VERDICT: Verdict = {
  policy_version: "1",
  decision: "review",
  lines: [
    {
      ...{ line: "1", decision: "review", evidence: ["photo"], missing_evidence: ["photo"], entitlements: [] },
      trace: ["conformity.until", "warranty.until", "withdrawal.until", "decision"].map((set) => ({ by: "policy", set, to: "2028-03-04" })),
      reasons: ["conformity.open", "conformity.second_step", "conformity.presumed", "warranty.open", "review.person"].map((rule) => ({
        ...{ rule, facts: { until: { date: "2028-03-04" } } },
        text: "Jusqu’au 4 mars 2028, vous n’avez pas à prouver que le défaut existait dès le départ, et rien d’autre non plus.",
      })),
    },
  ],
};
const LINK = `http://localhost/track#${"k1.".padEnd(110, "x")}`;

let filed = 0;

async function answer(request: Request, env: Env): Promise<Response> {
  const path = new URL(request.url).pathname;
  if (path === "/v1/health") return Response.json({ status: "ok" });
  const ledger = env.LEDGER.get(env.LEDGER.idFromName("0"));
  if (path === "/v1/orders/find") {
    const asked = await request.text();
    const found = await fetch(`${env.BACKEND_URL}/orders/find`, { method: "POST", headers: { "content-type": "application/json" }, body: asked });
    const order: Order = await found.json();
    const { email } = JSON.parse(asked) as { email: string };
    const taken = await ledger.taken(order.number, email);
    return Response.json({ order_token: encodeURIComponent(JSON.stringify({ order, email })), order, taken });
  }
  const held = JSON.parse(decodeURIComponent(request.headers.get("authorization")!.slice("Bearer ".length))) as { order: Order; email: string };
  const draft: ClaimDraft = { files: [], ...(await request.json<ClaimDraft>()) };
  filed += 1;
  const submission: Submission = {
    ...{ number: String(filed).padStart(14, "0"), order: held.order, email: held.email, draft, verdict: VERDICT, policy_version: "1" },
    ...{ key: request.headers.get("idempotency-key")!, body_sha256: "0".repeat(64), at: new Date().toISOString(), tracking_url: LINK },
  };
  const reply = await ledger.submit(submission);
  return Response.json("refused" in reply ? reply : { claim: reply.filed, tracking_url: LINK }, { status: "refused" in reply ? 409 : 201 });
}

export default { fetch: answer };
