// Brings a program: once a page, when the first widget that needs it is about to be seen or used.

import type { RecourseClaims } from "./element";
import { textsFile } from "./first_texts";

/** Names of the built files, put in by the build. */
declare const __ASSETS__: Record<Program, { glue: string; wasm: string; css: string }>;

/** The two programs: one files a claim, the other follows it. */
export type Program = "claim" | "track";

/** What `mount` takes. */
export interface Options {
  edge: string;
  locale: string;
  region: string;
  view: string;
  /** Of the claim that is followed, or of the order that is linked to; or nothing. */
  token: string;
  order: string;
  email: string;
  /** What the other program leaves to this one, or nothing. */
  handed: string;
  /** The form was sent while the wasm was on its way. */
  submit: boolean;
  texts: string;
  shop: string;
  fetch: typeof fetch;
  /** Puts the other program in the place of this one. */
  leave(): Promise<void>;
  emit(name: string, detail: string): void;
}

/** Takes a mounted widget away; gives what it leaves to the other program. */
export type Unmount = () => string;

/** Shows the widget in that place. */
export type Mount = (root: HTMLElement, options: Options) => Unmount;

interface Glue {
  default(from: { module_or_path: unknown }): Promise<unknown>;
  show(host: RecourseClaims, program: Program, live: Live, fetch: typeof window.fetch): void;
}

/** All that a live widget needs. */
export interface Live {
  glue: Glue;
  css: string;
  texts: string;
  shop: string;
}

const modules: Partial<Record<Program, Promise<WebAssembly.Module>>> = {};
const glues: Partial<Record<Program, Promise<Glue>>> = {};

async function text(from: Promise<Response>): Promise<string> {
  const answer = await from;
  if (!answer.ok) throw new Error(answer.url);
  return answer.text();
}

/** Begins with the largest file, which everything else waits for. */
export function begin(program: Program, edge: string, fetch: typeof window.fetch): Promise<WebAssembly.Module> {
  // Compiled here: the glue does not know the answer of a frame's `fetch` for one.
  const compile = async () => WebAssembly.compileStreaming(fetch(`${edge}assets/${__ASSETS__[program].wasm}`));
  const module = (modules[program] ??= compile());
  module.catch(() => {}); // told to who waits for it
  return module;
}

async function start(program: Program, edge: string, fetch: typeof window.fetch): Promise<Glue> {
  const wasm = begin(program, edge, fetch);
  const [module, compiled]: [Glue, WebAssembly.Module] = await Promise.all([import(`${edge}assets/${__ASSETS__[program].glue}`), wasm]);
  await module.default({ module_or_path: compiled });
  return module;
}

/** Loads everything; rejects where the page's policy or the network refuses a part, and may then be tried again. */
export async function bringLive(program: Program, edge: string, language: string, fetch: typeof window.fetch): Promise<Live> {
  const assets = `${edge}assets/`;
  const started = (glues[program] ??= start(program, edge, fetch));
  const rest = [assets + __ASSETS__[program].css, assets + textsFile(program, language), `${edge}v1/shop?locale=${language}`];
  try {
    const [glue, css, texts, shop] = await Promise.all([started, ...rest.map((url) => text(fetch(url)))]);
    // To start the program and to show it are two tasks of the page, so that neither is a long one.
    await new Promise((next) => setTimeout(next));
    return { glue, css, texts, shop };
  } catch (trouble) {
    glues[program] = modules[program] = undefined;
    throw trouble;
  }
}
