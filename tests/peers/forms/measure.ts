// One visit to a page with one embed, under the conditions of the design: 4x CPU slowdown, slow 4G, nothing cached.

import type { Browser } from "playwright-core";

/** What one visit measured. Times are milliseconds from the script tag. */
export interface Visit {
  /** Bytes over the network for the embed: all but the page itself. */
  bytes: number;
  /** Until an input is in the DOM. */
  first_input_ms: number;
  /** Until all of it is live. */
  live_ms: number;
  /** The longest task of the main thread; 0 where none was over 50 ms. */
  longest_task_ms: number;
  /** Cumulative layout shift. */
  shift: number;
  /** JavaScript's heap and WebAssembly's memory after a collection, in MB. */
  memory_mb: number;
}

/** Slow 4G, as Lighthouse has it: 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back. */
const SLOW_4G = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (750 * 1024) / 8,
};
const CPU_SLOWDOWN = 4;
const PATIENCE_MS = 30_000;

interface Marks {
  input: number;
  live: number;
  longest: number;
  shift: number;
  wasm: WebAssembly.Memory[];
}
declare global {
  interface Window {
    began: number;
    marks: Marks;
    /** Tells whoever measures, at the cost of nothing that would be measured too. */
    tell(mark: "input" | "live"): void;
  }
}

/** Runs before the page's own scripts. */
function watch(): void {
  const marks: Marks = { input: 0, live: 0, longest: 0, shift: 0, wasm: [] };
  window.marks = marks;
  const inputs = () =>
    [document, ...[...document.querySelectorAll("recourse-claims")].map((host) => host.shadowRoot)].some((root) => root?.querySelector("input"));
  const look = () => {
    if (!inputs()) {
      requestAnimationFrame(look);
      return;
    }
    marks.input = performance.now();
    window.tell("input");
  };
  requestAnimationFrame(look);
  document.addEventListener("recourse:ready", () => {
    marks.live ||= performance.now();
    window.tell("live");
  });
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) marks.longest = Math.max(marks.longest, task.duration);
  }).observe({ type: "longtask", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) marks.shift += (entry as PerformanceEntry & { value: number }).value;
  }).observe({ type: "layout-shift", buffered: true });
  // The loader compiles while it loads; what is instantiated then is a module.
  const instantiate = WebAssembly.instantiate as (program: WebAssembly.Module, imports?: WebAssembly.Imports) => Promise<WebAssembly.Instance>;
  const watched = async (program: WebAssembly.Module, imports?: WebAssembly.Imports) => {
    const made = await instantiate(program, imports);
    // Exports have short names: the memory is known by what it is.
    marks.wasm.push(...Object.values(made.exports).filter((it) => it instanceof WebAssembly.Memory));
    return made;
  };
  WebAssembly.instantiate = watched as typeof WebAssembly.instantiate;
}

/** Visits `url`; `has_ready` where the embed says when it is live, otherwise it is with its first input. */
export async function visit(browser: Browser, url: string, has_ready: boolean): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "en" });
  try {
    const page = await context.newPage();
    await page.addInitScript(watch);
    const cdp = await context.newCDPSession(page);
    await cdp.send("Network.enable");
    await cdp.send("Network.emulateNetworkConditions", SLOW_4G);
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN });
    const documents = new Set<string>();
    let bytes = 0;
    cdp.on("Network.requestWillBeSent", ({ requestId, type }) => type === "Document" && documents.add(requestId));
    cdp.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      if (!documents.has(requestId)) bytes += encodedDataLength;
    });
    // To ask the page would be a task of 50 ms, longer than any of its own.
    await cdp.send("Runtime.enable");
    // Nor are the stacks of requests of any use here, which are collected in the task that asks.
    await cdp.send("Runtime.setMaxCallStackSizeToCapture", { size: 0 });
    await cdp.send("Runtime.addBinding", { name: "tell" });
    const mark = has_ready ? "live" : "input";
    const is_there = new Promise<void>((resolve, reject) => {
      cdp.on("Runtime.bindingCalled", ({ payload }) => payload === mark && resolve());
      AbortSignal.timeout(PATIENCE_MS).addEventListener("abort", () => reject(new Error(`${url} did not come to life`)));
    });
    await page.goto(url, { timeout: PATIENCE_MS });
    await is_there;
    await page.waitForLoadState("networkidle");
    const told = await page.evaluate(() => {
      const { marks, began } = window;
      const wasm = marks.wasm.reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
      return { input: marks.input - began, live: marks.live - began, longest: marks.longest, shift: marks.shift, wasm };
    });
    // Last, as it is a long task too.
    await cdp.send("HeapProfiler.collectGarbage");
    const { metrics } = await cdp.send("Performance.enable").then(() => cdp.send("Performance.getMetrics"));
    const heap = metrics.find(({ name }) => name === "JSHeapUsedSize")?.value ?? 0;
    return {
      bytes,
      first_input_ms: told.input,
      live_ms: has_ready ? told.live : told.input,
      longest_task_ms: told.longest,
      shift: told.shift,
      memory_mb: (heap + told.wasm) / 2 ** 20,
    };
  } finally {
    await context.close();
  }
}
