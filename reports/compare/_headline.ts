import { edgeSentences, searchEdges } from "../select/search_edges.ts";
import { FEWEST_TO_JUDGE } from "../statistics/judge_contestants.ts";
import { counted } from "../text/counted.ts";
import { formatNumber, formatProbability } from "../text/format.ts";
import { formatSummary } from "../text/format_summary.ts";
import { countOf, type OptimizerResult } from "./_optimizer_result.ts";
import type { Verdict } from "./_verdict.ts";

/**
 * The finding of a comparison, in a few words and with its reasons.
 *
 * @category Pages
 */
export interface Finding {
  /** The finding in a few words, "No clear winner"; `null` where there was nothing to compare. */
  readonly answer: string | null;
  /** Its basis: levels, noise, those that diverged, and whether the other metrics say otherwise. */
  readonly reasons: string;
}

/** The finding, no more than the seeds support: who is better than every rival by the final loss, or who cannot be told apart. */
export function compareFinding(
  results: readonly OptimizerResult[],
  verdict: Verdict | null,
  beside: readonly Verdict[],
): Finding {
  if (verdict === null) return { answer: null, reasons: noneFinished(results) };
  const { judged, winner } = verdict;
  const answer = winner !== null
    ? `${judged[winner].title} wins`
    : judged.length > 1
    ? "No clear winner"
    : null;
  const reasons = [
    finding(verdict),
    ...divergence(results, verdict),
    ...otherwise(verdict, beside),
    ...edgeSentences(
      searchEdges(results.flatMap(({ search, final }) => [...search, ...final])).edges,
    ),
  ].join(" ");
  return { answer, reasons };
}

/** The headline in a few words, for a page of several problems: "Adam wins". */
export function compareVerdict(
  results: readonly OptimizerResult[],
  verdict: Verdict | null,
): string {
  if (verdict === null) return "no final trial came to a result";
  const { judged, leader, winner, metric: { title, metric: { format } } } = verdict;
  if (winner !== null) return `${judged[winner].title} wins`;
  if (judged.length > 1) return "no clear winner";
  if (results.length > 1) return `only ${judged[leader].title} finished`;
  return `${judged[leader].title} reached ${
    formatNumber(judged[leader].score!.mean, format)
  } ${title}`;
}

/** The reasons, to follow the answer. */
function finding(verdict: Verdict): string {
  const { judged, leader, winner, tied, probability, seeds, metric } = verdict;
  const { title, metric: { format } } = metric;
  const best = judged[leader];
  const value = formatSummary(best.score!, format);
  const basis = best.score!.confidence === null
    ? seedsText(best)
    : `95\u202f% confidence interval, ${seedsText(best)}`;
  if (judged.length === 1) return `${best.title} reached ${value} ${title} (${basis}).`;
  if (winner !== null) {
    const rivals = titles(judged.filter((_, place) => place !== winner));
    return `${value} ${title} (${basis}), better than ${rivals} by more than the noise ` +
      `(${judged.length > 2 ? "largest " : ""}${formatProbability(probability!)}).`;
  }
  const level = `${best.title} has the ${
    metric.metric.better === "lower" ? "lowest" : "highest"
  } ${title}, ${value}`;
  if (seeds < FEWEST_TO_JUDGE) {
    return `${level}, but ${
      seeds === 1 ? "one seed" : `${seeds} seeds`
    } cannot tell this from noise.`;
  }
  if (probability === null && tied.length > 1) {
    return `${level}, but every seed gave the same, which says nothing of noise.`;
  }
  if (tied.length === 1) {
    return `${level} (${basis}), but not all of its trials came to a result.`;
  }
  const others = titles(judged.filter((_, place) => !tied.includes(place)));
  const set = titles(tied.map((place) => judged[place]));
  const isSame = tied.every((place) => place === leader || verdict.equivalent[place]);
  const apart = isSame
    ? `are equivalent, their ${title} within ${verdict.margin}`
    : `cannot be told apart by ${title}`;
  return `${set} ${apart} (${level}, ${basis})` +
    (others === ""
      ? "."
      : `; ${others} ${judged.length - tied.length === 1 ? "is" : "are"} worse.`);
}

/** Those that lead, or may, although some of their seeds diverged; and those of which all did. */
function divergence(results: readonly OptimizerResult[], { judged, tied }: Verdict): string[] {
  const parts = tied.flatMap((place) => {
    const { title, final } = judged[place];
    const count = countOf(final, "diverged");
    return count === 0 ? [] : [`${count} of ${final.length} seeds of ${title}`];
  });
  const lost = results.filter(({ score, final }) =>
    score === null && final.length > 0 && countOf(final, "diverged") === final.length
  );
  return [
    ...parts.length === 0 ? [] : [
      `${new Intl.ListFormat("en-GB").format(parts)} diverged and count as the untrained model.`,
    ],
    ...lost.length === 0 ? [] : [`${titles(lost)} diverged with every seed.`],
  ];
}

/** The verdict of another metric, where it is a different one. */
interface OtherVerdict {
  readonly metric: string;
  readonly first: string;
  /** Of the difference from the one that leads here; `null` where it may be noise. */
  readonly probability: number | null;
}

function otherVerdict(
  { judged, leader, tied, winner }: Verdict,
  other: Verdict,
): OtherVerdict[] {
  const first = other.judged[other.leader];
  if (first === judged[leader] || judged.length < 2) return [];
  const against = other.judged.indexOf(judged[leader]);
  const probability = against < 0 ? null : other.rivalries[against]?.adjusted ?? null;
  const said = { metric: other.metric.title, first: first.title };
  if (!other.tied.includes(against) && probability !== null) return [{ ...said, probability }];
  // Among those that cannot be told apart another order is no disagreement.
  if (winner === null && tied.includes(judged.indexOf(first))) return [];
  return [{ ...said, probability: null }];
}

/** The verdicts of other metrics, where they are different ones; the same of several in one sentence. */
function otherwise(verdict: Verdict, beside: readonly Verdict[]): string[] {
  const others = beside.flatMap((other) => otherVerdict(verdict, other));
  const same = Map.groupBy(others, ({ first, probability }) => `${first} ${probability === null}`);
  const { title: leader } = verdict.judged[verdict.leader];
  return [...same.values()].map((group) => {
    const [{ first, probability }] = group;
    const by = `By ${
      new Intl.ListFormat("en-GB").format(group.map(({ metric }) => metric))
    } ${first}`;
    if (probability === null) return `${by} is first, though not by more than the noise.`;
    const largest = Math.max(...group.map(({ probability }) => probability!));
    const [most, end] = group.length === 1
      ? ["", "the two disagree"]
      : ["largest ", `they disagree with ${verdict.metric.title}`];
    return `${by} is better than ${leader} instead (${most}${formatProbability(largest)}): ${end}.`;
  });
}

function titles(results: readonly OptimizerResult[]): string {
  return new Intl.ListFormat("en-GB").format(results.map(({ title }) => title));
}

function seedsText({ score, final }: OptimizerResult): string {
  const { count } = score!;
  const seeds = counted(count, "seed");
  return count === final.length
    ? seeds
    : `${count} of ${final.length} seeds; the others came to no result`;
}

function noneFinished(results: readonly OptimizerResult[]): string {
  const titles = results.map(({ title }) => title).join(", ");
  return `No final trial came to a result, so nothing can be said about ${titles}.`;
}
