import type { BoardPlan } from "../protocol/board_plan.ts";
import type { BoardTrial } from "../trials/board_trial.ts";

/** A factor of 100 to either side of the centre is where a search begins. */
const HALF_WINDOW = 100;
/** A best rate within this part of the window, in logarithms, is at its edge. */
const EDGE_PART = 0.1;

/**
 * How the search for a rule's setting on a problem ended.
 *
 * @category Analysis
 */
export interface SearchOutcome {
  /** Settings that were tried. */
  readonly tried: number;
  /** Those beyond the plan's number, as the best rate was at an edge of the window. */
  readonly extra: number;
  /** The setting that was judged; `null` where no trial of the search completed. */
  readonly chosen: Readonly<Record<string, number>> | null;
  /** Its place among the draws; 0 is the default setting. */
  readonly draw: number | null;
  /** Whether its rate is still at an edge of all that was tried. */
  readonly isAtEdge: boolean;
}

/**
 * How each search ended.
 *
 * @category Analysis
 * @param plan The plan.
 * @param trials The trials.
 * @returns `[rule][problem]`, in the plan's order.
 *
 * @example
 * ```ts
 * import { searchOutcomes } from "@descent/board";
 * import { samplePlan, sampleTrials } from "@descent/board/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const [[{ tried, extra, draw, isAtEdge }]] = searchOutcomes(samplePlan(), sampleTrials());
 * assertEquals([tried, extra, draw, isAtEdge], [8, 0, 0, false]);
 * ```
 */
export function searchOutcomes(
  { rules, problems, draws, centres }: BoardPlan,
  trials: readonly BoardTrial[],
): SearchOutcome[][] {
  const groups = Map.groupBy(trials, ({ rule, problem }) => `${rule}/${problem}`);
  return rules.map(({ name }) =>
    problems.map(({ choice }) => {
      const own = groups.get(`${name}/${choice.name}`) ?? [];
      const searched = own.filter(({ phase }) => phase === "search");
      const judge = own.find(({ phase }) => phase === "judge");
      const centre = centres[name][choice.name];
      const [low, high] = searchWindow(centre, searched);
      const share = judge === undefined
        ? 0.5
        : Math.log(judge.hyperparameters.learningRate / low) / Math.log(high / low);
      return {
        tried: searched.length,
        extra: Math.max(0, searched.length - draws),
        chosen: judge?.hyperparameters ?? null,
        draw: judge?.draw ?? null,
        isAtEdge: share < EDGE_PART || share > 1 - EDGE_PART,
      };
    })
  );
}

/**
 * The window of learning rates that a search has looked at: two decades to either side of its middle, and where it moved on.
 * The default setting, the first draw, may lie outside.
 *
 * @category Analysis
 * @param centre The middle.
 * @param searched The trials of the search.
 * @returns Its ends.
 *
 * @example
 * ```ts
 * import { searchWindow } from "@descent/board";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(searchWindow(0.01, []), [0.0001, 1]);
 * ```
 */
export function searchWindow(
  centre: number,
  searched: readonly Pick<BoardTrial, "draw" | "hyperparameters">[],
): [lowest: number, highest: number] {
  const rates = searched.filter(({ draw }) => draw > 0)
    .map(({ hyperparameters }) => hyperparameters.learningRate);
  return [
    Math.min(centre / HALF_WINDOW, ...rates),
    Math.max(centre * HALF_WINDOW, ...rates),
  ];
}
