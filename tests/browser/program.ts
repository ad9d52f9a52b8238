// A program of ours, started for a test file and ended with it: by its process id, whatever happens.

import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** The checkout. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** How long a program may take until it says that it is ready. */
const READY_WITHIN_MS = 40_000;
/** How long it may take to end when asked, before it is killed. */
const END_WITHIN_MS = 5_000;
/** Lines of its output that are shown when it fails. */
const REMEMBERED_LINES = 40;

const running = new Set<ChildProcess>();
process.on("exit", () => running.forEach((child) => child.kill("SIGKILL")));

/** One running program. */
export class Program {
  /** What it printed, newest last. */
  readonly output: string[] = [];
  readonly #name: string;
  readonly #child: ChildProcess;

  private constructor(name: string, child: ChildProcess) {
    this.#name = name;
    this.#child = child;
    running.add(child);
    child.once("exit", () => running.delete(child));
  }

  /** Starts `file` and waits for its line `ready …`. */
  static async start(name: string, file: string, args: string[]): Promise<Program> {
    if (!existsSync(file)) throw new Error(`${file} is missing: \`cargo xtask test\` builds it`);
    const env = { ...process.env, RECOURSE_END_WITH_PARENT: "1" };
    const child = spawn(file, args, { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
    const program = new Program(name, child);
    await program.#ready();
    return program;
  }

  /** The rest of the first line that starts with `word`. */
  said(word: string): string {
    const line = this.output.find((line) => line.startsWith(`${word} `));
    if (line === undefined) throw new Error(`${this.#name} said no \`${word} …\`:\n${this.output.join("\n")}`);
    return line.slice(word.length + 1).trim();
  }

  /** Asks it to end, and waits until it has. */
  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, "exit");
    this.#child.kill(signal);
    const impatient = setTimeout(() => this.#child.kill("SIGKILL"), END_WITHIN_MS);
    await ended;
    clearTimeout(impatient);
  }

  #ready(): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const give = (why: string) => reject(new Error(`${this.#name} ${why}:\n${this.output.join("\n")}`));
    const impatient = setTimeout(() => give(`was not ready within ${READY_WITHIN_MS} ms`), READY_WITHIN_MS);
    for (const stream of [this.#child.stdout!, this.#child.stderr!]) {
      createInterface({ input: stream }).on("line", (line) => {
        this.output.push(line);
        if (this.output.length > REMEMBERED_LINES) this.output.splice(REMEMBERED_LINES / 2, 1); // the first lines stay
        if (line.startsWith("ready ")) resolve();
      });
    }
    this.#child.once("error", (error) => give(`did not start (${error.message})`));
    this.#child.once("exit", (code, signal) => give(`ended (${signal ?? code})`));
    return promise.finally(() => clearTimeout(impatient));
  }
}
