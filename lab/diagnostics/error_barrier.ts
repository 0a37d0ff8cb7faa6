import type { Metric } from "@descent/reports/metric";

/**
 * The error barrier on a line between two points: how much worse a measurement gets on the way than on the straight line
 * between its ends, `max over 0 ≤ α ≤ 1 of L(α) − ((1 − α) L(0) + α L(1))`; 0 where it is nowhere worse.
 *
 * @category Training
 * @param points Positions α, of which 0 and 1 are the ends, and the values there; those outside the ends do not count.
 * @param better Which values are better; default `"lower"`.
 * @returns The barrier, at least 0; `null` where a value between the ends, or at one, is not known.
 *
 * @example
 * ```ts
 * import { errorBarrier } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(errorBarrier([[0, 1], [0.5, 4], [1, 2]]), 2.5);
 * ```
 *
 * J. Frankle et al., "Linear mode connectivity and the lottery ticket hypothesis", ICML 2020; over the straight line between
 * the ends, as R. Entezari et al., "The role of permutation invariance in linear mode connectivity of neural networks", ICLR 2022.
 */
export function errorBarrier(
  points: readonly (readonly [position: number, value: number | null])[],
  better: Metric["better"] = "lower",
): number | null {
  const between = points.filter(([position]) => position >= 0 && position <= 1);
  const endAt = (end: number) => between.find(([position]) => position === end)?.[1];
  const from = endAt(0), to = endAt(1);
  if (from == null || to == null) return null;
  let barrier = 0;
  for (const [position, value] of between) {
    if (value === null) return null;
    const above = value - ((1 - position) * from + position * to);
    barrier = Math.max(barrier, better === "lower" ? above : -above);
  }
  return barrier;
}
