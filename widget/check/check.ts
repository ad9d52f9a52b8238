// `/assets/check.js`: looks for faults of the embedding in the shop's own page, in the browser of whoever runs it.
// Put into the page as a script for a while, or pasted into the console, which no policy of the page hinders.

import { Findings } from "./finding";
import { probe } from "./probe";
import { inWords, panel } from "./report";
import { addressOf, judgeTags, tagsIn } from "./tags";

/** `/embed-check` fills it in for the console, where no address says where this came from. */
const EDGE = "__EDGE__";

function edgeOf(): URL | undefined {
  const own = document.currentScript;
  const src = own instanceof HTMLScriptElement ? own.src : "";
  if (EDGE.startsWith("http")) return new URL(EDGE);
  if (src) return new URL("..", src);
  const tag = tagsIn(document)[0];
  const address = tag && addressOf(tag, new URL(location.href));
  return address && new URL(address.pathname.includes("/assets/") ? ".." : ".", address);
}

async function check(edge: URL): Promise<void> {
  // Tags that stand further down, and those that others bring, are there by then.
  if (document.readyState !== "complete") await new Promise((resolve) => addEventListener("load", resolve, { once: true }));
  const findings = new Findings();
  judgeTags(document, new URL(location.href), edge, findings);
  await probe(edge, findings);
  const { all } = findings;
  console.info(`recourse: ${inWords(all)}`);
  for (const finding of all) console.info(`recourse: ${finding.level} ${finding.id}\n  found: ${finding.found}\n  expected: ${finding.expected}\n  to do: ${finding.todo}`);
  panel(all);
  document.dispatchEvent(new CustomEvent("recourse:checked", { detail: { findings: all } }));
}

const edge = edgeOf();
if (edge) check(edge).catch((trouble) => console.warn("recourse: the check broke off:", trouble));
else console.warn("recourse: the check does not know which Worker to ask; take it from your Worker's /embed-check");
