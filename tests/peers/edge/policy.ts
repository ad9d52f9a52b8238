// A verdict as a shop's developer would write it in an afternoon: three windows, rules of five conditions, no floor. It
// says as much as the one it stands beside: by when, on what grounds, in the customer's language.

import type { ClaimDraft, Order, Policy, Problem, Remedy, Rule } from "./schemas.ts";

const DAY_MS = 86_400_000;

interface Entitlement {
  basis: string;
  remedies: Remedy[];
  until: string;
  evidence: string[];
  return_shipping: "shop" | "customer";
  keep_item: boolean;
  deadlines: { respond_hours: number; repair?: string; replace?: string };
}
interface Reason {
  rule: string;
  text: string;
  facts?: Record<string, { date: string }>;
}
interface LineVerdict {
  line: string;
  decision: "approve" | "review" | "decline";
  entitlements: Entitlement[];
  evidence: string[];
  missing_evidence: string[];
  reasons: Reason[];
  /** What was set by what. */
  trace: { by: string; set: string; to: string }[];
}
export interface Verdict {
  policy_version: string;
  decision: "approve" | "review" | "decline";
  lines: LineVerdict[];
}

const RESPOND_HOURS = 24;
const REPAIR_DAYS = 30;
const PRESUMED_MONTHS = 24;

const TEXTS: Record<string, Record<string, string>> = {
  fr: {
    "withdrawal.open": "Vous pouvez changer d’avis jusqu’au {until} et être remboursé.",
    "conformity.open": "La garantie légale de conformité le couvre jusqu’au {until}, sans frais pour vous.",
    "conformity.second_step": "Si cela n’aboutit pas, vous pouvez obtenir un remboursement, partiel ou total.",
    "conformity.presumed": "Jusqu’au {until}, vous n’avez pas à prouver que le défaut existait dès le départ.",
    "warranty.open": "La garantie commerciale le couvre jusqu’au {until}.",
    "review.person": "Une personne examine votre demande avant toute décision.",
  },
  en: {
    "withdrawal.open": "You can change your mind until {until} and get your money back.",
    "conformity.open": "The legal guarantee covers it until {until}, free of charge.",
    "conformity.second_step": "If that does not work out, you can have part or all of your money back.",
    "conformity.presumed": "Until {until} you do not have to prove that the fault was there from the start.",
    "warranty.open": "The warranty covers it until {until}.",
    "review.person": "A person looks at your claim before anything is decided.",
  },
};

const formats = new Map<string, Intl.DateTimeFormat>();

function written(locale: string, day: string): string {
  let format = formats.get(locale);
  if (!format) formats.set(locale, (format = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" })));
  return format.format(Date.parse(day));
}

function reason(locale: string, rule: string, until?: string): Reason {
  const text = TEXTS[locale in TEXTS ? locale : "en"]![rule] ?? rule;
  if (until === undefined) return { rule, text };
  return { rule, text: text.replace("{until}", written(locale, until)), facts: { until: { date: until } } };
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

function addMonths(day: string, months: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  const wanted = date.getUTCMonth() + months;
  const last = new Date(Date.UTC(date.getUTCFullYear(), wanted + 1, 0)).getUTCDate();
  return new Date(Date.UTC(date.getUTCFullYear(), wanted, Math.min(date.getUTCDate(), last))).toISOString().slice(0, 10);
}

function matches(rule: Rule, problem: Problem, line: Order["lines"][number], days: number): boolean {
  const { when } = rule;
  const below = when.price_below ? Number(when.price_below.split(" ")[0]) * 100 : undefined;
  return (
    (when.problem === undefined || when.problem === problem.id || when.problem === problem.kind) &&
    (when.kind === undefined || when.kind === problem.kind) &&
    (when.category === undefined || when.category === line.category) &&
    (below === undefined || (line.unit_price?.amount_minor ?? Infinity) < below) &&
    (when.days_since_delivery_at_most === undefined || days <= when.days_since_delivery_at_most)
  );
}

export function judge(draft: ClaimDraft, order: Order, policy: Policy, version: string, rules: Rule[], problems: Problem[], today: string): Verdict {
  const delivered = order.delivered_on ?? order.placed_on;
  const days = Math.round((Date.parse(today) - Date.parse(delivered)) / DAY_MS);
  const given = new Set(draft.files.map((file) => file.kind as string));
  const lines = draft.lines.map((wanted): LineVerdict => {
    const line = order.lines.find((line) => line.id === wanted.line);
    const problem = problems.find((problem) => problem.id === wanted.problem);
    if (!line || !problem) throw new RangeError(`no such line or problem: ${wanted.line}, ${wanted.problem}`);
    const matching = rules.filter((rule) => matches(rule, problem, line, days));
    const remedies = matching.find((rule) => rule.then.remedies)?.then.remedies;
    const evidence = matching.find((rule) => rule.then.evidence)?.then.evidence ?? problem.evidence ?? [];
    const keep_item = matching.some((rule) => rule.then.keep_item);
    const entitlements: Entitlement[] = [];
    const trace: LineVerdict["trace"] = [];
    const reasons: Reason[] = [];
    const faulty = !["changed_mind", "does_not_fit"].includes(problem.kind);
    const ways: [string, string, Remedy[], string][] = [
      ["conformity", addMonths(delivered, 24), faulty ? ["repair", "replace"] : [], "law"],
      ["warranty", addMonths(delivered, policy.warranty?.months ?? 0), faulty ? (policy.warranty?.remedies ?? []) : [], "policy"],
      ["withdrawal", addDays(delivered, policy.withdrawal?.days ?? 14), faulty ? [] : ["refund"], "policy"],
    ];
    for (const [basis, until, ways_out, by] of ways) {
      trace.push({ by, set: `${basis}.until`, to: until });
      if (ways_out.length === 0 || until < today) continue;
      const by_then = addDays(today, REPAIR_DAYS);
      const deadlines = basis === "conformity" ? { respond_hours: RESPOND_HOURS, repair: by_then, replace: by_then } : { respond_hours: RESPOND_HOURS };
      const return_shipping = faulty ? "shop" : "customer";
      entitlements.push({ basis, remedies: remedies ?? ways_out, until, evidence, return_shipping, keep_item, deadlines });
      reasons.push(reason(draft.locale, `${basis}.open`, until));
      if (basis !== "conformity") continue;
      const presumed = addMonths(delivered, PRESUMED_MONTHS);
      reasons.push(reason(draft.locale, "conformity.second_step"));
      if (today <= presumed) reasons.push(reason(draft.locale, "conformity.presumed", presumed));
    }
    const missing_evidence = evidence.filter((kind) => !given.has(kind) && !(kind === "serial" && wanted.serial));
    const set = matching.find((rule) => rule.then.decision);
    const decision = entitlements.length === 0 ? "decline" : (set?.then.decision ?? "review");
    if (decision === "review") reasons.push(reason(draft.locale, "review.person"));
    trace.push({ by: set?.id ?? "policy", set: "decision", to: decision });
    return { line: line.id, entitlements, decision, reasons, evidence, missing_evidence, trace };
  });
  const worst = lines.some((line) => line.decision === "review") ? "review" : lines.some((line) => line.decision === "decline") ? "decline" : "approve";
  return { policy_version: version, decision: worst, lines };
}
