import { pointwise, squaredSum } from "@descent/core";
import { weightDecays } from "../_search_distributions.ts";
import type { Hyperparameters, OptimizerPlugin, WithHyperparameter } from "../optimizer_plugin.ts";
import { adjustedOptimizer, withOwnGradient } from "./_adjusted_optimizer.ts";
import { extendPlugin } from "../extend_plugin.ts";
import { citeBoth, joinBibtex, wrapperOptions } from "./_plugin_parts.ts";

/**
 * Options of {@linkcode withWeightDecay}.
 *
 * @category Wrappers
 */
export interface WeightDecayOptions {
  /** Name of the wrapped plugin; default `<name>-l2`. */
  readonly name?: string;
  /** Title of the wrapped plugin; default `<title> with L2`. */
  readonly title?: string;
  /** Default of the hyperparameter `weightDecay`, from 0 to 1e3; default 1e-4. */
  readonly weightDecay?: number;
}

/**
 * Any optimizer with coupled weight decay, an L2 penalty on top of the loss: `g ← g + λ·w` and
 * `loss ← loss + ½·λ·Σw²`, for the parameters that decay.
 *
 * The same as PyTorch's `weight_decay` of `SGD`, `RMSprop` and `Adam`. In adaptive methods the penalty is scaled
 * like the gradient; {@linkcode withDecoupledWeightDecay} leaves it as it is. The true gradients stay untouched.
 *
 * Paper: Krogh and Hertz, "A simple weight decay can improve generalization", 1991.
 *
 * @category Wrappers
 * @param plugin The optimizer to wrap.
 * @param options Name, title and default, see {@linkcode WeightDecayOptions}.
 * @returns A plugin with the additional hyperparameter `weightDecay`.
 * @throws {TypeError} When the optimizer has a hyperparameter `weightDecay` already.
 *
 * @example One step where the loss is flat
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, sgd, withWeightDecay } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([4, -8]), gradient = arena.from([0, 0]);
 * const optimizer = createOptimizer({
 *   plugin: withWeightDecay(sgd),
 *   parameters: [{ name: "w", value, gradient, role: "weight", decays: true }],
 *   hyperparameters: { weightDecay: 0.5 },
 * });
 * optimizer.step({ step: 1, learningRate: 0.5 });
 * assertEquals([...value.data], [3, -6]);
 * ```
 */
export function withWeightDecay<H extends Hyperparameters>(
  plugin: OptimizerPlugin<H>,
  options: WeightDecayOptions = {},
): OptimizerPlugin<WithHyperparameter<H, "weightDecay">> {
  const {
    name = `${plugin.name}-l2`,
    title = `${plugin.title} with L2`,
    weightDecay = 1e-4,
  } = wrapperOptions("withWeightDecay", plugin, options, { weightDecay: "number" });
  return extendPlugin(plugin, {
    wrapper: "withWeightDecay",
    name,
    title,
    reference: citeBoth(plugin, "Krogh and Hertz 1991"),
    bibtex: joinBibtex(
      plugin.bibtex,
      `@inproceedings{krogh1991simple,
  author = {Krogh, Anders and Hertz, John A.},
  title = {A simple weight decay can improve generalization},
  booktitle = {NeurIPS}, year = {1991},
}`,
    ),
    hyperparameters: {
      weightDecay: {
        default: weightDecay,
        range: [0, 1e3],
        scale: weightDecay > 0 ? "log" : "linear",
        search: weightDecays,
        doc: "Weight decay, coupled: coefficient of the L2 penalty in the loss.",
      },
    },
    schedulable: ["weightDecay"],
    create: (parameters, inner, own) => {
      const pairs = parameters.map((given) => ({
        given,
        seen: given.decays ? withOwnGradient(given) : given,
      }));
      const decaying = pairs.filter(({ given }) => given.decays);
      const pass = addPenalty.bindAll(
        decaying.map(({ given: { value, gradient }, seen }) => ({
          seen: seen.gradient,
          g: gradient,
          w: value,
        })),
      );
      return adjustedOptimizer(plugin.create(pairs.map(({ seen }) => seen), inner), {
        refresh: () => {
          pass.scalars[0] = own.weightDecay;
          pass.run();
        },
        penalty: () => {
          let squares = 0;
          for (const { seen } of decaying) squares += squaredSum(seen.value);
          return 0.5 * own.weightDecay * squares;
        },
      });
    },
  });
}

const addPenalty = pointwise({
  name: "weight decay",
  tensors: ["seen", "g", "w"],
  scalars: ["weightDecay"],
  update: ({ g, w, weightDecay }) => ({ seen: g.add(weightDecay.mul(w)) }),
});
