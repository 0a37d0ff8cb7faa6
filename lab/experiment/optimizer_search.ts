import { type OptimizerPlugin, searchSettings } from "@descent/optim";
import type { Trial } from "../trials/trial.ts";
import type { RateWindow } from "./_learning_rate_window.ts";
import { haltonPoints } from "./halton_points.ts";
import { searchValue } from "./search_value.ts";
import type { SettingSearch } from "./setting_search.ts";

/** A factor of 100 to either side, the same for every optimizer. */
const DRAWN_RATIO = 100;

/**
 * Options of {@linkcode optimizerSearch}.
 *
 * @category Search
 */
export interface OptimizerSearchOptions {
  /** The optimizer. */
  readonly plugin: OptimizerPlugin;
  /** Number of settings to begin with, the same for every optimizer. */
  readonly count: number;
  /** Learning rate in the middle; default the table's. */
  readonly middle?: number | undefined;
  /** Names of the hyperparameters that are searched; those that the optimizer lacks are passed over. */
  readonly tuned: readonly string[];
  /** Seed of the draws. */
  readonly seed: number;
  /**
   * Makes a trial.
   *
   * @param hyperparameters Those that the search chose.
   * @returns The trial.
   */
  readonly trial: (hyperparameters: Readonly<Record<string, number>>) => Trial;
}

/**
 * The search for an optimizer's setting. Where the learning rate alone is tuned, rates are log-spaced over three decades.
 * Else settings are quasi-random: the first is the middle rate with the defaults, learning rates are log-uniform over
 * four decades, and the others are as {@linkcode searchValue} has them.
 *
 * @category Search
 * @param options Optimizer, number of settings and what is tuned, see {@linkcode OptimizerSearchOptions}.
 * @returns The search, for {@linkcode searchThenJudge}.
 *
 * @example
 * ```ts
 * import { optimizerSearch } from "@descent/lab";
 * import { sampleTrial } from "@descent/lab/testing";
 * import { adam } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const { candidates } = optimizerSearch({
 *   plugin: adam,
 *   count: 3,
 *   tuned: ["learningRate"],
 *   seed: 0,
 *   trial: (hyperparameters) => sampleTrial({ hyperparameters }),
 * });
 * const rates = candidates.map(({ hyperparameters }) => hyperparameters.learningRate);
 * assertEquals(rates, [0.0000316, 0.001, 0.0316]);
 * ```
 */
export function optimizerSearch(
  { plugin, count, middle, tuned, seed, trial }: OptimizerSearchOptions,
): SettingSearch {
  const { hyperparameters: table } = plugin;
  const { range, default: standard } = table.learningRate;
  if (tuned.every((name) => name === "learningRate")) {
    const candidates = searchSettings(plugin, count, { middle })
      .map(({ learningRate }) => trial({ learningRate }));
    return { candidates, range };
  }
  const centre = middle ?? standard;
  const names = tuned.filter((name) => name !== "learningRate" && Object.hasOwn(table, name));
  const rows = table as Readonly<Record<string, typeof table.learningRate>>;
  const draw = ([lowest, highest]: RateWindow, from: number, count: number): Trial[] =>
    haltonPoints({ dimensions: 1 + names.length, name: plugin.name, seed, from, count })
      .map(([place, ...places]) => {
        const rate = Number((lowest * (highest / lowest) ** place).toPrecision(3));
        return trial({
          learningRate: tuned.includes("learningRate") ? rate : centre,
          ...Object.fromEntries(
            names.map((name, index) => [name, searchValue(rows[name], places[index])]),
          ),
        });
      });
  const window: RateWindow = [
    Math.max(range[0], centre / DRAWN_RATIO),
    Math.min(range[1], centre * DRAWN_RATIO),
  ];
  const first = trial({ learningRate: centre });
  return { candidates: [first, ...draw(window, 1, count - 1)], range, window, draw };
}
