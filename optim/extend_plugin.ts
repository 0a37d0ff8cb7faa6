import type { Parameter } from "@descent/core";
import { pickValues } from "./_live_values.ts";
import type {
  ContextNeed,
  Hyperparameter,
  Hyperparameters,
  HyperparameterTable,
  Optimizer,
  OptimizerPlugin,
  WithHyperparameter,
} from "./optimizer_plugin.ts";

/**
 * Options of {@linkcode extendPlugin}.
 *
 * @category Writing an optimizer
 */
export interface PluginExtension<H extends Hyperparameters, Name extends string> {
  /** Lower-case name for flags and files, of letters, digits and hyphens. */
  readonly name: string;
  /** Name for people. */
  readonly title: string;
  /** The papers, as a short citation; default the plugin's. */
  readonly reference?: string;
  /** BibTeX of the papers; default the plugin's. */
  readonly bibtex?: string;
  /** Table entries of the hyperparameters that come to the plugin's; default none. */
  readonly hyperparameters?: Readonly<Record<Name, Hyperparameter>>;
  /** Evaluations of the loss and its gradient in each step; default as many as the plugin's. */
  readonly evaluationsPerStep?: number;
  /** The needs of a step beside the plugin's; default none. */
  readonly needs?: readonly ContextNeed[];
  /** New hyperparameters that each step reads anew from the `own` of `create`, as schedules change them; default none. */
  readonly schedulable?: readonly NoInfer<Name>[];
  /** Who extends, for messages; default `extendPlugin`. */
  readonly wrapper?: string;
  /**
   * Makes an optimizer around one of the plugin.
   *
   * @param parameters What to update.
   * @param inner Values of the plugin's own hyperparameters, for its `create`.
   * @param own Values of those that came to them; where a schedule changes one, `own` has that of the step.
   */
  readonly create: (
    parameters: readonly Parameter[],
    inner: H,
    own: Readonly<Record<Name, number>>,
  ) => Optimizer;
}

/**
 * A plugin made of another: with more hyperparameters, other gradients, or something done before or after each step.
 *
 * Its schedule and how it treats rounding stay those of the plugin. An optimizer around another hands
 * `beginEvaluation` and `endEvaluation` on to it, and has its state within its own.
 *
 * @category Writing an optimizer
 * @param plugin The plugin to extend.
 * @param extension Name, title, new hyperparameters and `create`, see {@linkcode PluginExtension}.
 * @returns A plugin whose table is the plugin's and the new entries.
 * @throws {TypeError} When the plugin has a hyperparameter of a new one's name.
 *
 * @example Steps only every so often
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, extendPlugin, sgd } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const lazy = extendPlugin(sgd, {
 *   name: "lazy-sgd",
 *   title: "Lazy SGD",
 *   hyperparameters: {
 *     every: { default: 2, range: [1, 100], scale: "linear", whole: true, doc: "Steps for each update." },
 *   },
 *   create(parameters, inner, { every }) {
 *     const optimizer = sgd.create(parameters, inner);
 *     return {
 *       state: optimizer.state,
 *       step(context) {
 *         if (context.step % every === 0) optimizer.step(context);
 *       },
 *     };
 *   },
 * });
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1]), gradient = arena.from([1]);
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: lazy, parameters });
 * optimizer.step({ step: 1, learningRate: 0.5 });
 * assertEquals(value.data[0], 1);
 * optimizer.step({ step: 2, learningRate: 0.5 });
 * assertEquals(value.data[0], 0.5);
 * ```
 */
export function extendPlugin<H extends Hyperparameters, Name extends string = never>(
  plugin: OptimizerPlugin<H>,
  extension: PluginExtension<H, Name>,
): OptimizerPlugin<WithHyperparameter<H, Name>> {
  const { name, title, reference = plugin.reference, wrapper = "extendPlugin", create } = extension;
  const hyperparameters = extension.hyperparameters ?? {} as Record<Name, Hyperparameter>;
  const { hyperparameters: table, schedule, amplifiesRounding } = plugin;
  const { evaluationsPerStep = plugin.evaluationsPerStep, bibtex = plugin.bibtex } = extension;
  const needs = [...new Set([...plugin.needs ?? [], ...extension.needs ?? []])];
  const schedulable = [...plugin.schedulable ?? [], ...extension.schedulable ?? []];
  const added = Object.keys(hyperparameters) as Name[];
  const taken = added.find((each) => Object.hasOwn(table, each));
  if (taken !== undefined) {
    throw new TypeError(
      `${wrapper}: expected an optimizer without ${taken}, got '${plugin.name}', which has it; wrap once`,
    );
  }
  return {
    ...(schedule !== undefined && { schedule }),
    ...(evaluationsPerStep !== undefined && { evaluationsPerStep }),
    ...(needs.length > 0 && { needs }),
    ...(schedulable.length > 0 && { schedulable }),
    ...(amplifiesRounding !== undefined && { amplifiesRounding }),
    name,
    title,
    reference,
    ...(bibtex !== undefined && { bibtex }),
    hyperparameters: { ...table, ...hyperparameters } as HyperparameterTable<
      WithHyperparameter<H, Name>
    >,
    create: (parameters, values) => {
      const all = values as Readonly<Record<string, number>>;
      const pick = (names: readonly string[]) => pickValues(all, names.map((each) => [each, each]));
      return create(
        parameters,
        pick(Object.keys(table)) as unknown as H,
        pick(added) as Record<Name, number>,
      );
    },
  };
}
