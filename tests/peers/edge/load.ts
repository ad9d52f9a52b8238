// Customers in numbers: so many connections, each with one request at a time.

import { Agent, request } from "node:http";

/** What a burst measured. */
export interface Burst {
  count: number;
  /** Answers per second. */
  per_s: number;
  /** Milliseconds. */
  p50_ms: number;
  p99_ms: number;
}

interface Answer {
  status: number;
  body: string;
}

/** One request over a connection that is kept. */
export function post(agent: Agent, url: string, headers: Record<string, string>, body: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length = { "content-type": "application/json", "content-length": String(Buffer.byteLength(body)) };
    const asked = request(url, { method: "POST", agent, headers: { ...length, ...headers } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts).toString() }));
      answer.on("error", reject);
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

/** Does `each` for 0, 1, 2, … `count`, so many at once; whatever is not done by `for_ms` is left. */
export async function burst(connections: number, count: number, for_ms: number, each: (agent: Agent, n: number) => Promise<void>): Promise<Burst> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const took: number[] = [];
  let next = 0;
  const began = performance.now();
  const one = async () => {
    while (next < count && performance.now() - began < for_ms) {
      const start = performance.now();
      await each(agent, next++);
      took.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  const all_ms = performance.now() - began;
  agent.destroy();
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? NaN;
  return { count: took.length, per_s: (took.length * 1000) / all_ms, p50_ms: at(0.5), p99_ms: at(0.99) };
}
