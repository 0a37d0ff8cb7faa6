import type { Metric } from "../record/metric.ts";

/**
 * A hyperparameter that a search varied.
 *
 * @category Charts
 */
export interface SearchedHyperparameter {
  /** Its title: "Learning rate". */
  readonly title: string;
  /** How its range is divided. */
  readonly scale: "linear" | "log";
}

/**
 * A setting that a search tried.
 *
 * @category Charts
 */
export interface SearchedSetting {
  /** The value of each hyperparameter, in their order. */
  readonly values: readonly number[];
  /** The score, or `null` for one that has none as it diverged or failed. */
  readonly score: number | null;
}

/**
 * All that a search over several hyperparameters tried.
 *
 * @category Charts
 */
export interface SearchedSettings {
  /** The hyperparameters that varied. */
  readonly hyperparameters: readonly SearchedHyperparameter[];
  /** The score by which settings were compared: its title, direction and format, and how its range is divided. */
  readonly score: Pick<Metric, "title" | "better" | "format"> & SearchedHyperparameter;
  /** The settings. */
  readonly settings: readonly SearchedSetting[];
}

/** Where values lie between the lowest and the highest of them, from 0 to 1; 0.5 where all are the same. */
export function placesOf(values: readonly number[], scale: "linear" | "log"): number[] {
  const scaled = scale === "log" ? values.map(Math.log) : values;
  const low = Math.min(...scaled), high = Math.max(...scaled);
  return scaled.map((value) => high === low ? 0.5 : (value - low) / (high - low));
}

/** A range over powers of ten, such as that of learning rates, is divided by them. */
export function scaleOf(values: readonly number[]): "linear" | "log" {
  const low = Math.min(...values), high = Math.max(...values);
  return low > 0 && high / low >= 10 ? "log" : "linear";
}
