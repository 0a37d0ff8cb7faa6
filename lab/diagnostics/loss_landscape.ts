import type { RandomStream } from "@descent/core";
import type { BuiltProblem, MetricKey } from "@descent/problems";
import { type Metric, parseMetricKey } from "@descent/reports/metric";
import type { LandscapeLine, LandscapePlane, LandscapeRecord } from "@descent/reports/record";
import { type WeightsCopy, weightsCopy } from "../training/weights_copy.ts";
import { errorBarrier } from "./error_barrier.ts";
import { filterDirection } from "./filter_direction.ts";
import { solutionPlane } from "./solution_plane.ts";

/**
 * A point of the parameters that a training came to.
 *
 * @category Training
 */
export interface Solution {
  /** Name of the optimizer that came to it. */
  readonly optimizer: string;
  /** Its values, of a problem of the same make. */
  readonly weights: Pick<WeightsCopy, "values">;
}

/**
 * Options of {@linkcode lossLandscape}.
 *
 * @category Training
 */
export interface LossLandscapeOptions {
  /** The problem, whose parameters and buffers are moved meanwhile and have their values again in the end. */
  readonly problem: BuiltProblem;
  /** The metric beside the training loss, such as the problem's `selection`. */
  readonly metric: MetricKey;
  /** Which values of it are better; default `"lower"`. */
  readonly better?: Metric["better"];
  /** Where all trainings began. */
  readonly initial: Pick<WeightsCopy, "values">;
  /** The solutions; two random directions go from the first one, and the first three span a plane. */
  readonly solutions: readonly Solution[];
  /** The most examples of a part that a value is over, the first ones; default 256. */
  readonly examples?: number;
  /** The stream of the random directions. */
  readonly random: RandomStream;
  /** Hears of each evaluation, before it; default nobody. */
  readonly onEvaluation?: () => void;
}

const EXAMPLES = 256;
/** α on a line: from half a line before it to half a line behind it. */
const POSITIONS = Array.from({ length: 21 }, (_, index) => (index - 5) / 10);
/** Rows and columns of a plane. */
const SIDE = 17;
/** The room around three solutions, as a share of their extent. */
const MARGIN = 0.3;

/**
 * The number of evaluations that a landscape takes.
 *
 * @category Training
 * @param solutions The number of solutions, at least 1.
 * @returns The evaluations, at most: three solutions on a line span no plane.
 *
 * @example
 * ```ts
 * import { landscapeEvaluations } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([1, 3, 12].map(landscapeEvaluations), [331, 830, 3854]);
 * ```
 */
export function landscapeEvaluations(solutions: number): number {
  const lines = solutions + solutions * (solutions - 1) / 2;
  return 2 * POSITIONS.length * lines + SIDE ** 2 * (solutions < 3 ? 1 : 2);
}

/**
 * Measures the loss on straight lines, `θ(α) = (1 − α) θ_A + α θ_B` for α from −0.5 to 1.5, from the initial weights to each
 * solution and between all pairs of solutions; on the plane through the first three solutions; and on the plane of two
 * filter-normalised random directions from the first one.
 *
 * Buffers, such as running statistics of batch norm, are taken in the same shares as parameters, but for those below 0,
 * which count as 0: beyond a solution they are that solution's. They are not computed anew.
 *
 * @category Training
 * @param options The problem and the points, see {@linkcode LossLandscapeOptions}.
 * @returns The landscape, but for the cost of other trainings. The same bits for any number of threads.
 *
 * @example
 * ```ts
 * import { createEngine, randomStream } from "@descent/core";
 * import { buildTrial, lossLandscape, weightsCopy } from "@descent/lab";
 * import { sampleData, sampleTrial } from "@descent/lab/testing";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using built = await buildTrial({ trial: sampleTrial(), data: await sampleData(), engine });
 * const { problem } = built;
 * const initial = weightsCopy(problem);
 * initial.save();
 * problem.parameters[0].value.data[0] += 1;
 * const weights = weightsCopy(problem);
 * weights.save();
 * const solutions = [{ optimizer: "adam", weights }];
 * const random = randomStream({ seed: 1 });
 * const { lines, planes } = lossLandscape({ problem, metric: "validation/loss", initial, solutions, random });
 * assertEquals(lines.map(({ to, distance }) => [to, Math.round(distance)]), [["adam", 1]]);
 * assertEquals(planes.map(({ kind }) => kind), ["filters"]);
 * ```
 *
 * I. Goodfellow, O. Vinyals and A. Saxe, "Qualitatively characterizing neural network optimization problems", ICLR 2015; H. Li et
 * al., "Visualizing the loss landscape of neural nets", NeurIPS 2018.
 */
export function lossLandscape(
  options: LossLandscapeOptions,
): Omit<LandscapeRecord, "gradientEvaluations"> {
  const { problem, metric, better = "lower", initial, solutions, examples = EXAMPLES } = options;
  const { random, onEvaluation = () => {} } = options;
  const { parameters, buffers } = problem;
  const { split, name } = parseMetricKey(metric);
  const counts = {
    train: Math.min(examples, problem.examples.train),
    validation: Math.min(examples, problem.examples.validation),
  };
  const own = weightsCopy(problem);
  own.save();
  let evaluations = 0;
  const measured = (part: typeof split, measure: string): number | null => {
    onEvaluation();
    evaluations++;
    const value = problem.evaluate(part, part === "train" ? counts.train : counts.validation);
    return Number.isFinite(value[measure]) ? value[measure] : null;
  };
  const trainingLoss = () => measured("train", "loss");
  const begun: Omit<Solution, "optimizer"> = { weights: initial };

  function line(from: Partial<Solution> & typeof begun, to: Solution): LandscapeLine {
    const ends = [from.weights.values, to.weights.values];
    const points = POSITIONS.map((position) => {
      placeAt(problem, ends, [1 - position, position]);
      return [position, trainingLoss(), measured(split, name)] as const;
    });
    return {
      from: from.optimizer ?? null,
      to: to.optimizer,
      distance: distance(ends[0].slice(0, parameters.length), ends[1]),
      barriers: [
        errorBarrier(points.map(([position, loss]) => [position, loss])),
        errorBarrier(points.map(([position, , value]) => [position, value]), better),
      ],
      points,
    };
  }

  function plane(
    kind: LandscapePlane["kind"],
    marks: LandscapePlane["marks"],
    [left, right, bottom, top]: readonly [number, number, number, number],
    place: (x: number, y: number) => void,
  ): LandscapePlane {
    const x = steps(left, right), y = steps(bottom, top);
    const losses = y.map((row) =>
      x.map((column) => {
        place(column, row);
        return trainingLoss();
      })
    );
    return { kind, marks, x, y, losses };
  }

  function planeOfSolutions(): LandscapePlane[] {
    const three = solutions.slice(0, 3), points = three.map(({ weights }) => weights.values);
    const spanned = three.length < 3
      ? undefined
      : solutionPlane(points.map((values) => values.slice(0, parameters.length)));
    if (spanned === undefined) return [];
    const { places, sharesAt } = spanned;
    const marks = three.map(({ optimizer }, index) => {
      const [x, y] = places[index];
      return { optimizer, x, y };
    });
    const window = [...extent(places.map(([x]) => x)), ...extent(places.map(([, y]) => y))];
    return [plane(
      "solutions",
      marks,
      window as [number, number, number, number],
      (x, y) => placeAt(problem, points, sharesAt(x, y)),
    )];
  }

  function planeOfFilters(): LandscapePlane {
    const [{ optimizer, weights: { values } }] = solutions;
    placeAt(problem, [values], [1]);
    const [across, up] = ["x", "y"].map((each) => filterDirection(parameters, random.split(each)));
    const mark = { optimizer, x: 0, y: 0 };
    return plane("filters", [mark], [-1, 1, -1, 1], (x, y) => {
      for (const [tensor, { value: { data } }] of parameters.entries()) {
        for (let i = 0; i < data.length; i++) {
          data[i] = values[tensor][i] + x * across[tensor][i] + y * up[tensor][i];
        }
      }
    });
  }

  try {
    const lines = [
      ...solutions.map((to) => line(begun, to)),
      ...solutions.flatMap((from, index) => solutions.slice(index + 1).map((to) => line(from, to))),
    ];
    const planes = [...planeOfSolutions(), planeOfFilters()];
    const names = solutions.map(({ optimizer }) => optimizer);
    return { metric, examples: counts, evaluations, solutions: names, lines, planes };
  } finally {
    placeAt({ parameters, buffers }, [own.values], [1]);
  }
}

/** Gives the model the sum of some points by their shares; of those below 0, buffers have none. */
function placeAt(
  { parameters, buffers }: Pick<BuiltProblem, "parameters" | "buffers">,
  points: readonly WeightsCopy["values"][],
  shares: readonly number[],
): void {
  const kept = shares.map((share) => Math.max(0, share));
  const sum = kept.reduce((total, share) => total + share, 0);
  const ofBuffers = kept.map((share) => share / sum);
  for (const [tensor, { value: { data } }] of [...parameters, ...buffers].entries()) {
    const own = tensor < parameters.length ? shares : ofBuffers;
    for (let i = 0; i < data.length; i++) {
      let value = 0;
      for (let point = 0; point < points.length; point++) {
        value += own[point] * points[point][tensor][i];
      }
      data[i] = value;
    }
  }
}

function distance(a: WeightsCopy["values"], b: WeightsCopy["values"]): number {
  let squares = 0;
  for (const [tensor, values] of a.entries()) {
    for (let i = 0; i < values.length; i++) squares += (values[i] - b[tensor][i]) ** 2;
  }
  return Math.sqrt(squares);
}

function extent(values: readonly number[]): [low: number, high: number] {
  const low = Math.min(...values), high = Math.max(...values), margin = MARGIN * (high - low);
  return [low - margin, high + margin];
}

function steps(low: number, high: number): number[] {
  return Array.from({ length: SIDE }, (_, index) => low + (high - low) * index / (SIDE - 1));
}
