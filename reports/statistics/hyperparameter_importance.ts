import { seededDraws } from "./_philox.ts";

/**
 * Options of {@linkcode hyperparameterImportance}.
 *
 * @category Statistics
 */
export interface ImportanceOptions {
  /** The settings [N][D]: each hyperparameter's place in the range that was searched, from 0 to 1. */
  readonly points: readonly (readonly number[])[];
  /** The score of each setting [N], finite. */
  readonly values: readonly number[];
  /** Number of regression trees, at least 1; default 64. */
  readonly trees?: number;
  /** Whether each tree sees N settings drawn with replacement, or all of them as they are; default `true`. */
  readonly bootstrap?: boolean;
  /** Seed of these draws; default 0. */
  readonly seed?: number;
}

/**
 * Shares of the score's variance.
 *
 * @category Statistics
 */
export interface HyperparameterImportance {
  /** That which each hyperparameter explains by itself [D], from 0 to 1. */
  readonly alone: readonly number[];
  /** The rest, which only several of them together explain. */
  readonly together: number;
}

/**
 * The share of a score's variance over the searched ranges that each hyperparameter explains alone: the main effects of a
 * functional analysis of variance. A forest of regression trees fits the score; as a tree is constant on boxes, the mean
 * over all other hyperparameters, `f_d(x_d) = E[f | x_d]`, and its variance are exact sums: `V_d / V`, averaged over trees.
 *
 * @category Statistics
 * @param options Settings, scores and the forest, see {@linkcode ImportanceOptions}.
 * @returns The shares; all 0 where no tree saw two different scores.
 * @throws {RangeError} When there are no settings, or not as many scores.
 *
 * @example One that is twice as strong explains four times the variance
 * ```ts
 * import { hyperparameterImportance } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * const points = [[0, 0], [0, 1], [1, 0], [1, 1]];
 * const values = points.map(([a, b]) => 4 * a + 2 * b);
 * const { alone, together } = hyperparameterImportance({ points, values, trees: 1, bootstrap: false });
 * assertEquals([alone, together], [[0.8, 0.2], 0]);
 * ```
 *
 * F. Hutter, H. Hoos, K. Leyton-Brown, "An efficient approach for assessing hyperparameter importance", ICML 2014.
 */
export function hyperparameterImportance(
  { points, values, trees = 64, bootstrap = true, seed = 0 }: ImportanceOptions,
): HyperparameterImportance {
  if (points.length === 0 || points.length !== values.length) {
    throw new RangeError(
      `Hyperparameter importance: wanted settings and as many scores, got ${points.length} and ${values.length}`,
    );
  }
  const below = seededDraws(seed);
  const dimensions = points[0].length;
  const sums = new Array<number>(dimensions).fill(0);
  let counted = 0;
  for (let tree = 0; tree < trees; tree++) {
    const rows = points.map((_, index) => bootstrap ? below(points.length) : index);
    const box = Array.from({ length: dimensions }, (): [number, number] => [0, 1]);
    const leaves = grow(rows, box, points, values);
    const mean = leaves.reduce((sum, leaf) => sum + volume(leaf) * leaf.value, 0);
    const variance = leaves.reduce((sum, leaf) => sum + volume(leaf) * (leaf.value - mean) ** 2, 0);
    if (variance <= Number.EPSILON * mean ** 2) continue;
    counted++;
    for (let d = 0; d < dimensions; d++) sums[d] += marginalVariance(leaves, d, mean) / variance;
  }
  const alone = sums.map((sum) => counted === 0 ? 0 : sum / counted);
  const rest = 1 - alone.reduce((sum, share) => sum + share, 0);
  return { alone, together: counted === 0 ? 0 : Math.max(0, rest) };
}

/** A box on which a tree is constant. */
interface Leaf {
  readonly box: readonly (readonly [low: number, high: number])[];
  readonly value: number;
}

function volume({ box }: Leaf): number {
  return box.reduce((product, [low, high]) => product * (high - low), 1);
}

/** Splits where the squared error falls most, until the scores of a box are equal. */
function grow(
  rows: readonly number[],
  box: Leaf["box"],
  points: ImportanceOptions["points"],
  values: readonly number[],
): Leaf[] {
  const split = bestSplit(rows, box.length, points, values);
  if (split === null) {
    return [{ box, value: rows.reduce((sum, row) => sum + values[row], 0) / rows.length }];
  }
  const { dimension, at } = split;
  const part = (low: number, high: number) =>
    grow(
      rows.filter((row) => points[row][dimension] >= low && points[row][dimension] < high),
      box.map((side, d) =>
        d === dimension ? [Math.max(low, side[0]), Math.min(high, side[1])] : side
      ),
      points,
      values,
    );
  return [...part(-Infinity, at), ...part(at, Infinity)];
}

/** The split with the largest reduction of the squared error; the first of equal ones, `null` without any. */
function bestSplit(
  rows: readonly number[],
  dimensions: number,
  points: ImportanceOptions["points"],
  values: readonly number[],
): { readonly dimension: number; readonly at: number } | null {
  if (rows.every((row) => values[row] === values[rows[0]])) return null;
  const total = rows.reduce((sum, row) => sum + values[row], 0);
  let best: { dimension: number; at: number } | null = null;
  let most = -Infinity;
  for (let dimension = 0; dimension < dimensions; dimension++) {
    const sorted = [...rows].sort((a, b) => points[a][dimension] - points[b][dimension]);
    let left = 0;
    for (let count = 1; count < sorted.length; count++) {
      left += values[sorted[count - 1]];
      const low = points[sorted[count - 1]][dimension], high = points[sorted[count]][dimension];
      if (low === high) continue;
      const gain = left ** 2 / count + (total - left) ** 2 / (sorted.length - count);
      if (gain <= most) continue;
      most = gain;
      best = { dimension, at: (low + high) / 2 };
    }
  }
  return best;
}

/** The variance of the mean over all but one dimension, which is constant between the ends of the boxes. */
function marginalVariance(leaves: readonly Leaf[], dimension: number, mean: number): number {
  const ends = [...new Set(leaves.flatMap(({ box }) => box[dimension]))].sort((a, b) => a - b);
  let variance = 0;
  for (let index = 1; index < ends.length; index++) {
    const [low, high] = [ends[index - 1], ends[index]];
    let level = 0;
    for (const leaf of leaves) {
      const [from, to] = leaf.box[dimension];
      if (from <= low && to >= high) level += leaf.value * volume(leaf) / (to - from);
    }
    variance += (high - low) * (level - mean) ** 2;
  }
  return variance;
}
