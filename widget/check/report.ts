// Shows findings: as elements, so that no policy of the page is in the way, and for the console.

import type { Finding } from "./finding";

const STYLE = `
:host { all: initial; }
section { position: fixed; inset: auto 12px 12px auto; z-index: 2147483647; box-sizing: border-box; inline-size: min(34rem, calc(100vw - 24px)); max-block-size: 80vh; overflow: auto; padding: 16px 20px; border: 1px solid #767676; border-radius: 10px; background: #fff; color: #1c1f24; font: 15px/1.5 system-ui, sans-serif; box-shadow: 0 12px 40px #00000033; }
button { float: right; min-inline-size: 32px; min-block-size: 32px; font: inherit; }
`;

/** What a list of findings looks like, in the panel and on /embed-check. */
export const LIST_STYLE = `
.findings { list-style: none; margin: 12px 0 0; padding: 0; display: grid; gap: 12px; }
.findings > li { padding: 12px 14px; border-inline-start: 4px solid #767676; background: #f4f4f4; color: #1c1f24; overflow-wrap: anywhere; }
.findings > .fault { border-color: #b3261e; background: #fcefee; }
.findings > .doubt { border-color: #8a5300; background: #fdf4e3; }
.findings h3 { margin: 0; font-size: 1em; }
.findings dl { margin: 6px 0 0; display: grid; gap: 2px; }
.findings dt { font-weight: 600; }
.findings dd { margin: 0; }
`;

const NAMES = { fault: "It does not work so", doubt: "Probably not as meant", note: "Good to know" };

function made(tag: string, className: string, ...children: (Node | string)[]): HTMLElement {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/** In one sentence. */
export function inWords(findings: Finding[]): string {
  const faults = findings.filter(({ level }) => level === "fault").length;
  const doubts = findings.filter(({ level }) => level === "doubt").length;
  if (faults + doubts === 0) return "The embedding is as it should be.";
  return `${faults} to mend, ${doubts} to look at.`;
}

/** The findings as a list. */
export function list(findings: Finding[]): HTMLElement {
  const items = findings.map(({ id, level, found, expected, todo }) =>
    made("li", level,
      made("h3", "", `${NAMES[level]}: ${id}`),
      made("dl", "",
        made("dt", "", "Found"), made("dd", "", found),
        made("dt", "", "Expected"), made("dd", "", expected),
        made("dt", "", "To do"), made("dd", "", todo))));
  return made("ul", "findings", ...items);
}

/** A panel in the page's corner, in the place of an earlier one. */
export function panel(findings: Finding[]): void {
  const name = "recourse-check";
  document.querySelector(name)?.remove();
  const host = document.createElement(name);
  const tree = host.attachShadow({ mode: "open" });
  const style = new CSSStyleSheet();
  style.replaceSync(STYLE + LIST_STYLE);
  tree.adoptedStyleSheets = [style];
  const shut = made("button", "", "✕");
  shut.setAttribute("aria-label", "Close");
  shut.onclick = () => host.remove();
  const section = made("section", "", shut, made("strong", "", `Recourse: ${inWords(findings)}`), list(findings));
  section.setAttribute("role", "region");
  section.setAttribute("aria-label", "Recourse: check of the embedding");
  tree.append(section);
  (document.body ?? document.documentElement).append(host);
}
