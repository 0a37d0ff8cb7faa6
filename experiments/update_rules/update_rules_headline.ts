import { judgeClaim, scoreSummary } from "@descent/lab";
import {
  formatDistance,
  formatNumber,
  formatSummary,
  type Run,
  type Summary,
} from "@descent/reports";

/** The reference run's validation accuracies at one learning rate. */
export const REFERENCE = { sgd: 0.248, momentum: 0.884 } as const;

/** A rule that the reference compares. */
export type ReferenceRule = keyof typeof REFERENCE;

/** The trials of one rule among some. */
export function ofRule(runs: readonly Run[], rule: ReferenceRule): Run[] {
  return runs.filter(({ record }) => record.optimizer.name === rule);
}

/** The headline: the gain of momentum over SGD at one learning rate, and with each at its best. */
export function updateRulesHeadline(
  pair: readonly Run[],
  rate: number,
  tuned: readonly Run[],
): string {
  const finals = tuned.filter(({ record }) => record.phase === "final");
  const atOneRate = (rule: ReferenceRule) =>
    scoreSummary(ofRule(pair, rule), "validation/accuracy");
  const atBest = (rule: ReferenceRule) => scoreSummary(ofRule(finals, rule), "test/loss");
  const [slow, quick] = [atOneRate("sgd"), atOneRate("momentum")];
  const [sgd, momentum] = [atBest("sgd"), atBest("momentum")];
  if (slow === null || quick === null || sgd === null || momentum === null) {
    return "SGD or momentum completed no trial, so nothing can be said of what momentum gains.";
  }
  const text = (summary: Summary) => formatSummary(summary, "percent");
  const noise = judgeClaim(momentum, sgd, { better: "lower" }).verdict === "open" &&
      judgeClaim(sgd, momentum, { better: "lower" }).verdict === "open"
    ? "which may be noise"
    : "more than the noise";
  return `At one learning rate that was chosen to show a gap, ${
    formatNumber(rate, "number")
  }, momentum reaches ${text(quick)} and SGD ${
    text(slow)
  }; each at its own best rate, its test loss is ${
    formatDistance(Math.abs(momentum.mean - sgd.mean), null, "number")
  } ${momentum.mean <= sgd.mean ? "below" : "above"} SGD's, ${noise}.`;
}
