import { compareMeans, SIGNIFICANCE } from "../statistics/compare_means.ts";
import type { Summary } from "../statistics/summarize.ts";
import {
  formatDistance,
  formatInterval,
  formatNumber,
  formatProbability,
  type NumberFormat,
} from "../text/format.ts";
import type { NamedMetric } from "./_compared_metrics.ts";
import type { OptimizerResult } from "./_optimizer_result.ts";

/** The finding, no more than the seeds support. Results are ordered, the best first. */
export function compareHeadline(
  results: readonly OptimizerResult[],
  { title, metric: { format } }: NamedMetric,
): string {
  const [best, second] = results;
  if (best === undefined || best.score === null) return noneFinished(results);
  const reached = `${best.title} reached ${
    formatInterval(best.score.mean, best.score.confidence, format)
  } ${title} (${basis(best)})`;
  if (second === undefined || second.score === null) return `${reached}.`;
  const comparison = compareMeans(best.score, second.score);
  const lead = distance(best.score, second.score, format) + second.title;
  if (comparison === null) return `${reached}, ${lead}; one seed cannot tell this from noise.`;
  const verdict = comparison.probability < SIGNIFICANCE ? "is larger" : "is not larger";
  return `${reached}, ${lead}; the difference ${verdict} than the noise (${
    formatProbability(comparison.probability)
  }).`;
}

/**
 * The headline in a few words, for a page of several problems: "Adam wins". An optimizer wins when all its seeds
 * finished and it is ahead of every other that finished by more than the noise. There must be a result.
 */
export function compareVerdict(
  results: readonly OptimizerResult[],
  { title, metric: { format } }: NamedMetric,
): string {
  const [best, ...others] = results;
  if (best.score === null) return "no final trial was completed";
  const { score, final } = best;
  if (others.length === 0) {
    return `${best.title} reached ${formatNumber(score.mean, format)} ${title}`;
  }
  const rivals = others.flatMap(({ score }) => score ?? []);
  if (rivals.length === 0) return `only ${best.title} finished`;
  const wins = score.count === final.length &&
    rivals.every((rival) => (compareMeans(score, rival)?.probability ?? 1) < SIGNIFICANCE);
  return wins ? `${best.title} wins` : "no clear winner";
}

/** "1.00 points above ", "0.0014 below "; "level with " where no digit that is written tells the two apart. */
function distance(
  { mean: best }: Summary,
  { mean: second }: Summary,
  format: NumberFormat,
): string {
  const difference = best - second;
  const level = format === "percent"
    ? 100 * Math.abs(difference) < 0.005
    : formatNumber(best, format) === formatNumber(second, format);
  if (level) return "level with ";
  return `${formatDistance(Math.abs(difference), null, format)} ${
    difference > 0 ? "above" : "below"
  } `;
}

function basis({ score, final }: OptimizerResult): string {
  const count = score?.count ?? 0;
  const seeds = count === final.length
    ? `${count} ${count === 1 ? "seed" : "seeds"}`
    : `${count} of ${final.length} seeds; the others did not finish`;
  return count === 1 ? seeds : `95\u202f% confidence interval, ${seeds}`;
}

function noneFinished(results: readonly OptimizerResult[]): string {
  const titles = results.map(({ title }) => title).join(", ");
  return `No final trial was completed, so nothing can be said about ${titles}.`;
}
