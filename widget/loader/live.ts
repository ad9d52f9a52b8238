// Brings the wasm: once a page, when the first widget is about to be seen or used.

/** Names of the built files, put in by the build. */
declare const __ASSETS__: { glue: string; wasm: string; css: string; texts: Record<string, string> };

/** What `mount` takes. */
export interface Options {
  edge: string;
  locale: string;
  region: string;
  view: string;
  token: string;
  order: string;
  email: string;
  /** The form was sent while the wasm was on its way. */
  submit: boolean;
  texts: string;
  shop: string;
  fetch: typeof fetch;
  emit(name: string, detail: string): void;
}

/** Takes a mounted widget away. */
export type Unmount = () => void;

interface Glue {
  default(from: { module_or_path: unknown }): Promise<unknown>;
  mount(root: HTMLElement, options: Options): Unmount;
}

/** All that a live widget needs. */
export interface Live {
  glue: Glue;
  css: string;
  texts: string;
  shop: string;
}

let glue: Promise<Glue> | undefined;

async function text(from: Promise<Response>): Promise<string> {
  const answer = await from;
  if (!answer.ok) throw new Error(answer.url);
  return answer.text();
}

async function start(assets: string, fetch: typeof window.fetch): Promise<Glue> {
  // Compiled here: the glue does not know the answer of a frame's `fetch` for one.
  const wasm = WebAssembly.compileStreaming(fetch(assets + __ASSETS__.wasm));
  const [module, program]: [Glue, WebAssembly.Module] = await Promise.all([import(assets + __ASSETS__.glue), wasm]);
  await module.default({ module_or_path: program });
  return module;
}

/** Loads everything; rejects where the page's policy or the network refuses a part, and may then be tried again. */
export async function bringLive(edge: string, language: string, fetch: typeof window.fetch): Promise<Live> {
  const assets = `${edge}assets/`;
  const rest = Promise.all([
    text(fetch(assets + __ASSETS__.css)),
    text(fetch(assets + (__ASSETS__.texts[language] ?? __ASSETS__.texts.en))),
    text(fetch(`${edge}v1/shop?locale=${language}`)),
  ]);
  glue = glue ?? start(assets, fetch);
  try {
    const [module, [css, texts, shop]] = await Promise.all([glue, rest]);
    return { glue: module, css, texts, shop };
  } catch (trouble) {
    glue = undefined;
    throw trouble;
  }
}
