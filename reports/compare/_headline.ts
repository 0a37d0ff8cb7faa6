import { formatInterval, formatProbability } from "../page/format.ts";
import { compareMeans, SIGNIFICANCE } from "../statistics/compare_means.ts";
import type { OptimizerResult } from "./_optimizer_result.ts";

/** What was found, and no more than the seeds support. Results are ordered, the best first. */
export function compareHeadline(
  results: readonly OptimizerResult[],
  scoreTitle: string,
): string {
  const [best, second] = results;
  if (best === undefined || best.score === null) return noneFinished(results);
  const reached = `${best.title} reached ${
    formatInterval(best.score.mean, best.score.confidence, "percent")
  } ${scoreTitle} (${basis(best)})`;
  if (second === undefined || second.score === null) return `${reached}.`;
  const points = 100 * (best.score.mean - second.score.mean);
  const comparison = compareMeans(best.score, second.score);
  const lead = points < 0.005
    ? `level with ${second.title}`
    : `${points.toFixed(2)} points above ${second.title}`;
  if (comparison === null) return `${reached}, ${lead}; one seed cannot tell this from noise.`;
  const verdict = comparison.probability < SIGNIFICANCE ? "is larger" : "is not larger";
  return `${reached}, ${lead}; the difference ${verdict} than the noise (${
    formatProbability(comparison.probability)
  }).`;
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
  return results.length === 0
    ? "There are no trials."
    : `No final trial was completed, so nothing can be said about ${titles}.`;
}
