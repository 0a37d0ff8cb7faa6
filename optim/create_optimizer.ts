import { formatShape, inspectable, type Parameter, sameShape, Tensor } from "@descent/core";
import { checkHyperparameters } from "./check_hyperparameters.ts";
import { flushedState } from "./_flushed_state.ts";
import { formatNumber } from "./_format_number.ts";
import type { Hyperparameters, Optimizer, OptimizerPlugin } from "./optimizer_plugin.ts";
import type { StateTree } from "./state_tree.ts";

/**
 * Options of {@linkcode createOptimizer}.
 *
 * @category Catalogue and choice
 */
export interface CreateOptimizerOptions<H extends Hyperparameters> {
  /** The update rule: one of the catalogue, a wrapped one, or a third party's. */
  readonly plugin: OptimizerPlugin<H>;
  /** The parameters to update. */
  readonly parameters: readonly Parameter[];
  /** Hyperparameters that differ from the table's defaults; default none. */
  readonly hyperparameters?: Readonly<Record<string, number>>;
}

/**
 * An optimizer of given parameters, with checked hyperparameters, which `console.log` shows.
 *
 * @category Catalogue and choice
 * @param options The update rule, the parameters and the hyperparameters, see {@linkcode CreateOptimizerOptions}.
 * @returns An optimizer with fresh state, which lives in the arenas of the parameters. Every 64th step leaves 0 in the place
 * of each subnormal number of its state, below 1.2e-38 in f32: those of weights without gradient would make steps slow.
 * @throws {TypeError} When a hyperparameter is unknown or no number, two parameters have one name, or a
 * gradient does not fit its value.
 * @throws {RangeError} When a hyperparameter is out of its range.
 *
 * @example One step of gradient descent
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, sgd } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, 2], [2], "f64");
 * const gradient = arena.from([4, 8], [2], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: sgd, parameters });
 * optimizer.step({ step: 1, learningRate: 0.25 });
 * assertEquals([...value.data], [0, 0]);
 * ```
 */
export function createOptimizer<H extends Hyperparameters>(
  { plugin, parameters, hyperparameters = {} }: CreateOptimizerOptions<H>,
): Optimizer {
  const names = new Set<string>();
  for (const { name, value, gradient } of parameters) {
    if (names.has(name)) {
      throw new TypeError(
        `Optimizer '${plugin.name}': expected parameters with names of their own, got '${name}' twice; name the layers differently`,
      );
    }
    names.add(name);
    if (value.dtype === gradient.dtype && sameShape(value.shape, gradient.shape)) continue;
    throw new TypeError(
      `Optimizer '${plugin.name}': expected a gradient of ${describe(value)} for '${name}', got ${
        describe(gradient)
      }; allocate both alike`,
    );
  }
  const values = checkHyperparameters(plugin, hyperparameters);
  return inspectable(
    flushedState(plugin.create(parameters, values)),
    ({ state }) => optimizerText(plugin.name, values, parameters, state),
  );
}

/** Name, settings and the sizes of parameters and state, for `console.log`. */
function optimizerText(
  name: string,
  values: Hyperparameters,
  parameters: readonly Parameter[],
  state: StateTree,
): string {
  const settings = Object.entries(values).map(([key, value]) => `${key}: ${formatNumber(value)}`);
  const count = parameters.reduce((sum, { value }) => sum + value.size, 0);
  const format = (number: number) => number.toLocaleString("en-US");
  return `Optimizer ${name}${settings.length === 0 ? "" : ` { ${settings.join(", ")} }`}: ${
    format(count)
  } trained numbers, ${format(numbersIn(state))} in its state`;
}

function numbersIn(state: StateTree): number {
  return Object.values(state).reduce((sum: number, entry) => {
    if (typeof entry === "number") return sum + 1;
    return sum + (entry instanceof Tensor ? entry.size : numbersIn(entry));
  }, 0);
}

function describe({ dtype, shape }: Tensor): string {
  return `${dtype} ${formatShape(shape)}`;
}
