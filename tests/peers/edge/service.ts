// The services on workerd, with the same shop's configuration and an empty ledger in memory.

import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { setTimeout } from "node:timers/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { eventually } from "../../browser/eventually.ts";
import { ROOT } from "../../browser/program.ts";

/** The program itself, as `cargo xtask bench` names it: npm's script of that name would take the signals meant for it. */
const WORKERD = process.env.RECOURSE_WORKERD ?? "workerd";
const XTASK = process.env.RECOURSE_XTASK ?? join(ROOT, "target/debug/xtask");
const LAMPS = join(ROOT, "examples/storefront-lamps");
const FOLDER = fileURLToPath(new URL(".", import.meta.url));
/** Memory where there is such a folder: the disk would be what is measured. */
const MEMORY = "/dev/shm";
/** Between two looks whether it answers: what is measured by them is some tens of milliseconds. */
const START_INTERVAL_MS = 5;

const running = new Set<ChildProcess>();
process.on("exit", () => running.forEach((child) => child.kill("SIGKILL")));

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** One of them. */
export abstract class Service {
  abstract readonly name: string;
  readonly state = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), "recourse-bench-"));
  url = "";
  /** From the start of its workerd until it answered first, in ms. Ours asks its ledger for that, the peer nobody. */
  start_ms = NaN;
  #child?: ChildProcess;

  /** What it prints, a line for each request that is refused among it. */
  readonly #said = join(this.state, "said");

  /** How it is started on that port; what it prints goes there. */
  protected abstract start(port: number, said: number): ChildProcess;

  async run(): Promise<void> {
    const port = await freePort();
    const said = openSync(this.#said, "w");
    this.#child = this.start(port, said);
    closeSync(said);
    running.add(this.#child);
    this.url = `http://127.0.0.1:${port}`;
    const answers = eventually(`${this.name} answers`, () => fetch(`${this.url}/v1/health`).then(({ ok }) => ok, () => false), START_INTERVAL_MS);
    await answers.catch((error: unknown) => {
      throw new Error(`it said: ${readFileSync(this.#said, "utf8").slice(-2_000)}`, { cause: error });
    });
    this.start_ms = this.#ageMs();
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
    running.delete(child);
  }

  remove(): void {
    rmSync(this.state, { recursive: true, force: true });
  }

  /** Resident memory of its workerd, in MB. */
  memoryMb(): number {
    return this.#of("status", (status) => Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024);
  }

  /** Time its workerd has had of the processors, in ms: other programs make an answer late, and this little. */
  processorMs(): number {
    // Its name is in brackets; the 14th and 15th fields are user and system time, in hundredths of a second.
    const [user, system] = this.#of("stat", (stat) => stat.split(") ")[1]!.split(" ").slice(11, 13).map(Number));
    return (user! + system!) * 10;
  }

  /** How long its workerd has been there. */
  #ageMs(): number {
    const up_s = Number(readFileSync("/proc/uptime", "utf8").split(" ")[0]);
    // The 22nd field of `stat` is when it began, in hundredths of a second.
    return this.#of("stat", (stat) => up_s * 1000 - Number(stat.split(") ")[1]!.split(" ")[19]) * 10);
  }

  /** Until it has delivered what was filed: it does nothing any more. */
  async settled(): Promise<void> {
    for (let before = NaN, now = this.processorMs(); !(now - before <= 10); ) {
      await setTimeout(250);
      [before, now] = [now, this.processorMs()];
    }
  }

  /** What that file of its workerd's process says. */
  #of<T>(file: string, read: (text: string) => T): T {
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, "utf8");
        if (!line.includes(this.state) || !line.split("\0")[0]!.endsWith("workerd")) continue;
      } catch {
        // It ended while we looked.
        continue;
      }
      return read(readFileSync(`/proc/${pid}/${file}`, "utf8"));
    }
    throw new Error(`${this.name} does not run`);
  }

  /** Puts resolved claims into the ledger of a service that is stopped, until there are so many. */
  fill(claims: number): void {
    const file = this.#databases(join(this.state, "ledger")).sort((a, b) => statSync(b).size - statSync(a).size)[0];
    if (!file) throw new Error(`${this.name} has no ledger in ${this.state}`);
    execFileSync(process.execPath, [join(FOLDER, "fill.ts"), file, String(claims)]);
  }

  #databases(folder: string): string[] {
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".sqlite"))
      .map((name) => join(folder, name));
  }
}

/** Recourse, by `cargo xtask serve`. */
export class Recourse extends Service {
  readonly name = "recourse";
  readonly #backend: string;

  constructor(backend: string) {
    super();
    this.#backend = backend;
    // The peer counts nobody's requests; thousands from one address are what is measured.
    const config = readFileSync(join(LAMPS, "wrangler.toml"), "utf8").replace("[vars]\n", '[vars]\nQUOTAS = "off"\n')
      // The peer writes no mails.
      .replace(/\[vars\.MAIL\]\n(?:.+\n)*/, "");
    writeFileSync(join(this.state, "wrangler.toml"), config);
    writeFileSync(join(this.state, ".dev.vars"), readFileSync(join(LAMPS, ".dev.vars")));
  }

  protected start(port: number, said: number): ChildProcess {
    const config = ["--config", join(this.state, "wrangler.toml"), "--state", this.state];
    const args = ["serve", ...config, "--port", String(port), "--backend-url", this.#backend];
    return spawn(XTASK, args, { cwd: ROOT, env: { ...process.env, RECOURSE_END_WITH_PARENT: "1" }, stdio: ["ignore", said, said] });
  }
}

/** The same in TypeScript, by workerd alone. */
export class Peer extends Service {
  readonly name: string = "typescript";
  protected readonly entry: string = "worker.ts";
  readonly #backend: string;

  constructor(backend: string) {
    super();
    this.#backend = backend;
  }

  /** Bundles it and writes workerd's configuration. */
  async prepare(): Promise<void> {
    mkdirSync(join(this.state, "ledger"));
    await build({
      entryPoints: [join(FOLDER, this.entry)],
      outfile: join(this.state, "worker.js"),
      bundle: true,
      minify: true,
      format: "esm",
      target: "es2022",
      conditions: ["workerd", "worker", "browser"],
      external: ["cloudflare:workers"],
    });
  }

  protected start(port: number, said: number): ChildProcess {
    writeFileSync(join(this.state, "workerd.capnp"), this.#config(port));
    return spawn(WORKERD, ["serve", join(this.state, "workerd.capnp")], { stdio: ["ignore", said, said] });
  }

  #config(port: number): string {
    const json = (value: unknown) => JSON.stringify(JSON.stringify(value));
    const rules = [
      { id: "small-defects-are-replaced", when: { kind: "defective", price_below: "30 EUR", days_since_delivery_at_most: 60 }, then: { remedies: ["replace", "refund"], decision: "approve", keep_item: true, evidence: ["photo"] } },
      { id: "batteries-are-replaced", when: { kind: "defective", category: "battery" }, then: { remedies: ["replace", "refund"], evidence: ["photo", "serial"] } },
      { id: "transit-damage-needs-photos", when: { kind: "damaged_in_transit" }, then: { remedies: ["replace", "refund"], evidence: ["photo"] } },
      { id: "missing-parts-are-sent", when: { kind: "missing_parts" }, then: { remedies: ["spare_part", "replace"], decision: "approve" } },
    ];
    const problems = [
      { id: "does-not-light", kind: "defective", evidence: ["photo"] },
      { id: "does-not-charge", kind: "defective", evidence: ["photo", "serial"] },
      { id: "arrived-broken", kind: "damaged_in_transit" },
      { id: "changed-my-mind", kind: "changed_mind" },
    ];
    return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "peer", worker = .peer),
    (name = "ledger", disk = (path = ${JSON.stringify(join(this.state, "ledger"))}, writable = true)),
    (name = "internet", network = (allow = ["public", "private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "peer")],
);
const peer :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = "2026-11-01",
  durableObjectNamespaces = [(className = "Ledger", uniqueKey = "peer-ledger", enableSql = true)],
  durableObjectStorage = (localDisk = "ledger"),
  bindings = [
    (name = "LEDGER", durableObjectNamespace = "Ledger"),
    (name = "BACKEND_URL", text = ${JSON.stringify(this.#backend)}),
    (name = "TOKEN_KEY", text = "REVNTy1sdW1lbi10b2tlbi1rZXktbm90LWEtc2VjcmU="),
    (name = "WEBHOOK_SECRET", text = "whsec_REVNTy1sdW1lbi13ZWJob29rcy1ub3QtYS1zZWNyZXQ="),
    (name = "POLICY", json = ${json({ withdrawal: { days: 30 }, warranty: { months: 36, remedies: ["repair", "replace"] } })}),
    (name = "RULES", json = ${json(rules)}),
    (name = "PROBLEMS", json = ${json(problems)}),
  ],
);
`;
  }
}

/** What neither can do without. */
export class Bare extends Peer {
  override readonly name = "bare";
  protected override readonly entry = "bare.ts";
}
