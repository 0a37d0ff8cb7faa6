/**
 * How a number is written for a reader: 0.97923 as `97.92 %`, `79,510`, `12.3 s`, or with three significant digits.
 *
 * @category Writing a problem
 */
export type NumberFormat = "percent" | "count" | "seconds" | "number";

/**
 * A number that says how well a model does, as plain data, which run records carry.
 *
 * @category Writing a problem
 */
export interface Metric {
  /** Its name inside a sentence: `"accuracy"`. */
  readonly title: string;
  /** Which of two values is the better one. */
  readonly better: "higher" | "lower";
  /** How reports write it. `"percent"` is for shares, from 0 to 1: a trial with any other value fails. */
  readonly format: NumberFormat;
}

/**
 * Metrics by the names under which {@linkcode BuiltProblem.evaluate} gives them; `loss` is always among them.
 *
 * @category Writing a problem
 */
export type MetricTable = Readonly<Record<string, Metric>>;

/**
 * A part of a data set.
 *
 * @category Writing a problem
 */
export type Split = "train" | "validation" | "test";

/**
 * A metric on a part of the data: `"validation/accuracy"`.
 *
 * @category Writing a problem
 */
export type MetricKey = `${Split}/${string}`;

/**
 * The metric of most problems: the mean loss, without penalties.
 *
 * @category Writing a problem
 *
 * @example
 * ```ts
 * import { LOSS } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(LOSS.better, "lower");
 * ```
 */
export const LOSS: Metric = { title: "loss", better: "lower", format: "number" };
