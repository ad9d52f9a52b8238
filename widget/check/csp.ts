// What a content security policy allows of what the widget needs (CSP Level 3, as far as that goes).

import type { Findings } from "./finding";

type Policy = Map<string, string[]>;

/** What the widget asks of a policy. */
const FALLBACK: Record<string, string[]> = {
  "script-src-elem": ["script-src", "default-src"],
  "script-src": ["default-src"],
  "connect-src": ["default-src"],
  "img-src": ["default-src"],
  "form-action": [],
};

/** A header may hold several policies, and all of them hold. */
export function parsed(headers: string[]): Policy[] {
  return headers.flatMap((header) => header.split(",")).filter((text) => text.trim()).map((text) => {
    const policy: Policy = new Map();
    for (const directive of text.split(";")) {
      const [name, ...sources] = directive.trim().split(/\s+/);
      if (name && !policy.has(name.toLowerCase())) policy.set(name.toLowerCase(), sources);
    }
    return policy;
  });
}

/** The directive that decides, with its sources; nothing where everything is allowed. */
function deciding(policy: Policy, name: string): [string, string[]] | undefined {
  const which = [name, ...(FALLBACK[name] ?? [])].find((name) => policy.has(name));
  return which === undefined ? undefined : [which, policy.get(which)!];
}

/** Whether one of the sources is that address. */
function allows(sources: string[], address: URL, page: URL | undefined): boolean {
  return sources.some((source) => {
    if (source === "*") return /^(https?|wss?):$/.test(address.protocol);
    if (source === "'self'") return page?.origin === address.origin;
    if (/^[a-z][a-z0-9+.-]*:$/i.test(source)) return address.protocol === source.toLowerCase();
    const parts = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(\*\.)?([^/:*]+)(?::(\d+|\*))?(\/.*)?$/i.exec(source);
    if (!parts) return false;
    const [, scheme, wildcard, host = "", port, path] = parts;
    const upgraded = (one: string, other: string) => one === other || (one === "http" && other === "https");
    if (scheme && !upgraded(scheme.toLowerCase(), address.protocol.slice(0, -1))) return false;
    const isHost = wildcard ? address.hostname.endsWith(`.${host.toLowerCase()}`) : address.hostname === host.toLowerCase();
    if (!isHost) return false;
    if (port !== "*" && (port ?? "") !== address.port && !(port === "80" && address.port === "") && !(port === "443" && address.port === "")) return false;
    return !path || (path.endsWith("/") ? address.pathname.startsWith(path) : address.pathname === path);
  });
}

/** What must be allowed, and what happens where it is not. */
interface Need {
  id: string;
  directive: string;
  level: "fault" | "doubt";
  /** As one would write it. */
  write: string;
  without: string;
  is(sources: string[]): boolean;
}

/** Names what the page's policies do not allow; `page` is the page's own address, where it is known. */
export function judge(headers: string[], edge: URL, page: URL | undefined, nonces: string[], findings: Findings): void {
  const trusts = (sources: string[]) =>
    nonces.some((nonce) => sources.includes(`'nonce-${nonce}'`));
  const at = (path: string) => new URL(path, edge);
  const origin = edge.origin;
  const needs: Need[] = [
    {
      id: "csp-script", directive: "script-src-elem", level: "fault", write: origin,
      without: "The browser does not load the tag at all.",
      is: (sources) => trusts(sources) || (!sources.includes("'strict-dynamic'") && allows(sources, at("widget.js"), page)),
    },
    {
      id: "csp-wasm", directive: "script-src", level: "fault", write: "'wasm-unsafe-eval'",
      without: "The plain form stays and sends the customer to the hosted page.",
      is: (sources) => sources.includes("'wasm-unsafe-eval'") || sources.includes("'unsafe-eval'"),
    },
    {
      id: "csp-connect", directive: "connect-src", level: "fault", write: origin,
      without: "The plain form stays and sends the customer to the hosted page.",
      is: (sources) => allows(sources, at("v1/shop"), page),
    },
    {
      id: "csp-form", directive: "form-action", level: "doubt", write: origin,
      without: "Where the widget cannot be loaded, the plain form cannot be sent to the hosted page either.",
      is: (sources) => allows(sources, at("claim"), page),
    },
    {
      id: "csp-blob", directive: "img-src", level: "doubt", write: "blob:",
      without: "The customer sees an icon instead of a small picture of their photo.",
      is: (sources) => sources.includes("blob:"),
    },
  ];
  for (const policy of parsed(headers)) {
    for (const need of needs) {
      const decided = deciding(policy, need.directive);
      if (!decided || need.is(decided[1]) || findings.has(need.id)) continue;
      const [name, sources] = decided;
      findings.add(
        need.level, need.id,
        `The page's policy has \`${name} ${sources.join(" ")}\`, which does not allow ${need.write}. ${need.without}`,
        `\`${need.directive.replace("-elem", "")}\` with ${need.write} in it`,
        name === "default-src"
          ? `Add \`${need.directive.replace("-elem", "")} ${sources.filter((it) => it !== "'none'").concat(need.write).join(" ")}\` to the policy.`
          : `Add ${need.write} to \`${name}\`.`,
      );
    }
    if (policy.has("sandbox") && !policy.get("sandbox")!.includes("allow-same-origin")) {
      findings.add("fault", "csp-sandbox", "The page's policy has `sandbox` without `allow-same-origin`: the page has no origin.",
        "an origin, which is how the Worker knows the shop's pages", "Add `allow-same-origin` to `sandbox`, or take it away.");
    }
  }
}
