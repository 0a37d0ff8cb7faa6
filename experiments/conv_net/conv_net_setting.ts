import type { RandomStream } from "@descent/core";
import { type KnownOptimizer, startingRate } from "@descent/lab";
import { chooseProblem, convNet } from "@descent/problems";
import { type Run, settingValue } from "@descent/reports";

/** A setting of the conv net and its training, of which the experiment varies every value. */
export interface ConvNetSetting {
  /** Batch size. */
  readonly batchSize: number;
  /** Rows and columns of a filter. */
  readonly filterSize: number;
  /** Number of filters. */
  readonly filters: number;
  /** Standard deviation of the initial weights. */
  readonly weightScale: number;
  /** The base learning rate, as a multiple of the problem's rate for the optimizer. */
  readonly rateFactor: number;
}

/** The reference's best setting, around which one value at a time is varied; its weight scale is not known. */
export const BASE: ConvNetSetting = {
  batchSize: 15,
  filterSize: 7,
  filters: 15,
  weightScale: 0.01,
  rateFactor: 1,
};

/** The problem's rates depend on how it takes pixels, which no setting varies. */
const PROBLEM = chooseProblem(convNet);

/** The values of a setting for an optimizer, by the names that records have for them. */
export function settingValues(
  { rateFactor, ...values }: ConvNetSetting,
  optimizer: KnownOptimizer,
): Omit<ConvNetSetting, "rateFactor"> & { readonly learningRate: number } {
  const learningRate = Number((rateFactor * startingRate(PROBLEM, optimizer)).toPrecision(3));
  return { ...values, learningRate };
}

/** A key that tells a setting from others. */
export function settingKey(setting: ConvNetSetting): string {
  return JSON.stringify(setting);
}

/**
 * The networks of trials: their filters and the sizes of those.
 *
 * @param runs The trials.
 * @returns Such as `"5 to 32 filters from 3x3 to 11x11, 2x2 max pool, 100-10"`.
 */
export function networksOf(runs: readonly Run[]): string {
  const span = (name: string): readonly number[] => {
    const values = runs.map(({ record }) => Number(settingValue(record, name)));
    return [...new Set([Math.min(...values), Math.max(...values)])];
  };
  const sizes = span("filterSize").map((size) => `${size}x${size}`);
  return `${span("filters").join(" to ")} filters ${
    sizes.length === 1 ? `of ${sizes[0]}` : `from ${sizes.join(" to ")}`
  }, 2x2 max pool, 100-10`;
}

/** Settings, each once. */
export function distinctSettings(settings: readonly ConvNetSetting[]): ConvNetSetting[] {
  return [...new Map(settings.map((setting) => [settingKey(setting), setting])).values()];
}

/** A value of the setting that is varied, and the values that are tried. */
export interface ConvNetVariable {
  /** Its name. */
  readonly name: Exclude<keyof ConvNetSetting, "rateFactor">;
  /** Its name for people. */
  readonly title: string;
  /** Scale of its axis. */
  readonly scale: "linear" | "log";
  /** The values that are tried, that of {@linkcode BASE} among them. */
  readonly values: readonly number[];
}

/** The variables that are varied with one optimizer, in the report's order. */
export const VARIABLES: readonly ConvNetVariable[] = [
  { name: "batchSize", title: "Batch size", scale: "log", values: [5, 15, 50, 150, 500] },
  { name: "filterSize", title: "Filter size", scale: "linear", values: [3, 5, 7, 9, 11] },
  { name: "filters", title: "Number of filters", scale: "log", values: [5, 10, 15, 30] },
  {
    name: "weightScale",
    title: "Weight scale",
    scale: "log",
    values: [0.001, 0.003, 0.01, 0.03, 0.1],
  },
];

/** The learning rates that are tried with every optimizer, as multiples. */
export const RATE_FACTORS: readonly number[] = [0.1, 0.3, 1, 3, 10];

/** The learning rates that are tried with every batch size, as multiples. */
export const BATCH_RATE_FACTORS: readonly number[] = [0.3, 1, 3];

/** The batch sizes, and numbers of filters, that are tried in all combinations. */
export const GRID: readonly number[] = [5, 15, 30];

/**
 * Settings drawn at random from around where those of the sweeps did well: the batch size from 10 to 100, 10 to
 * 32 filters of 3, 5 or 7, the weight scale from 0.003 to 0.03, the rate up to 4 times more or less than usual.
 *
 * @param count How many.
 * @param random The stream they are drawn from.
 * @returns The settings.
 */
export function drawSettings(count: number, random: RandomStream): ConvNetSetting[] {
  const between = (low: number, high: number) => low * (high / low) ** random.uniform();
  return Array.from({ length: count }, () => ({
    batchSize: Math.round(between(10, 100)),
    filterSize: 3 + 2 * random.integer(3),
    filters: Math.round(between(10, 32)),
    weightScale: Number(between(0.003, 0.03).toPrecision(2)),
    rateFactor: Number(between(1 / 4, 4).toPrecision(2)),
  }));
}
