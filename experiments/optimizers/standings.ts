import { type ClaimJudgement, judgeClaim, scoreSummary } from "@descent/lab";
import type { Run, Summary } from "@descent/reports";

/** A loss that is higher by less than this part is as good. */
export const MARGIN = 0.02;

/** Scores of an optimizer with one budget, at the end of training. */
export interface Standing {
  /** The optimizer's name in code. */
  readonly name: string;
  /** The optimizer's name for people. */
  readonly title: string;
  /** The budget: number of epochs. */
  readonly epochs: number;
  /** The learning rate that its search chose for this budget. */
  readonly learningRate: number;
  /** Its test loss over the seeds, which decides. */
  readonly loss: Summary;
  /** Its test accuracy over the seeds. */
  readonly accuracy: Summary | null;
  /**
   * Whether the rival is as good with the same budget: confirmed, then this one is not better by {@linkcode MARGIN}, or
   * refuted, then it is better. `null` of the rival itself.
   */
  readonly judgement: ClaimJudgement | null;
}

/** Sets optimizers beside a rival, budget by budget, by the test loss at the end. */
export function standings(runs: readonly Run[], rival: string): Standing[] {
  const finals = runs.filter(({ record }) => record.phase === "final");
  const budgets = [...Map.groupBy(finals, ({ record }) => record.budget.epochs)]
    .sort(([a], [b]) => a - b);
  const found = budgets.flatMap(([epochs, own]) => {
    const groups = [...Map.groupBy(own, ({ record }) => record.optimizer.name)];
    const rivalLoss = scoreSummary(groups.find(([name]) => name === rival)?.[1] ?? [], "test/loss");
    return groups.flatMap(([name, trials]) => {
      const loss = scoreSummary(trials, "test/loss");
      if (loss === null) return [];
      const [{ record: { optimizer: { title }, setting, dataset } }] = trials;
      const { learningRate } = setting.hyperparameters;
      const accuracy = scoreSummary(trials, "test/accuracy");
      const examples = dataset?.test ?? 0;
      return [{ name, title, epochs, learningRate, loss, accuracy, rivalLoss, examples }];
    });
  });
  const comparisons = Math.max(1, found.filter(({ name }) => name !== rival).length);
  return found.map(({ rivalLoss, examples, ...standing }) => ({
    ...standing,
    judgement: standing.name === rival ? null : judgeClaim(rivalLoss, standing.loss, {
      better: "lower",
      margin: MARGIN * (rivalLoss?.mean ?? 0),
      comparisons,
      leastDeviation: examples === 0 ? 0 : standing.loss.mean / examples,
    }),
  }));
}
