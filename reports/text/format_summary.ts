import { formatInterval, formatNumber, type NumberFormat } from "./format.ts";

/**
 * The texts for the values of several seeds.
 *
 * @category Text
 */
export interface WrittenSummary {
  /** How many values. */
  readonly count: number;
  /** Arithmetic mean. */
  readonly mean: number;
  /** Half the width of the confidence interval of the mean; `null` where there are too few values for one. */
  readonly confidence: number | null;
  /** Smallest value. */
  readonly minimum: number;
  /** Largest value. */
  readonly maximum: number;
}

/**
 * Writes the values of several seeds: mean and interval, the range where there are too few for an interval, or the value.
 *
 * @category Text
 * @param summary The values, as of {@linkcode summarize}.
 * @param format How they are written.
 * @returns The text.
 *
 * @example Two seeds have a range
 * ```ts
 * import { formatSummary, summarize } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(formatSummary(summarize([0.04, 0.05])!, "number"), "0.04 to 0.05");
 * assertEquals(formatSummary(summarize([1, 2, 3])!, "number"), "2.0 ± 2.5");
 * ```
 */
export function formatSummary(
  { count, mean, confidence, minimum, maximum }: WrittenSummary,
  format: NumberFormat,
): string {
  if (confidence !== null || count === 1) return formatInterval(mean, confidence, format);
  const [low, high] = [formatNumber(minimum, format), formatNumber(maximum, format)];
  return low === high ? low : `${low} to ${high}`;
}
