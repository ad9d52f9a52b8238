// The script of `/embed-check`: the tags to copy, the check for the console, and the check of a page's source.

import { judge } from "./csp";
import { Findings } from "./finding";
import { integrityOf, judgeIntegrity } from "./probe";
import { inWords, LIST_STYLE, list } from "./report";
import { addressOf, judgeTags, tagsIn } from "./tags";

const edge = new URL("/", location.href);
const by = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;

/** The page's own files may be asked for as they are; a shop's page is never fetched from here. */
async function fileAt(path: string): Promise<ArrayBuffer | undefined> {
  const answer = await fetch(path, { cache: "no-cache" });
  return answer.ok ? answer.arrayBuffer() : undefined;
}

function copies(id: string, text: () => string): void {
  by<HTMLButtonElement>(`copy-${id}`).onclick = async () => {
    await navigator.clipboard.writeText(text());
    by("said").textContent = "Copied.";
  };
}

async function showPinned(): Promise<void> {
  const manifest = await (await fetch("/assets/manifest.json")).json();
  const name = manifest.loader[by("pinned").dataset.language!];
  const bytes = await fileAt(`/assets/${name}`);
  if (!bytes || !globalThis.crypto?.subtle) return;
  by("pinned").textContent =
    `<script async src="${edge.href}assets/${name}" integrity="${await integrityOf(bytes)}" crossorigin="anonymous"></script>`;
}

/** Splits what was pasted as headers: whole answers, single lines, or the value of the policy alone. */
function policiesIn(text: string): string[] {
  const lines = text.split("\n").map((line) => line.trim()).filter((line) => line);
  const named = lines.flatMap((line) => /^content-security-policy\s*:\s*(.*)$/i.exec(line)?.[1] ?? []);
  const bare = lines.filter((line) => /^(default|script|connect|style|img|form|frame|base|worker|object|require|trusted)-/i.test(line));
  return named.length > 0 ? named : bare;
}

async function checkSource(): Promise<void> {
  // What an earlier check has said is not said of this source.
  by("said").textContent = "Checking…";
  by("findings").replaceChildren();
  const findings = new Findings();
  const typed = by<HTMLInputElement>("address").value.trim();
  const page = URL.canParse(typed) ? new URL(typed) : undefined;
  if (typed && !page) findings.add("doubt", "address", `\`${typed}\` is no address.`, "https://…", "Copy it from the browser's address bar.");
  const source = new DOMParser().parseFromString(by<HTMLTextAreaElement>("source").value, "text/html");
  judgeTags(source, page, edge, findings);
  const metas = [...source.querySelectorAll<HTMLMetaElement>('meta[http-equiv="content-security-policy" i]')].map((meta) => meta.content);
  const nonces = tagsIn(source).map((tag) => tag.getAttribute("nonce") ?? "").filter((nonce) => nonce);
  judge([...metas, ...policiesIn(by<HTMLTextAreaElement>("headers").value)], edge, page, nonces, findings);
  if (page) {
    const facts = await (await fetch(`/embed-check.json?origin=${encodeURIComponent(page.origin)}`)).json();
    if (!facts.allowed) {
      findings.add("fault", "origin-refused", `The page is ${page.origin}, which is not in SHOP.origins.`, "an origin of SHOP.origins",
        `Add "${page.origin}" to SHOP.origins in wrangler.toml and deploy. \`www.\`, http: and https:, and another port are other origins.`);
    }
  }
  for (const tag of tagsIn(source)) {
    const address = addressOf(tag, page);
    if (!address || address.origin !== edge.origin) continue;
    const bytes = await fileAt(address.pathname);
    if (bytes) await judgeIntegrity(tag.integrity, bytes, address.href, findings);
    else findings.add("fault", "file-missing", `${address.href} is not there.`, "a file of the version you deploy", "Take the tag from this page.");
  }
  const { all } = findings;
  by("findings").replaceChildren(list(all));
  by("said").textContent = inWords(all);
}

const style = new CSSStyleSheet();
style.replaceSync(LIST_STYLE);
document.adoptedStyleSheets = [style];
let program = "";
fetch("/assets/check.js").then((answer) => answer.text()).then((text) => {
  program = text.replace("__EDGE__", edge.href);
});
copies("console", () => program);
copies("pinned", () => by("pinned").textContent!);
by<HTMLFormElement>("pasted").onsubmit = (event) => {
  event.preventDefault();
  checkSource().catch((error: unknown) => {
    by("said").textContent = `The check did not come to its end (${String(error)}). Try it again.`;
  });
};
void showPinned();
