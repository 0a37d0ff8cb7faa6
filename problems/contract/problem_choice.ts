import type { DType } from "@descent/core";
import type { Budget } from "./budget.ts";
import type { MetricKey, MetricTable } from "./metric.ts";
import { checkOptions } from "./check_options.ts";
import type { OptionValue, OptionValues } from "./option.ts";
import type { ProblemPlugin } from "./problem_plugin.ts";

/**
 * Where a plugin of a third party comes from.
 *
 * @category Writing a problem
 */
export interface ModuleSource {
  /** Address of the module, as for `import()`. */
  readonly address: string;
  /** SHA-256 of the module's text: a changed module makes another trial. */
  readonly digest: string;
}

/**
 * A problem with its options and budget, as plain data: everything about a trial but optimizer, setting and seed.
 *
 * @category Writing a problem
 */
export interface ProblemChoice {
  /** The plugin's name. */
  readonly name: string;
  /** The plugin's name for people. */
  readonly title: string;
  /** Where the plugin comes from; `null` for those of the catalogue. */
  readonly source: ModuleSource | null;
  /** A value for every option. */
  readonly options: OptionValues;
  /** How much training a trial gets. */
  readonly budget: Budget;
  /** Floating-point type of the training. */
  readonly dtype: DType;
  /** Its metrics. */
  readonly metrics: MetricTable;
  /** The metric whose best value defines the best evaluation of a trial. */
  readonly selection: MetricKey;
  /** Learning rates that suit some optimizers, by the optimizer's name: where searches have their middle. */
  readonly learningRates: Readonly<Record<string, number>>;
}

/**
 * Options of {@linkcode chooseProblem}; `undefined` counts as not given.
 *
 * @category Writing a problem
 */
export interface ChooseProblemOptions {
  /** Where the plugin comes from; default the catalogue. */
  readonly source?: ModuleSource | null;
  /** Options that differ from their defaults. */
  readonly options?: Readonly<Record<string, OptionValue | undefined>>;
  /** Fields that differ from the usual budget. */
  readonly budget?: { readonly [K in keyof Budget]?: Budget[K] | undefined };
  /** Floating-point type; default `"f32"`. */
  readonly dtype?: DType;
}

/**
 * A problem with checked options and a whole budget, as plain data.
 *
 * @category Writing a problem
 * @param plugin The problem.
 * @param choice What differs from its defaults, see {@linkcode ChooseProblemOptions}.
 * @returns The choice, ready to be part of a trial.
 * @throws {TypeError} When an option is unknown or of the wrong kind.
 * @throws {RangeError} When an option is out of its range.
 *
 * @example
 * ```ts
 * import { chooseProblem, twoLayer } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * const { options, budget } = chooseProblem(twoLayer, { options: { dataset: "mnist" }, budget: { epochs: 3 } });
 * assertEquals([options.hidden, budget.epochs, budget.batchSize], [100, 3, 128]);
 * ```
 */
export function chooseProblem(
  plugin: ProblemPlugin,
  { source = null, options: given = {}, budget = {}, dtype = "f32" }: ChooseProblemOptions = {},
): ProblemChoice {
  const { name, title, selection } = plugin;
  const metrics = Object.fromEntries(
    Object.entries(plugin.metrics).map(([key, { title, better, format }]) => [
      key,
      { title, better, format },
    ]),
  );
  const options = checkOptions<OptionValues>(name, plugin.options, given);
  const changes = Object.entries(budget).filter(([, value]) => value !== undefined);
  const whole = { ...plugin.budget(options), ...Object.fromEntries(changes) } as Budget;
  const learningRates = plugin.learningRates?.(options) ?? {};
  return { name, title, source, options, budget: whole, dtype, metrics, selection, learningRates };
}
