import { scoreSummary } from "@descent/lab";
import {
  adjustProbabilities,
  compareMeans,
  type MeansComparison,
  type Run,
  SIGNIFICANCE,
  type Summary,
} from "@descent/reports";

/** Score of an optimizer with one budget: each seed on the test images, with the parameters of its best evaluation. */
export interface Standing {
  /** The optimizer's name in code. */
  readonly name: string;
  /** The optimizer's name for people. */
  readonly title: string;
  /** The budget: number of epochs. */
  readonly epochs: number;
  /** The learning rate that its search chose for this budget. */
  readonly learningRate: number;
  /** Its test accuracy over the seeds. */
  readonly score: Summary;
  /** How it differs from the rival with the same budget; `null` where that cannot be told. */
  readonly difference: MeansComparison | null;
  /** Which of them is better; `"open"` where the difference may be chance. */
  readonly verdict: "better" | "worse" | "open";
}

/**
 * Sets optimizers beside a rival, budget by budget.
 *
 * The probabilities of all differences are adjusted for their number.
 *
 * @param runs The trials of all budgets.
 * @param rival The rival's name.
 * @returns For each budget in rising order, each optimizer with a completed final trial, in the trials' order.
 */
export function standings(runs: readonly Run[], rival: string): Standing[] {
  const finals = runs.filter(({ record }) => record.phase === "final");
  const budgets = [...Map.groupBy(finals, ({ record }) => record.budget.epochs)]
    .sort(([a], [b]) => a - b);
  const found = budgets.flatMap(([epochs, own]) => {
    const byName = [...Map.groupBy(own, ({ record }) => record.optimizer.name)];
    const scores = new Map(
      byName.map(([name, runs]) => [name, scoreSummary(runs, "test/accuracy", "best")]),
    );
    const rivalScore = scores.get(rival) ?? null;
    return byName.flatMap(([name, [{ record: { optimizer, setting } }]]) => {
      const score = scores.get(name) ?? null;
      if (score === null) return [];
      const alone = name === rival || rivalScore === null;
      const difference = alone ? null : compareMeans(score, rivalScore);
      const { title } = optimizer;
      const { learningRate } = setting.hyperparameters;
      return [{ name, title, epochs, learningRate, score, difference }];
    });
  });
  const tested = found.filter(({ difference }) => difference !== null);
  const adjusted = adjustProbabilities(tested.map(({ difference }) => difference!.probability));
  return found.map((standing) => {
    const index = tested.indexOf(standing);
    if (index < 0) return { ...standing, verdict: "open" };
    const difference = { ...standing.difference!, probability: adjusted[index] };
    return { ...standing, difference, verdict: verdict(difference) };
  });
}

function verdict({ difference, probability }: MeansComparison): Standing["verdict"] {
  if (probability >= SIGNIFICANCE) return "open";
  return difference > 0 ? "better" : "worse";
}
