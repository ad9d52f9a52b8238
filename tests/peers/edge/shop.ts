// The shop's backend during a benchmark: it knows every order and takes every webhook. Runs in a thread of its own.

import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";

/** A shop's backend. */
export interface Shop {
  url: string;
  /** How many webhooks it has, and when the last one came, in Unix milliseconds. */
  heard(): { webhooks: number; last_ms: number };
  stop(): Promise<unknown>;
}

/** Starts it. */
export async function startShop(): Promise<Shop> {
  const heard = new Float64Array(new SharedArrayBuffer(16));
  const thread = new Worker(new URL(import.meta.url), { workerData: heard });
  const [url] = (await once(thread, "message")) as [string];
  return { url, heard: () => ({ webhooks: heard[0]!, last_ms: heard[1]! }), stop: () => thread.terminate() };
}

function order(number: string): string {
  const line = { id: "1", sku: "AUBE-01", title: "Lampe de table Aube, laiton", quantity: 1, unit_price: { amount_minor: 12_900, currency: "EUR" }, category: "lamp" };
  return JSON.stringify({ number, placed_on: "2026-03-01", delivered_on: "2026-03-04", country: "FR", currency: "EUR", lines: [line] });
}

if (!isMainThread) {
  const heard = workerData as Float64Array;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const asks = request.url === "/orders/find";
      if (!asks) heard.set([heard[0]! + 1, Date.now()]);
      const body = asks ? order((JSON.parse(Buffer.concat(parts).toString()) as { order_number: string }).order_number) : "{}";
      response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
      response.end(body);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  parentPort?.postMessage(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}
