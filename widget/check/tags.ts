// What is wrong with tags and elements, to be seen from the document alone: the page's own, or one read from its source.

import { Findings, nearest } from "./finding";

/** Put in by the build. */
declare const __LANGUAGES__: string[];

/** What may stand on a tag or an element, and which values; none where it is free text. */
const ATTRIBUTES: Record<string, readonly string[] | undefined> = {
  target: undefined,
  open: ["button", "floating", "dialog"],
  view: ["claim", "track"],
  locale: undefined,
  theme: ["light", "dark"],
  order: undefined,
  email: undefined,
};
/** What the loader writes there itself. */
const OURS = ["placed", "edge", "live", "claim"];
/** What is written without `data-` by mistake; `open` and `target` mean something else on other elements. */
const WITHOUT_DATA = Object.keys(ATTRIBUTES);

export const ELEMENT = "recourse-claims";
const PINNED = /\/assets\/widget\.[a-z]{2}\.[0-9a-z]{8,}\.js$/;

/** The tags of the widget, whatever happened to them. */
export function tagsIn(page: Document): HTMLScriptElement[] {
  const all = [...page.querySelectorAll<HTMLScriptElement>("script[src]")];
  return all.filter((tag) => /\/(widget\.js|assets\/widget\.[^/]*\.js)([?#]|$)/.test(tag.getAttribute("src")!));
}

/** The address of a tag's file. */
export function addressOf(tag: HTMLScriptElement, page: URL | undefined): URL | undefined {
  const src = tag.getAttribute("src")!;
  try {
    return new URL(src.startsWith("//") ? `${page?.protocol ?? "https:"}${src}` : src, page);
  } catch {
    return undefined;
  }
}

/** Everything that needs no request. */
export function judgeTags(document: Document, page: URL | undefined, edge: URL, findings: Findings): void {
  const tags = tagsIn(document);
  const elements = [...document.querySelectorAll<HTMLElement>(ELEMENT)];
  const own = elements.filter((element) => !element.dataset.edge);
  const line = `<script async src="${edge.href}widget.js"></script>`;
  if (tags.length === 0) {
    findings.add("fault", "tag-missing", own.length > 0 ? `There is a <${ELEMENT}>, but no script tag that brings it to life.` : "There is no tag of the widget on the page.",
      line, "Put this line into the page. A tag manager may also add it, then look again when it has.");
  }
  if (tags.length > 1) {
    findings.add("doubt", "tag-twice", `The page has the tag ${tags.length} times.`, "one tag for each widget",
      "Two tags are two claim forms. Where one is meant, remove the others: a template and a tag manager often both add it.");
  }
  for (const tag of tags) judgeTag(tag, document, page, edge, findings);
  for (const element of own) judgeAttributes(element, `<${ELEMENT}>`, findings);
}

function judgeTag(tag: HTMLScriptElement, document: Document, page: URL | undefined, edge: URL, findings: Findings): void {
  const address = addressOf(tag, page);
  const src = tag.getAttribute("src")!;
  if (address && address.origin !== edge.origin) {
    findings.add("fault", "host-wrong", `The tag loads ${address.origin}.`, edge.origin,
      `Load it from your own Worker: \`src="${edge.href}widget.js"\`. It is the PUBLIC_URL of wrangler.toml.`);
  }
  if (page?.protocol === "https:" && address?.protocol === "http:" && !isLocal(address)) {
    findings.add("fault", "mixed-content", `The page is on https:, the tag loads ${src}.`, "https:",
      "Browsers load no script over http: into such a page. Write https: in the tag.");
  }
  if (tag.hasAttribute("nomodule")) {
    findings.add("fault", "tag-nomodule", "The tag has `nomodule`.", "no such attribute",
      "Browsers that know modules, which is all of today's, pass it over. Remove the attribute.");
  }
  const type = tag.getAttribute("type")?.trim().toLowerCase() ?? "";
  if (type && !["module", "text/javascript", "application/javascript"].includes(type)) {
    findings.add("fault", "tag-type", `The tag has \`type="${type}"\`.`, "no `type`, or `module`",
      "Browsers do not run it so. Where a consent tool has changed it, allow the widget there: it sets no cookie.");
  }
  if (tag.integrity || tag.hasAttribute("integrity")) {
    if (!tag.hasAttribute("crossorigin")) {
      findings.add("fault", "integrity-crossorigin", "The tag has `integrity`, but no `crossorigin`.", '`crossorigin="anonymous"`',
        "Without it the browser cannot read the file of another host, and refuses it. Add the attribute.");
    }
    if (!PINNED.test(address?.pathname ?? src)) {
      findings.add("doubt", "integrity-unpinned", `The tag pins the content of ${src}, which changes with every version.`,
        "the address of one version: `/assets/widget.….js`", `Take the pinned tag from ${edge.href}embed-check, or remove \`integrity\`.`);
    }
  }
  const { target } = tag.dataset;
  if (target !== undefined) judgeTarget(target, document, findings);
  judgeAttributes(tag, "the tag", findings);
}

function judgeTarget(target: string, document: Document, findings: Findings): void {
  let found: NodeListOf<Element>;
  try {
    found = document.querySelectorAll(target);
  } catch {
    findings.add("fault", "target-unreadable", `\`data-target="${target}"\` is no CSS selector.`, "a selector such as `#claims`",
      "Write the selector as in a style sheet: `#` before an id, `.` before a class.");
    return;
  }
  if (found.length === 0) {
    const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
    const meant = nearest(target.replace(/^[#.]/, ""), ids);
    findings.add("fault", "target-missing", `Nothing on the page is \`${target}\`; the widget stands where the tag does, or at the end of the page.`,
      "an element that the selector of `data-target` finds", meant ? `Did you mean \`#${meant}\`?` : "Correct the selector, or add the element.");
  } else if (found.length > 1) {
    findings.add("note", "target-several", `\`${target}\` finds ${found.length} elements.`, "one", "The widget is put into the first of them.");
  }
}

function judgeAttributes(element: HTMLElement, where: string, findings: Findings): void {
  for (const [name, value] of Object.entries(element.dataset)) {
    if (OURS.includes(name) || value === undefined) continue;
    if (!(name in ATTRIBUTES)) {
      const meant = nearest(name, Object.keys(ATTRIBUTES));
      // Consent tools and tag managers write names of their own.
      findings.add(meant ? "doubt" : "note", "attribute-unknown", `\`data-${dashed(name)}\` on ${where} means nothing to the widget.`,
        Object.keys(ATTRIBUTES).map((name) => `data-${name}`).join(", "), meant ? `Did you mean \`data-${meant}\`?` : "Leave it, if it is another tool's.");
      continue;
    }
    const known = ATTRIBUTES[name];
    if (known && !known.includes(value)) {
      const meant = nearest(value, known);
      findings.add("doubt", "value-unknown", `\`data-${name}="${value}"\` on ${where}.`, known.join(", "), meant ? `Did you mean \`${meant}\`?` : "Take one of these.");
    }
    if (name === "locale") {
      const language = value.slice(0, 2).toLowerCase();
      if (!__LANGUAGES__.includes(language)) {
        findings.add("doubt", "locale-unsupported", `\`data-locale="${value}"\` is no language of the widget.`, __LANGUAGES__.join(", "),
          "The page's language is taken instead, then the browser's, then English. Take one of these, or leave the attribute out.");
      }
    }
    if (name === "email" && value && !value.includes("@")) {
      findings.add("doubt", "email-no-address", `\`data-email="${value}"\` is no e-mail address.`, "the customer's address, or no such attribute",
        "A template probably was not filled in: look at the page's source.");
    }
  }
  for (const name of WITHOUT_DATA) {
    if (!element.hasAttribute(name)) continue;
    findings.add("doubt", "attribute-without-data", `\`${name}\` on ${where} means nothing to the widget.`, `data-${name}`, `Write \`data-${name}\`.`);
  }
}

const dashed = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

export function isLocal({ hostname }: URL): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
}
