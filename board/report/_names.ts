import { formatNumber } from "@descent/reports";
import type { BoardData } from "./board_data.ts";

/** Name of the page of a problem, without its ending. */
export function problemPageName(problem: string): string {
  return `problem-${problem}`;
}

/** Name of the page of a rule, without its ending. */
export function rulePageName(rule: string): string {
  return `rule-${rule}`;
}

/** The path from any page of the report to that of a problem. */
export function problemHref(problem: string): string {
  return `${problemPageName(problem)}.html`;
}

/** The path from any page of the report to that of a rule. */
export function ruleHref(rule: string): string {
  return `${rulePageName(rule)}.html`;
}

/** Places of the rules, the highest score first. */
export function rulesByScore({ analysis: { losses, stability } }: BoardData): number[] {
  return losses.rules.map((_, place) => place)
    .sort((a, b) => stability.means[b] - stability.means[a]);
}

/** The arithmetic mean. */
export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The median; `null` of no values. */
export function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const rising = values.toSorted((a, b) => a - b);
  const middle = (rising.length - 1) / 2;
  return (rising[Math.floor(middle)] + rising[Math.ceil(middle)]) / 2;
}

/** The ends of a ratio's interval in words, from its logarithm and half of that one's interval; none where it is not known. */
export function ratioSpan(log: number, half: number | null = null): string[] {
  if (half === null) return [];
  return [
    [log - half, log + half].map((end) => formatNumber(Math.exp(end), "number")).join(" to "),
  ];
}

/** The parts that all pages of a report share: the way back and the colours of the rules. */
export function pageFrame({ plan, hash }: BoardData) {
  return {
    parent: { href: "index.html", title: "The whole report" },
    kicker: `Optimizer lab · ${plan.preset} · plan ${hash.slice(0, 12)}`,
    series: plan.rules.map(({ name }) => name),
  };
}
