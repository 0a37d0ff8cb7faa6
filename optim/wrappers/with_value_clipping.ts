import { pointwise } from "@descent/core";
import type { Hyperparameters, OptimizerPlugin, WithHyperparameter } from "../optimizer_plugin.ts";
import { adjustedOptimizer, withOwnGradient } from "./_adjusted_optimizer.ts";
import { extendPlugin } from "../extend_plugin.ts";
import { wrapperOptions } from "./_plugin_parts.ts";

/**
 * Options of {@linkcode withValueClipping}.
 *
 * @category Wrappers
 */
export interface ValueClippingOptions {
  /** Name of the wrapped plugin; default `<name>-clip-value`. */
  readonly name?: string;
  /** Title of the wrapped plugin; default `<title>, clipped by value`. */
  readonly title?: string;
  /** Default of the hyperparameter `clipValue`, from 0 to 1e9; default 1. */
  readonly clipValue?: number;
}

/**
 * Any optimizer with gradient clipping by value: `g ← max(−c, min(c, g))`.
 *
 * The same as PyTorch's `clip_grad_value_`. The true gradients stay untouched; NaN stays NaN.
 *
 * Source: Goodfellow, Bengio and Courville, "Deep learning", 2016, section 10.11.1.
 *
 * @category Wrappers
 * @param plugin The optimizer to wrap.
 * @param options Name, title and default, see {@linkcode ValueClippingOptions}.
 * @returns A plugin with the additional hyperparameter `clipValue`.
 * @throws {TypeError} When the optimizer has a hyperparameter `clipValue` already.
 *
 * @example Only the large element is cut
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, sgd, withValueClipping } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([0, 0]), gradient = arena.from([0.5, -4]);
 * const plugin = withValueClipping(sgd);
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin, parameters });
 * optimizer.step({ step: 1, learningRate: 1 });
 * assertEquals([...value.data], [-0.5, 1]);
 * ```
 */
export function withValueClipping<H extends Hyperparameters>(
  plugin: OptimizerPlugin<H>,
  options: ValueClippingOptions = {},
): OptimizerPlugin<WithHyperparameter<H, "clipValue">> {
  const {
    name = `${plugin.name}-clip-value`,
    title = `${plugin.title}, clipped by value`,
    clipValue = 1,
  } = wrapperOptions("withValueClipping", plugin, options, { clipValue: "number" });
  return extendPlugin(plugin, {
    wrapper: "withValueClipping",
    name,
    title,
    hyperparameters: {
      clipValue: {
        default: clipValue,
        range: [0, 1e9],
        scale: clipValue > 0 ? "log" : "linear",
        doc: "Gradient clipping: maximal magnitude of each element of the gradients.",
      },
    },
    schedulable: ["clipValue"],
    create: (parameters, inner, own) => {
      const seen = parameters.map(withOwnGradient);
      const pass = clamp.bindAll(
        parameters.map(({ gradient }, index) => ({ seen: seen[index].gradient, g: gradient })),
      );
      return adjustedOptimizer(plugin.create(seen, inner), {
        refresh: () => {
          pass.scalars[0] = own.clipValue;
          pass.run();
        },
      });
    },
  });
}

const clamp = pointwise({
  name: "value clipping",
  tensors: ["seen", "g"],
  scalars: ["bound"],
  update: ({ g, bound }) => ({ seen: g.min(bound).max(bound.neg()) }),
});
