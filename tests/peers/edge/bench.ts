// The edge beside the same service in TypeScript, and what the runtime alone takes: `node bench.ts [most stored claims] [connections]` prints what was measured as JSON.

import type { Agent } from "node:http";
import { burst, post, type Burst } from "./load.ts";
import { Bare, Peer, Recourse, type Service } from "./service.ts";
import { startShop } from "./shop.ts";

const CONNECTIONS = [1, 16, 64];
const STORED = [1_000, 100_000, 1_000_000];
/** Of one burst, at most. */
const ORDERS = 4_000;
const BURST_MS = 5_000;
/** Before the first burst that counts: until the compilers of the engine are done with what is run often. */
const WARM_UP = 2_000;

/** A burst of look-ups, one of claims on what was found, and one of the same claims again. */
interface Measured {
  service: string;
  connections: number;
  stored: number;
  finds: Burst;
  claims: Burst;
  /** Claims for units that are claimed already: opened, read, validated, judged, and refused by the ledger. */
  verdicts: Burst;
  /** Claims per second from the first request until the shop has the last webhook. */
  delivered_per_s: number;
  memory_mb: number;
  /** From the start of the program to its first answer. */
  start_ms: number;
  /** Time of the processors for one look-up, and for one claim with its deliveries. */
  find_ms: number;
  claim_ms: number;
  verdict_ms: number;
}

let orders = 0;

async function measure(service: Service, connections: number, stored: number, count = ORDERS): Promise<Measured> {
  const tokens: { token: string; email: string }[] = [];
  const find = async (agent: Agent) => {
    orders += 1;
    const email = `customer${orders}@mail.example`;
    const { status, body } = await post(agent, `${service.url}/v1/orders/find`, {}, JSON.stringify({ order_number: `LB-${orders}`, email }));
    if (status !== 200) throw new Error(`${service.name}: ${status} ${body}`);
    tokens.push({ token: (JSON.parse(body) as { order_token: string }).order_token, email });
  };
  const claim = async (agent: Agent, n: number, key: string, expected: number) => {
    const { token, email } = tokens[n]!;
    const draft = {
      locale: "fr",
      customer: { name: "Nadia Benali", email },
      lines: [{ line: "1", quantity: 1, problem: "does-not-light", description: "Elle ne s’allume plus depuis hier.", requested: "replace" }],
    };
    const headers = { authorization: `Bearer ${token}`, "idempotency-key": `${key}-${token.slice(-24)}` };
    const { status, body } = await post(agent, `${service.url}/v1/claims`, headers, JSON.stringify(draft));
    if (status !== expected) throw new Error(`${service.name}: ${status} ${body}`);
  };
  const file = (agent: Agent, n: number) => claim(agent, n, "bench", 201);
  const fileAgain = (agent: Agent, n: number) => claim(agent, n, "again", 409);
  const began = service.processorMs();
  const finds = await burst(connections, count, BURST_MS, find);
  const found = service.processorMs();
  const [filing_ms, before] = [Date.now(), shop.heard()];
  const claims = await burst(connections, tokens.length, BURST_MS, file);
  await service.settled();
  const { webhooks, last_ms } = shop.heard();
  if (webhooks - before.webhooks < claims.count) throw new Error(`${service.name}: ${claims.count} claims, ${webhooks - before.webhooks} webhooks`);
  const delivered_per_s = (claims.count * 1000) / (last_ms - filing_ms);
  const find_ms = (found - began) / finds.count;
  const filed = service.processorMs();
  const claim_ms = (filed - found) / claims.count;
  const verdicts = await burst(connections, claims.count, BURST_MS, fileAgain);
  const verdict_ms = (service.processorMs() - filed) / verdicts.count;
  const { name, start_ms } = service;
  return { service: name, connections, stored, finds, claims, verdicts, delivered_per_s, memory_mb: service.memoryMb(), start_ms, find_ms, claim_ms, verdict_ms };
}

const most = Number(process.argv[2] ?? STORED.at(-1));
const connections = process.argv[3] ? [Number(process.argv[3])] : CONNECTIONS;
const shop = await startShop();
const peer = new Peer(shop.url);
await peer.prepare();
const bare = new Bare(shop.url);
const services: Service[] = [new Recourse(shop.url), peer];
const measured: Measured[] = [];
try {
  for (const service of services) {
    await service.run();
    await measure(service, 16, 0, WARM_UP);
  }
  for (const count of connections) {
    for (const service of services) measured.push(await measure(service, count, 1));
  }
  for (const stored of STORED.filter((stored) => stored <= most)) {
    for (const service of services) {
      await service.stop();
      service.fill(stored);
      await service.run();
      await measure(service, 16, stored, WARM_UP);
    }
    for (const service of services) measured.push(await measure(service, 16, stored));
  }
  await bare.prepare();
  await bare.run();
  await measure(bare, 16, 0, WARM_UP);
  measured.push(await measure(bare, 16, 1));
} finally {
  for (const service of [...services, bare]) {
    await service.stop();
    service.remove();
  }
  await shop.stop();
}
console.log(JSON.stringify(measured));
