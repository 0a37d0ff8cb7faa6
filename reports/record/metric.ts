import type { NumberFormat } from "../text/format.ts";

/**
 * A measure of how well a trial does, as plain data: how it is called, ranked and written.
 *
 * @category Records
 */
export interface Metric {
  /** Its name inside a sentence, without the split: `"accuracy"`, `"loss"`. */
  readonly title: string;
  /** Which of two values is the better one. */
  readonly better: "higher" | "lower";
  /** How its values are written. Those of `"percent"` are shares, from 0 to 1. */
  readonly format: NumberFormat;
}

/**
 * The metrics of a problem by name: `"loss"`, `"accuracy"`, `"perplexity"`.
 *
 * @category Records
 */
export type MetricTable = Readonly<Record<string, Metric>>;

/**
 * The part of the data that a metric was measured on.
 *
 * @category Records
 */
export type Split = "train" | "validation" | "test";

/**
 * A metric measured on a split: `"validation/accuracy"`.
 *
 * @category Records
 */
export type MetricKey = `${Split}/${string}`;

/**
 * Values of metrics at one moment; `null`, like an absent key, is "not measured".
 *
 * @category Records
 */
export type Scores = Readonly<Record<MetricKey, number | null>>;

/**
 * The splits, in the order in which columns and tables show them.
 *
 * @category Records
 */
export const SPLITS: readonly Split[] = ["train", "validation", "test"];

const SPLIT_TITLES: Readonly<Record<Split, string>> = {
  train: "training",
  validation: "validation",
  test: "test",
};

/**
 * Takes a metric's key apart.
 *
 * @category Records
 * @param key A split, a slash and the name of a metric: `"validation/accuracy"`.
 * @returns The split and the name.
 * @throws {RangeError} When the key names no split or no metric.
 *
 * @example
 * ```ts
 * import { parseMetricKey } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(parseMetricKey("test/loss"), { split: "test", name: "loss" });
 * ```
 */
export function parseMetricKey(key: string): { readonly split: Split; readonly name: string } {
  const slash = key.indexOf("/");
  const split = SPLITS.find((split) => split.length === slash && key.startsWith(split));
  const name = key.slice(slash + 1);
  if (split === undefined || name === "") {
    throw new RangeError(
      `Metric key: '${key}'; wanted ${SPLITS.join(", ")}, a slash and a metric's name, ` +
        "such as 'validation/loss'",
    );
  }
  return { split, name };
}

/**
 * Finds the metric that a key names.
 *
 * @category Records
 * @param metrics The problem's metrics.
 * @param key The metric on a split: `"validation/accuracy"`.
 * @returns The metric.
 * @throws {RangeError} When the key names no split, or a metric that the problem lacks.
 *
 * @example
 * ```ts
 * import { metricOf, type MetricTable } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * const metrics: MetricTable = { loss: { title: "loss", better: "lower", format: "number" } };
 * assertEquals(metricOf(metrics, "test/loss").better, "lower");
 * ```
 */
export function metricOf(metrics: MetricTable, key: string): Metric {
  const { name } = parseMetricKey(key);
  // A table read from JSON inherits names such as `constructor`.
  if (!Object.hasOwn(metrics, name)) {
    throw new RangeError(
      `Metric key: '${key}' names no metric of the problem; it has ${
        Object.keys(metrics).join(", ")
      }`,
    );
  }
  return metrics[name];
}

/**
 * Names a metric on a split, as inside a sentence.
 *
 * @category Records
 * @param metrics The problem's metrics.
 * @param key The metric on a split: `"validation/accuracy"`.
 * @returns The words: "validation accuracy", "training loss".
 * @throws {RangeError} When the key names no split, or a metric that the problem lacks.
 *
 * @example The split called `train` is the training set
 * ```ts
 * import { metricTitle, type MetricTable } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * const metrics: MetricTable = { loss: { title: "loss", better: "lower", format: "number" } };
 * assertEquals(metricTitle(metrics, "train/loss"), "training loss");
 * ```
 */
export function metricTitle(metrics: MetricTable, key: string): string {
  return `${SPLIT_TITLES[parseMetricKey(key).split]} ${metricOf(metrics, key).title}`;
}

/**
 * Whether one value of a metric is better than another.
 *
 * @category Records
 * @param metric Which direction is better.
 * @param value The one value.
 * @param other The other.
 * @returns `true` when `value` is strictly better; `NaN` never is.
 *
 * @example A lower loss is better
 * ```ts
 * import { isBetter } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(isBetter({ better: "lower" }, 0.1, 0.2), true);
 * assertEquals(isBetter({ better: "higher" }, 0.1, 0.2), false);
 * ```
 */
export function isBetter(
  { better }: Pick<Metric, "better">,
  value: number,
  other: number,
): boolean {
  return better === "higher" ? value > other : value < other;
}

/**
 * Orders values of a metric, the better first and `null` last, for `Array.prototype.sort`.
 *
 * @category Records
 * @param metric Which direction is better.
 * @returns A comparison of two values: negative when the first is better, 0 when neither is.
 *
 * @example Losses from the lowest
 * ```ts
 * import { byBetter } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([0.3, null, 0.1].sort(byBetter({ better: "lower" })), [0.1, 0.3, null]);
 * ```
 */
export function byBetter(
  metric: Pick<Metric, "better">,
): (a: number | null, b: number | null) => number {
  return (a, b) => {
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return Number(isBetter(metric, b, a)) - Number(isBetter(metric, a, b));
  };
}
