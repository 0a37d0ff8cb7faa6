import { pickValues, type Values } from "../_live_values.ts";
import type { Parameter } from "@descent/core";
import { extendPlugin } from "../extend_plugin.ts";
import type {
  Hyperparameters,
  Optimizer,
  OptimizerPlugin,
  StepContext,
} from "../optimizer_plugin.ts";
import type { StateTree } from "../state_tree.ts";
import type { WrapperNames } from "./wrapper_names.ts";
import { wrapperOptions } from "./_plugin_parts.ts";

/**
 * Any optimizer with a learning rate for each parameter: the base rate times a factor, such as less for layers that
 * were trained before (layer-wise learning rates; `param_groups` in PyTorch).
 *
 * Parameters of one factor are one group with an optimizer of its own: what a rule measures over all parameters, such
 * as a global norm, it measures over its group. With the factor 0 parameters stay as they are, but for what no rate
 * scales.
 *
 * @category Wrappers
 * @param plugin The optimizer to wrap.
 * @param factor The factor for a parameter, finite and at least 0.
 * @param names Name, default `<name>-rates`, and title.
 * @returns A plugin with the same hyperparameters.
 * @throws {RangeError} From `create`, when a factor is not finite and at least 0.
 *
 * @example Biases learn twice as fast
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, sgd, withRates } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const parameters = (["weight", "bias"] as const).map((role) => ({
 *   name: role,
 *   value: arena.from([1]),
 *   gradient: arena.from([1]),
 *   role,
 *   decays: false,
 * }));
 * const plugin = withRates(sgd, ({ role }) => role === "bias" ? 2 : 1);
 * createOptimizer({ plugin, parameters }).step({ step: 1, learningRate: 0.25 });
 * assertEquals(parameters.map(({ value }) => value.data[0]), [0.75, 0.5]);
 * ```
 */
export function withRates<H extends Hyperparameters>(
  plugin: OptimizerPlugin<H>,
  factor: (parameter: Parameter) => number,
  options: WrapperNames = {},
): OptimizerPlugin<H> {
  const { name = `${plugin.name}-rates`, title = `${plugin.title} with rates of its parameters` } =
    wrapperOptions("withRates", plugin, options);
  return extendPlugin(plugin, {
    name,
    title,
    create(parameters, inner) {
      const groups = Map.groupBy(parameters, (parameter) => {
        const rate = factor(parameter);
        if (Number.isFinite(rate) && rate >= 0) return rate;
        throw new RangeError(
          `withRates: expected a factor that is finite and at least 0 for '${parameter.name}', got ${rate}; 1 leaves the rate as it is`,
        );
      });
      return new RatedOptimizer(
        [...groups].map(([rate, group]) => ({
          rate,
          optimizer: plugin.create(group, atRate(inner, rate)),
        })),
      );
    },
  });
}

/** The values, in their order, with another learning rate. */
function atRate<H extends Hyperparameters>(values: H, rate: number): H {
  const names = Object.keys(values).map((name) => [name, name] as const);
  const picked = pickValues(values as unknown as Values, names);
  const learningRate = { value: rate * values.learningRate };
  return Object.defineProperties(picked, { learningRate }) as unknown as H;
}

interface RateGroup {
  readonly rate: number;
  readonly optimizer: Optimizer;
}

class RatedOptimizer implements Optimizer {
  readonly state: StateTree;
  readonly #groups: readonly RateGroup[];
  /** The context of each group, in one object that is reused. */
  readonly #context: { -readonly [F in keyof StepContext]: StepContext[F] } = {
    step: 0,
    learningRate: 0,
  };

  constructor(groups: readonly RateGroup[]) {
    this.state = Object.fromEntries(
      groups.map(({ rate, optimizer }) => [`rate ${rate}`, optimizer.state]),
    );
    this.#groups = groups;
  }

  step(context: StepContext): void {
    const own = this.#context;
    own.step = context.step;
    own.loss = context.loss;
    own.evaluate = context.evaluate;
    own.totalSteps = context.totalSteps;
    own.random = context.random;
    for (const { rate, optimizer } of this.#groups) {
      own.learningRate = rate * context.learningRate;
      optimizer.step(own);
    }
  }

  beginEvaluation(): void {
    for (const { optimizer } of this.#groups) optimizer.beginEvaluation?.();
  }

  endEvaluation(): void {
    for (const { optimizer } of this.#groups) optimizer.endEvaluation?.();
  }
}
