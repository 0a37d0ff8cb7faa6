/** Trials that nobody trained, with a score of every part of the data, whole curves and gradients of every layer. */
import type { FakeRows } from "@descent/lab/testing";
import type { Trial } from "@descent/lab";
import type { Scores } from "@descent/reports";

const LEADS: Readonly<Record<string, number>> = { sgd: -0.03, rmsprop: 0.004, adam: 0.008 };
const EVALUATIONS = 8;

/** The scores of a trial at the end: best at a rate of 0.01, with a noise of the seed. */
export function madeUpScores({ optimizer, hyperparameters, seed }: Trial): Scores {
  const miss = Math.abs(Math.log10(hyperparameters.learningRate / 0.01));
  const noise = 0.004 * Math.sin(7 * seed + optimizer.title.length);
  const accuracy = 0.93 / (1 + miss ** 2 / 4) + (LEADS[optimizer.name] ?? 0) + noise;
  return {
    "train/accuracy": Math.min(1, 1.08 * accuracy),
    "validation/accuracy": accuracy,
    "test/accuracy": accuracy - 0.01 + noise,
  };
}

/** Evaluations that lead to the scores, and the norm of each layer's gradient where the trial observes it. */
export const madeUpRows: FakeRows = ({ problem, variables, observe, hyperparameters }, final) => {
  const { hidden } = problem.options;
  const layers = Array.isArray(hidden) ? hidden.length : 0;
  const kept = variables.activation === "sigmoid" ? 0.2 : 0.85;
  return Array.from({ length: EVALUATIONS }, (_, index) => {
    const step = 5 * (index + 1);
    const left = Math.exp(-index / 2) - Math.exp(-EVALUATIONS / 2 + 0.5);
    const norms = Array.from(
      { length: layers },
      (_, layer) =>
        [`gradient_norm.hidden${layer + 1}`, kept ** (layers - layer) / (1 + index)] as const,
    );
    return {
      step,
      epoch: problem.budget.epochs * (index + 1) / EVALUATIONS,
      seconds: 0.02 * step,
      gradientEvaluations: step,
      learningRate: hyperparameters.learningRate,
      scores: Object.fromEntries(
        Object.entries(final).map(([key, value]) => {
          return [key, key.endsWith("loss") ? value! + left : Math.max(0.1, value! - left / 2)];
        }),
      ),
      extra: observe.includes("gradientNorms")
        ? { ...Object.fromEntries(norms), "gradient_norm.scores": 1 / (1 + index) }
        : {},
    };
  });
};
