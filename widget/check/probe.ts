// What can only be found out by trying, in the shop's own page and browser: what its policy, an extension, the network
// and the Worker really do.

import { judge } from "./csp";
import type { Findings } from "./finding";
import { addressOf, ELEMENT, isLocal, tagsIn } from "./tags";

/** `GET /embed-check.json`: what only the Worker knows of this page and itself. */
interface Facts {
  product: "recourse";
  /** Seconds since 1970. */
  now: number;
  public_url: string;
  /** The page's origin as the Worker got it. */
  origin: string | null;
  /** Whether it is one of `SHOP.origins`. */
  allowed: boolean;
}

/** The smallest program there is. */
const NO_PROGRAM = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
/** Beyond it, an offer or a link may look expired. */
const CLOCK_S = 300;
const PATIENCE_MS = 8_000;

const patiently = () => ({ signal: AbortSignal.timeout(PATIENCE_MS) });

/** Does `act`, and tells which directives of the page's policy it ran into. */
async function watched<T>(act: () => Promise<T>): Promise<{ done?: T; blocked: string[]; trouble?: unknown }> {
  const blocked: string[] = [];
  const hear = (event: SecurityPolicyViolationEvent) => {
    if (event.disposition === "enforce") blocked.push(event.effectiveDirective);
  };
  document.addEventListener("securitypolicyviolation", hear);
  try {
    return { done: await act(), blocked };
  } catch (trouble) {
    // A violation is told in a task of its own.
    await new Promise((resolve) => setTimeout(resolve));
    return { blocked, trouble };
  } finally {
    document.removeEventListener("securitypolicyviolation", hear);
  }
}

/** Everything that needs a request. */
export async function probe(edge: URL, findings: Findings): Promise<void> {
  const page = new URL(location.href);
  await judgePolicy(edge, page, findings);
  await tryWasm(findings);
  const facts = await askWorker(edge, findings);
  if (facts) {
    judgeFacts(facts, edge, page, findings);
    await tryShop(edge, facts, findings);
    await judgeFiles(page, edge, findings);
  }
  judgeLife(findings);
}

/** The policies of the page: of its meta elements, and of its header where the page lets itself be fetched. */
async function judgePolicy(edge: URL, page: URL, findings: Findings): Promise<void> {
  const metas = [...document.querySelectorAll<HTMLMetaElement>('meta[http-equiv="content-security-policy" i]')];
  const headers = metas.map((meta) => meta.content);
  const { done } = await watched(() => fetch(page.href, { credentials: "same-origin", ...patiently() }));
  const header = done?.headers.get("content-security-policy");
  if (header) headers.push(header);
  if (!done) {
    findings.add("note", "header-unread", "The page's own header could not be read from within it.", "`content-security-policy` of the page's answer",
      `Whether the plain form may be sent (\`form-action\`) was not looked at; paste the header into ${edge.href}embed-check for that.`);
  }
  const nonces = tagsIn(document).map((tag) => tag.nonce).filter((nonce) => nonce);
  judge(headers, edge, page, nonces, findings);
}

async function tryWasm(findings: Findings): Promise<void> {
  const { trouble, blocked } = await watched(() => WebAssembly.compile(NO_PROGRAM));
  if (!trouble || findings.has("csp-wasm")) return;
  findings.add("fault", "csp-wasm", `The browser compiles no WebAssembly here (${blocked[0] ?? trouble}).`, "`script-src` with 'wasm-unsafe-eval' in it",
    "Add 'wasm-unsafe-eval' to `script-src`. Without it the plain form stays and sends the customer to the hosted page.");
}

async function askWorker(edge: URL, findings: Findings): Promise<Facts | undefined> {
  const url = new URL("embed-check.json", edge);
  const { done, blocked } = await watched(() => fetch(url, { cache: "no-store", credentials: "omit", ...patiently() }));
  if (done) {
    const facts = done.ok ? ((await done.json().catch(() => undefined)) as Facts | undefined) : undefined;
    if (facts?.product === "recourse") return facts;
    findings.add("fault", "host-not-ours", `${edge.origin} answers, but not as Recourse (${done.status}).`, "your Worker's address",
      done.status === 503 ? `Its configuration has a mistake: see ${edge.href}v1/health.` : "Correct the host in the tag. It is the PUBLIC_URL of wrangler.toml.");
    return undefined;
  }
  if (blocked.length > 0) {
    if (!findings.has("csp-connect")) {
      findings.add("fault", "csp-connect", `The page's policy refuses requests to ${edge.origin} (${blocked[0]}).`, `\`connect-src\` with ${edge.origin} in it`,
        `Add ${edge.origin} to \`connect-src\`.`);
    }
    return undefined;
  }
  const reached = await fetch(url, { mode: "no-cors", cache: "no-store", ...patiently() }).then(() => true, () => false);
  if (reached) {
    findings.add("fault", "host-not-ours", `${edge.origin} answers, but not as Recourse.`, "your Worker's address",
      "Correct the host in the tag. It is the PUBLIC_URL of wrangler.toml.");
  } else {
    findings.add("fault", "host-silent", `${edge.origin} gives no answer in this browser.`, "an answer",
      `Open ${edge.href}v1/health in a tab. If that works, an extension or a firewall blocks the host on other pages: try a browser without extensions.`);
  }
  return undefined;
}

function judgeFacts(facts: Facts, edge: URL, page: URL, findings: Findings): void {
  if (!facts.allowed) {
    const asked = facts.origin ?? page.origin;
    const why = asked === "null"
      ? "The page is in a sandbox or a file, and has no origin: open it from its server."
      : `Add "${asked}" to SHOP.origins in wrangler.toml and deploy. \`www.\`, http: and https:, and another port are other origins.`;
    findings.add("fault", "origin-refused", `This page is ${asked}, which is not in SHOP.origins.`, "an origin of SHOP.origins", why);
  }
  const known = new URL(facts.public_url);
  if (known.origin !== edge.origin && !(isLocal(known) && isLocal(edge))) {
    findings.add("doubt", "host-other", `The tag loads ${edge.origin}, the Worker calls itself ${known.origin}.`, known.origin,
      "Links in e-mails lead to the second. Use one address: correct the tag, or PUBLIC_URL in wrangler.toml.");
  }
  const off = Math.round(Date.now() / 1000 - facts.now);
  if (Math.abs(off) > CLOCK_S) {
    findings.add("doubt", "clock", `This computer's clock is ${Math.abs(off)} s ${off > 0 ? "ahead of" : "behind"} the Worker's.`, "the time",
      "Set the clock. The widget goes by the Worker's dates, but a draft may be forgotten too soon.");
  }
}

async function tryShop(edge: URL, facts: Facts, findings: Findings): Promise<void> {
  if (!facts.allowed) return;
  const { done } = await watched(() => fetch(new URL("v1/shop", edge), { credentials: "omit", ...patiently() }));
  if (done?.ok) return;
  findings.add("fault", "shop-silent", `${edge.origin}/v1/shop does not answer (${done?.status ?? "blocked"}).`, "200",
    done ? `See ${edge.href}v1/health.` : "Something between the page and the Worker blocks it: an extension, a proxy, a service worker of the page.");
}

/** Each tag's file: is it there, is it what the tag says, is it the newest. */
async function judgeFiles(page: URL, edge: URL, findings: Findings): Promise<void> {
  for (const tag of tagsIn(document)) {
    const address = addressOf(tag, page);
    if (!address || address.origin !== edge.origin) continue;
    const newest = await bytesOf(address, "reload");
    if (newest === undefined) {
      findings.add("fault", "file-blocked", `${address.href} does not come, though the Worker answers.`, "the widget's file",
        "An extension blocks it by its name, or the version is no longer there: try a browser without extensions, and compare with the tag of /embed-check.");
      continue;
    }
    await judgeIntegrity(tag.integrity, newest, address.href, findings);
    const kept = await bytesOf(address, "force-cache");
    if (kept && !same(kept, newest)) {
      findings.add("doubt", "version-old", `This browser ran an older version of ${address.pathname}.`, "the newest",
        "Load the page again without its cache. Browsers ask for it anew after five minutes; a service worker or a proxy of yours may keep it longer.");
    }
  }
}

async function bytesOf(address: URL, cache: RequestCache): Promise<ArrayBuffer | undefined> {
  const { done } = await watched(() => fetch(address, { cache, credentials: "omit", ...patiently() }));
  return done?.ok ? done.arrayBuffer() : undefined;
}

function same(one: ArrayBuffer, other: ArrayBuffer): boolean {
  const bytes = new Uint8Array(other);
  return one.byteLength === other.byteLength && new Uint8Array(one).every((byte, at) => byte === bytes[at]);
}

/** Compares a tag's `integrity` with what it loads. */
export async function judgeIntegrity(integrity: string, bytes: ArrayBuffer, src: string, findings: Findings): Promise<void> {
  // Without https: there is no crypto.
  if (!integrity || !globalThis.crypto?.subtle) return;
  const right = await integrityOf(bytes);
  const wanted = integrity.trim().split(/\s+/);
  for (const one of wanted) {
    const kind = /^sha(256|384|512)-/.exec(one)?.[1];
    if (kind && one === (await integrityOf(bytes, `SHA-${kind}`))) return;
  }
  findings.add("fault", "integrity-mismatch", `The tag says ${integrity}, the file ${src} is ${right}.`, right,
    "The browser refuses the file. Take the tag of /embed-check, which pins the version you deploy.");
}

/** `sha384-…`, as in `integrity`. */
export async function integrityOf(bytes: ArrayBuffer, kind = "SHA-384"): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest(kind, bytes));
  return `${kind.toLowerCase().replace("-", "")}-${btoa(String.fromCharCode(...digest))}`;
}

/** Whether the widget that should be here is. */
function judgeLife(findings: Findings): void {
  const tags = tagsIn(document);
  const defined = customElements.get(ELEMENT);
  if (tags.length > 0 && !defined && !findings.all.some(({ level }) => level === "fault")) {
    findings.add("fault", "tag-not-run", "The tag is there, but it has not run.", "`window.Recourse`",
      "See the console for an error. A consent tool may hold it back, or the tag was written into the page with `innerHTML`, which runs no scripts.");
  }
  for (const element of document.querySelectorAll<HTMLElement>(ELEMENT)) {
    if (element.dataset.open !== undefined || !defined) continue;
    const { width, height } = element.getBoundingClientRect();
    if (width === 0 || height === 0) {
      findings.add("doubt", "element-hidden", `A <${ELEMENT}> is ${width} by ${height} px: it or something around it is hidden.`, "a place on the page",
        "Look at `display`, `height` and `overflow` of what it stands in. A tab or an accordion may open later, then it is as it should be.");
    }
  }
  if (defined && !/\[native code]/.test(Function.prototype.toString.call(window.fetch))) {
    findings.add("note", "fetch-replaced", "The page has replaced `fetch`.", "the browser's own", "The widget takes the browser's own from a frame; nothing is to be done.");
  }
}
