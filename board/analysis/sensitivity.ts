import type { BoardPlan } from "../protocol/board_plan.ts";
import type { BoardTrial } from "../trials/board_trial.ts";
import { searchedLoss } from "./searched_loss.ts";

/** The common window: a factor of 100 to either side of the centre. */
const HALF_DECADES = 2;
/** Points of the window, evenly spaced on the log axis. */
const POINTS = 41;
/** Standard deviation of the kernel that smooths the losses, in decades. */
const BANDWIDTH = 0.3;
/** A rate is nearly as good as the best where its loss is within 5 %. */
const NEAR = Math.log(1.05);
/** Fewer settings show no course. */
const FEWEST = 4;

/**
 * How much a rule's loss depends on its learning rate, on one problem.
 *
 * @category Analysis
 */
export interface Sensitivity {
  /** Mean of the smoothed log loss over the window, less its lowest: 0 where the rate does not matter. */
  readonly excess: number;
  /** Decades of the window in which the smoothed loss is within 5 % of its lowest. */
  readonly width: number;
}

/**
 * How much each rule's loss depends on its learning rate: the mean of `min(ℓ(η), ℓ₀)` over the window, less its lowest, with
 * logarithms of losses in place of losses, so that problems compare, and the width of the valley. The losses are those of the
 * search, smoothed over the rate, as other hyperparameters vary with it; nothing runs for it.
 *
 * @category Analysis
 * @param plan The plan.
 * @param trials The trials.
 * @returns `[rule][problem]` in the plan's order; `null` where fewer than four settings lie in the window.
 *
 * @example
 * ```ts
 * import { sensitivities } from "@descent/board";
 * import { samplePlan, sampleTrials } from "@descent/board/testing";
 * import { assertEquals } from "@std/assert";
 *
 * // All trials of the sample have one rate, where there is nothing to see but noise.
 * assertEquals(sensitivities(samplePlan(), sampleTrials())[0][0]?.width, 4);
 * ```
 *
 * M. Wortsman et al., "Small-scale proxies for large-scale transformer training instabilities", 2023, arXiv:2309.14322.
 */
export function sensitivities(
  { rules, problems, draws, centres }: BoardPlan,
  trials: readonly BoardTrial[],
): (Sensitivity | null)[][] {
  const searched = Map.groupBy(
    trials.filter(({ phase, draw }) => phase === "search" && draw < draws),
    ({ rule, problem }) => `${rule}/${problem}`,
  );
  return rules.map(({ name }) =>
    problems.map(({ choice }) => {
      const centre = Math.log10(centres[name][choice.name]);
      const points = (searched.get(`${name}/${choice.name}`) ?? [])
        .map((trial) => ({
          x: Math.log10(trial.hyperparameters.learningRate) - centre,
          y: searchedLoss(trial),
        }))
        .filter(({ x }) => Math.abs(x) <= HALF_DECADES + 1e-9);
      return points.length < FEWEST ? null : sensitivityOf(points);
    })
  );
}

function sensitivityOf(points: readonly { readonly x: number; readonly y: number }[]): Sensitivity {
  const smooth = Array.from({ length: POINTS }, (_, index) => {
    const at = HALF_DECADES * (2 * index / (POINTS - 1) - 1);
    const nearest = Math.min(...points.map(({ x }) => (x - at) ** 2));
    // Less the nearest, so that not all weights vanish in a gap.
    const weights = points.map(({ x }) =>
      Math.exp((nearest - (x - at) ** 2) / (2 * BANDWIDTH ** 2))
    );
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return points.reduce((total, { y }, place) => total + weights[place] * y, 0) / sum;
  });
  const lowest = Math.min(...smooth);
  return {
    excess: smooth.reduce((sum, y) => sum + y, 0) / POINTS - lowest,
    width: 2 * HALF_DECADES * smooth.filter((y) => y <= lowest + NEAR).length / POINTS,
  };
}
