// A verdict as a shop's developer would write it in an afternoon: three windows, rules of five conditions, no floor, no
// texts. Less than what it stands beside has to do.

import type { ClaimDraft, Order, Policy, Problem, Remedy, Rule } from "./schemas.ts";

const DAY_MS = 86_400_000;

interface Entitlement {
  basis: string;
  remedies: Remedy[];
  until: string;
}
interface LineVerdict {
  line: string;
  decision: "approve" | "review" | "decline";
  entitlements: Entitlement[];
  missing_evidence: string[];
  reasons: { rule: string; facts: Record<string, string> }[];
}
export interface Verdict {
  decision: "approve" | "review" | "decline";
  lines: LineVerdict[];
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

export function judge(draft: ClaimDraft, order: Order, policy: Policy, rules: Rule[], problems: Problem[], today: string): Verdict {
  const delivered = order.delivered_on ?? order.placed_on;
  const days = Math.round((Date.parse(today) - Date.parse(delivered)) / DAY_MS);
  const given = new Set(draft.files.map((file) => file.kind as string));
  const lines = draft.lines.map((wanted): LineVerdict => {
    const line = order.lines.find((line) => line.id === wanted.line);
    const problem = problems.find((problem) => problem.id === wanted.problem);
    if (!line || !problem) throw new RangeError(`no such line or problem: ${wanted.line}, ${wanted.problem}`);
    const rule = rules.filter((rule) => matches(rule, problem, line, days));
    const remedies = rule.find((rule) => rule.then.remedies)?.then.remedies;
    const entitlements: Entitlement[] = [];
    const faulty = !["changed_mind", "does_not_fit"].includes(problem.kind);
    const ways: [string, string, Remedy[]][] = [
      ["conformity", addMonths(delivered, 24), faulty ? ["repair", "replace"] : []],
      ["warranty", addMonths(delivered, policy.warranty?.months ?? 0), faulty ? (policy.warranty?.remedies ?? []) : []],
      ["withdrawal", addDays(delivered, policy.withdrawal?.days ?? 14), ["refund"]],
    ];
    for (const [basis, until, ways_out] of ways) {
      if (ways_out.length > 0 && until >= today) entitlements.push({ basis, until, remedies: remedies ?? ways_out });
    }
    const evidence = rule.find((rule) => rule.then.evidence)?.then.evidence ?? problem.evidence ?? [];
    const missing_evidence = evidence.filter((kind) => !given.has(kind) && !(kind === "serial" && wanted.serial));
    const set = rule.find((rule) => rule.then.decision)?.then.decision;
    const decision = entitlements.length === 0 ? "decline" : (set ?? "review");
    const reasons = [...rule.map(({ id }) => ({ rule: id, facts: {} })), ...entitlements.map(({ basis, until }) => ({ rule: basis, facts: { until } }))];
    return { line: line.id, decision, entitlements, missing_evidence, reasons };
  });
  const worst = lines.some((line) => line.decision === "review") ? "review" : lines.some((line) => line.decision === "decline") ? "decline" : "approve";
  return { decision: worst, lines };
}
