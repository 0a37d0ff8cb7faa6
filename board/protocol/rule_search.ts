import { haltonPoints, searchValue, type SettingSearch, type Trial } from "@descent/lab";
import type { Hyperparameter, OptimizerPlugin } from "@descent/optim";

/** A factor of 100 to either side: four decades of learning rates for every rule. */
const HALF_WINDOW = 100;

/**
 * Options of {@linkcode ruleSearch}.
 *
 * @category Protocol
 */
export interface RuleSearchOptions {
  /** The rule. */
  readonly plugin: OptimizerPlugin;
  /** Learning rate in the middle. */
  readonly centre: number;
  /** Number of settings, the default one among them. */
  readonly draws: number;
  /** Seed of the draws. */
  readonly seed: number;
  /** The learning-rate schedules to draw from, that of the default setting first. */
  readonly schedules: readonly string[];
  /**
   * Makes a trial.
   *
   * @param hyperparameters Those that differ from their defaults.
   * @param schedule Its learning-rate schedule.
   * @returns The trial.
   */
  readonly trial: (hyperparameters: Readonly<Record<string, number>>, schedule: string) => Trial;
}

/**
 * The search for a rule's setting: first its default setting, then quasi-random ones. Learning rates are log-uniform over
 * four decades; hyperparameters whose row has a search distribution are drawn from it, the others stay at their default.
 * Where there are several schedules, each is as likely as the others.
 * A rule that holds some at their defaults, as `adamw(beta1: default)`, has the draws of the whole rule for the others.
 * The settings of a smaller number are the first ones of a larger number.
 *
 * @category Protocol
 * @param options Rule, centre and number, see {@linkcode RuleSearchOptions}.
 * @returns The search, for `searchThenJudge`.
 *
 * @example The first setting is the default one, and more draws begin with the same
 * ```ts
 * import { ruleSearch } from "@descent/board";
 * import { sampleTrial } from "@descent/lab/testing";
 * import { adam } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const settings = (draws: number) => {
 *   const trial = (hyperparameters: Readonly<Record<string, number>>) => sampleTrial({ hyperparameters });
 *   const { candidates } = ruleSearch({ plugin: adam, centre: 0.01, draws, seed: 0, schedules: ["linear"], trial });
 *   return candidates.map(({ hyperparameters }) => hyperparameters);
 * };
 * assertEquals(settings(4), settings(12).slice(0, 4));
 * assertEquals(settings(2)[0], {});
 * ```
 */
export function ruleSearch(
  { plugin, centre, draws, seed, schedules, trial }: RuleSearchOptions,
): SettingSearch {
  const { learningRate: { range }, ...others } = plugin.hyperparameters as Readonly<
    Record<string, Hyperparameter>
  >;
  // Draw by draw a rule that holds some of another's has what the other draws for the rest: they differ in nothing else.
  const whole = plugin.fixed?.plugin ?? plugin;
  const { learningRate: _, ...drawn } = whole.hyperparameters as Readonly<
    Record<string, Hyperparameter>
  >;
  const tuned = Object.entries(drawn).filter(([, { search }]) => search !== undefined);
  const dimensions = 1 + tuned.length + Number(schedules.length > 1);
  const draw = (
    [lowest, highest]: readonly [lowest: number, highest: number],
    from: number,
    count: number,
  ): Trial[] =>
    haltonPoints({ dimensions, name: whole.name, seed, from, count })
      .map(([place, ...places]) =>
        trial(
          {
            learningRate: Number((lowest * (highest / lowest) ** place).toPrecision(3)),
            ...Object.fromEntries(
              tuned.flatMap(([name, row], index) =>
                name in others ? [[name, searchValue(row, places[index])]] : []
              ),
            ),
          },
          // The last of the dimensions, where there is something to choose.
          schedules[Math.floor((places[tuned.length] ?? 0) * schedules.length)],
        )
      );
  const window = [
    Math.max(range[0], centre / HALF_WINDOW),
    Math.min(range[1], centre * HALF_WINDOW),
  ] as const;
  return {
    candidates: [trial({}, schedules[0]), ...draw(window, 1, draws - 1)],
    range,
    window,
    draw,
  };
}
