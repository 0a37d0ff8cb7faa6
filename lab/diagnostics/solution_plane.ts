/**
 * The plane through three points, with the first one at its origin and the second one on the horizontal axis.
 *
 * @category Training
 */
export interface SolutionPlane {
  /** Where the three points lie, in units of distance. */
  readonly places: readonly (readonly [x: number, y: number])[];
  /**
   * The shares of the three points that make a point of the plane; their sum is 1.
   *
   * @param x Its horizontal position.
   * @param y Its vertical position.
   * @returns A share of each.
   */
  sharesAt(x: number, y: number): readonly [number, number, number];
}

/** Points of a smaller angle than this between them lie on a line. */
const SMALLEST_SINE = 1e-6;

/**
 * Spans the plane through three points: with `u = b − a` and `v = (c − a) − ⟨c − a, u⟩ u / |u|²`, the axes are `u / |u|` and
 * `v / |v|`.
 *
 * @category Training
 * @param points Three points of the same length, each as the arrays of its tensors.
 * @returns The plane, or `undefined` where they lie on a line.
 *
 * @example
 * ```ts
 * import { solutionPlane } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * const { places, sharesAt } = solutionPlane([[[0, 0, 1]], [[2, 0, 1]], [[1, 3, 1]]])!;
 * assertEquals(places, [[0, 0], [2, 0], [1, 3]]);
 * assertEquals(sharesAt(1, 0), [0.5, 0.5, 0]);
 * ```
 *
 * T. Garipov et al., "Loss surfaces, mode connectivity, and fast ensembling of DNNs", NeurIPS 2018.
 */
export function solutionPlane(
  [a, b, c]: readonly (readonly ArrayLike<number>[])[],
): SolutionPlane | undefined {
  let uu = 0, uw = 0, ww = 0;
  for (let tensor = 0; tensor < a.length; tensor++) {
    for (let i = 0; i < a[tensor].length; i++) {
      const u = b[tensor][i] - a[tensor][i], w = c[tensor][i] - a[tensor][i];
      uu += u * u;
      uw += u * w;
      ww += w * w;
    }
  }
  const width = Math.sqrt(uu), across = uw / width;
  const height = Math.sqrt(Math.max(0, ww - across * across));
  if (!(height > SMALLEST_SINE * Math.sqrt(ww) && width > 0)) return undefined;
  return {
    places: [[0, 0], [width, 0], [across, height]],
    sharesAt(x, y) {
      const third = y / height, second = (x - third * across) / width;
      return [1 - second - third, second, third];
    },
  };
}
