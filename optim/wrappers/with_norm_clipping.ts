import { norm, pointwise } from "@descent/core";
import type { Hyperparameters, OptimizerPlugin, WithHyperparameter } from "../optimizer_plugin.ts";
import { adjustedOptimizer, withOwnGradient } from "./_adjusted_optimizer.ts";
import { extendPlugin } from "../extend_plugin.ts";
import { citeBoth, joinBibtex, wrapperOptions } from "./_plugin_parts.ts";

/**
 * Options of {@linkcode withNormClipping}.
 *
 * @category Wrappers
 */
export interface NormClippingOptions {
  /** Name of the wrapped plugin; default `<name>-clip-norm`. */
  readonly name?: string;
  /** Title of the wrapped plugin; default `<title>, clipped by norm`. */
  readonly title?: string;
  /** Default of the hyperparameter `clipNorm`, from 0 to 1e9; default 1. */
  readonly clipNorm?: number;
}

/**
 * Any optimizer with gradient clipping by global norm: `g ← g·min(1, c / (‖g‖ + 1e-6))`, with the norm over all
 * parameters.
 *
 * The same as PyTorch's `clip_grad_norm_`, its 1e-6 included. The true gradients stay untouched. The norm is right for
 * gradients of any size, in f32 too. Where one is not finite every element becomes NaN, so that clipping hides no
 * divergence.
 *
 * Paper: Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks", 2013,
 * arXiv:1211.5063.
 *
 * @category Wrappers
 * @param plugin The optimizer to wrap.
 * @param options Name, title and default, see {@linkcode NormClippingOptions}.
 * @returns A plugin with the additional hyperparameter `clipNorm`.
 * @throws {TypeError} When the optimizer has a hyperparameter `clipNorm` already.
 *
 * @example A gradient of length 5 becomes one of length 1
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, sgd, withNormClipping } from "@descent/optim";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([0, 0]), gradient = arena.from([3, -4]);
 * const plugin = withNormClipping(sgd);
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin, parameters });
 * optimizer.step({ step: 1, learningRate: 1 });
 * assertAlmostEquals(value.data[0], -0.6, 1e-6);
 * assertAlmostEquals(value.data[1], 0.8, 1e-6);
 * ```
 */
export function withNormClipping<H extends Hyperparameters>(
  plugin: OptimizerPlugin<H>,
  options: NormClippingOptions = {},
): OptimizerPlugin<WithHyperparameter<H, "clipNorm">> {
  const {
    name = `${plugin.name}-clip-norm`,
    title = `${plugin.title}, clipped by norm`,
    clipNorm = 1,
  } = wrapperOptions("withNormClipping", plugin, options, { clipNorm: "number" });
  return extendPlugin(plugin, {
    wrapper: "withNormClipping",
    name,
    title,
    reference: citeBoth(plugin, "Pascanu, Mikolov and Bengio 2013, arXiv:1211.5063"),
    bibtex: joinBibtex(
      plugin.bibtex,
      `@inproceedings{pascanu2013difficulty,
  author = {Pascanu, Razvan and Mikolov, Tomas and Bengio, Yoshua},
  title = {On the difficulty of training recurrent neural networks},
  booktitle = {ICML}, year = {2013}, eprint = {1211.5063}, archiveprefix = {arXiv},
}`,
    ),
    hyperparameters: {
      clipNorm: {
        default: clipNorm,
        range: [0, 1e9],
        scale: clipNorm > 0 ? "log" : "linear",
        doc: "Gradient clipping: maximal L2 norm of the gradients of all parameters together.",
      },
    },
    schedulable: ["clipNorm"],
    create: (parameters, inner, own) => {
      const seen = parameters.map(withOwnGradient);
      const pass = rescale.bindAll(
        parameters.map(({ gradient }, index) => ({ seen: seen[index].gradient, g: gradient })),
      );
      return adjustedOptimizer(plugin.create(seen, inner), {
        refresh: () => {
          let length = 0;
          for (const { gradient } of parameters) length = Math.hypot(length, norm(gradient));
          pass.scalars[0] = length < Infinity ? Math.min(1, own.clipNorm / (length + 1e-6)) : NaN;
          pass.run();
        },
      });
    },
  });
}

const rescale = pointwise({
  name: "norm clipping",
  tensors: ["seen", "g"],
  scalars: ["factor"],
  update: ({ g, factor }) => ({ seen: g.mul(factor) }),
});
