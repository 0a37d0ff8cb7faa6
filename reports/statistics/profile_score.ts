/**
 * A performance profile: the share of problems that a contestant solves within τ times the time of a reference.
 *
 * @category Statistics
 * @param ratios Its time on each problem over that of the reference; Infinity where it did not get there.
 * @param factor τ, above 0.
 * @returns The share, from 0 to 1.
 *
 * @example
 * ```ts
 * import { profileAt } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(profileAt([1, 1.5, Infinity, 3], 2), 0.5);
 * ```
 *
 * E. D. Dolan, J. J. Moré, "Benchmarking optimization software with performance profiles", Mathematical Programming 91
 * (2002).
 */
export function profileAt(ratios: readonly number[], factor: number): number {
  return ratios.filter((ratio) => ratio <= factor && ratio < Infinity).length / ratios.length;
}

/**
 * Times over the best time of any contestant on the same problem.
 *
 * @category Statistics
 * @param times The times of each contestant, one for each problem; Infinity where it did not get there.
 * @returns The ratios, at least 1; Infinity for all where nobody got there.
 *
 * @example
 * ```ts
 * import { ratiosToBest } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(ratiosToBest([[2, Infinity], [4, 5]]), [[1, Infinity], [2, 1]]);
 * ```
 */
export function ratiosToBest(times: readonly (readonly number[])[]): number[][] {
  return times.map((own) =>
    own.map((time, problem) => {
      const best = Math.min(...times.map((row) => row[problem]));
      return time === Infinity ? Infinity : time / best;
    })
  );
}

/**
 * The mean height of a profile: from 1 to `limit` for ratios to the best, or from `1/limit` to `limit` on a logarithmic
 * axis for ratios to a fixed reference, where a half means as fast as the reference.
 *
 * @category Statistics
 * @param ratios As of {@linkcode profileAt}.
 * @param limit The end of the axis, above 1.
 * @param axis `"linear"` from 1, or `"log"`; default `"linear"`.
 * @returns From 0 to 1.
 *
 * @example
 * ```ts
 * import { profileScore } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(profileScore([1, 2.5, Infinity, 4], 4), 0.375);
 * assertEquals(profileScore([1, 1], 4, "log"), 0.5);
 * ```
 */
export function profileScore(
  ratios: readonly number[],
  limit: number,
  axis: "linear" | "log" = "linear",
): number {
  const width = Math.log(limit);
  const heights = ratios.map((ratio) =>
    axis === "linear"
      ? Math.max(0, limit - Math.max(1, ratio)) / (limit - 1)
      : Math.min(Math.max(0, width - Math.log(ratio)), 2 * width) / (2 * width)
  );
  return heights.reduce((sum, height) => sum + height, 0) / ratios.length;
}
