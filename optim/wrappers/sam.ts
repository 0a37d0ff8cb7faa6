import { norm, type Parameter, pointwise, type PointwisePass, type Tensor } from "@descent/core";
import type {
  Hyperparameters,
  Optimizer,
  OptimizerPlugin,
  StepContext,
} from "../optimizer_plugin.ts";
import { requireFromContext } from "../require_from_context.ts";
import { extendPlugin } from "../extend_plugin.ts";
import { citeBoth, joinBibtex, wrapperOptions } from "./_plugin_parts.ts";
import type { WrapperNames } from "./wrapper_names.ts";
import { WrappedOptimizer } from "./_wrapped_optimizer.ts";

/**
 * Any optimizer with sharpness-aware minimization: it steps with the gradient at `w + ρ·g / (‖g‖ + 1e-12)`, with the norm over
 * all parameters.
 *
 * Each step evaluates the minibatch once more, with the same random draws.
 *
 * Paper: Foret et al., "Sharpness-aware minimization for efficiently improving generalization", 2021, arXiv:2010.01412.
 *
 * @category Wrappers
 * @param plugin The optimizer to wrap.
 * @param options Name and title.
 * @returns A plugin with the additional hyperparameter `rho`.
 * @throws {TypeError} When the optimizer has a hyperparameter of the wrapper's already.
 *
 * @example Ten steps of the wrapped optimizer
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { adam, createOptimizer, sam } from "@descent/optim";
 * import { assertLess } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, -2], [2, 1], "f64"), gradient = arena.from([1, -2], [2, 1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const evaluate = () => {
 *   gradient.data.set(value.data);
 *   return (value.data[0] ** 2 + value.data[1] ** 2) / 2;
 * };
 * const optimizer = createOptimizer({ plugin: sam(adam), parameters });
 * for (let step = 1; step <= 10; step++) {
 *   optimizer.step({ step, learningRate: 0.1, loss: evaluate(), evaluate });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export function sam<H extends Hyperparameters>(
  plugin: OptimizerPlugin<H>,
  options: WrapperNames = {},
): OptimizerPlugin<H & Readonly<Record<"rho", number>>> {
  const { name = `sam-${plugin.name}`, title = `SAM of ${plugin.title}` } = wrapperOptions(
    "sam",
    plugin,
    options,
  );
  return extendPlugin(plugin, {
    wrapper: "sam",
    name,
    title,
    evaluationsPerStep: 2 * (plugin.evaluationsPerStep ?? 1),
    reference: citeBoth(plugin, "Foret et al. 2021, arXiv:2010.01412"),
    bibtex: joinBibtex(
      plugin.bibtex,
      `@inproceedings{foret2021sharpness,
  author = {Foret, Pierre and Kleiner, Ariel and Mobahi, Hossein and Neyshabur, Behnam},
  title = {Sharpness-aware minimization for efficiently improving generalization},
  booktitle = {ICLR}, year = {2021}, eprint = {2010.01412}, archiveprefix = {arXiv},
}`,
    ),
    hyperparameters: {
      rho: {
        default: 0.05,
        range: [0, 1e9],
        scale: "log",
        search: { logUniform: [0.01, 0.5] },
        doc: "Length ρ of the way uphill.",
      },
    },
    schedulable: ["rho"],
    create: (parameters, inner, own) =>
      new SharpnessAware(plugin.create(parameters, inner), parameters, {
        ...{ name, values: own },
        isAdaptive: () => false,
      }),
  });
}

/**
 * Any optimizer with adaptive sharpness-aware minimization: it steps with the gradient at `w + ρ·T²·g / (‖T·g‖ + 1e-12)`,
 * `T = |w| + η` for each element, with the norm over all parameters.
 *
 * With `matricesOnly` T is 1 for vectors. Each step evaluates the minibatch once more, with the same random draws.
 *
 * Paper: Kwon et al., "ASAM: adaptive sharpness-aware minimization for scale-invariant learning of deep neural networks", 2021,
 * arXiv:2102.11600.
 *
 * @category Wrappers
 * @param plugin The optimizer to wrap.
 * @param options Name and title.
 * @returns A plugin with the additional hyperparameters `rho`, `eta` and `matricesOnly`.
 * @throws {TypeError} When the optimizer has a hyperparameter of the wrapper's already.
 *
 * @example Ten steps of the wrapped optimizer
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { adam, createOptimizer, asam } from "@descent/optim";
 * import { assertLess } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, -2], [2, 1], "f64"), gradient = arena.from([1, -2], [2, 1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const evaluate = () => {
 *   gradient.data.set(value.data);
 *   return (value.data[0] ** 2 + value.data[1] ** 2) / 2;
 * };
 * const optimizer = createOptimizer({ plugin: asam(adam), parameters });
 * for (let step = 1; step <= 10; step++) {
 *   optimizer.step({ step, learningRate: 0.1, loss: evaluate(), evaluate });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export function asam<H extends Hyperparameters>(
  plugin: OptimizerPlugin<H>,
  options: WrapperNames = {},
): OptimizerPlugin<H & Readonly<Record<"rho" | "eta" | "matricesOnly", number>>> {
  const { name = `asam-${plugin.name}`, title = `ASAM of ${plugin.title}` } = wrapperOptions(
    "asam",
    plugin,
    options,
  );
  return extendPlugin(plugin, {
    wrapper: "asam",
    name,
    title,
    evaluationsPerStep: 2 * (plugin.evaluationsPerStep ?? 1),
    reference: citeBoth(plugin, "Kwon et al. 2021, arXiv:2102.11600"),
    bibtex: joinBibtex(
      plugin.bibtex,
      `@inproceedings{kwon2021asam,
  author = {Kwon, Jungmin and Kim, Jeongseop and Park, Hyunseo and Choi, In Kwon},
  title = {{ASAM}: adaptive sharpness-aware minimization for scale-invariant learning of deep neural networks},
  booktitle = {ICML}, year = {2021}, eprint = {2102.11600}, archiveprefix = {arXiv},
}`,
    ),
    hyperparameters: {
      rho: {
        default: 0.5,
        range: [0, 1e9],
        scale: "log",
        search: { logUniform: [0.1, 5] },
        doc: "Length ρ of the way uphill.",
      },
      eta: { default: 0.01, range: [0, 1e9], scale: "log", doc: "Least size η of a weight." },
      matricesOnly: {
        ...{ default: 1, range: [0, 1], scale: "linear", whole: true, choices: ["off", "on"] },
        doc: "Whether vectors go uphill without regard to their size.",
      },
    },
    schedulable: ["rho", "eta"],
    create: (parameters, inner, own) =>
      new SharpnessAware(plugin.create(parameters, inner), parameters, {
        ...{ name, values: own },
        isAdaptive: ({ value }) => own.matricesOnly === 0 || value.shape.length >= 2,
      }),
  });
}

const weigh = pointwise({
  name: "weights of the way uphill",
  tensors: ["w", "g", "weighed"],
  scalars: ["adaptive", "eta"],
  update: ({ w, g, adaptive, eta }) => ({
    weighed: adaptive.greater(0).select(w.abs().add(eta).mul(g), g),
  }),
});

const climb = pointwise({
  name: "way uphill",
  tensors: ["w", "g", "weighed"],
  scalars: ["adaptive", "eta", "factor"],
  update: ({ w, weighed, adaptive, eta, factor }) => {
    const way = adaptive.greater(0).select(w.abs().add(eta).mul(weighed), weighed);
    return { w: w.add(factor.mul(way)) };
  },
});

interface SharpnessValues {
  readonly rho: number;
  /** Default 0, as where all weights count alike. */
  readonly eta?: number;
}

class SharpnessAware extends WrappedOptimizer implements Optimizer {
  readonly #name: string;
  readonly #values: SharpnessValues;
  readonly #parts: readonly {
    readonly value: Tensor;
    readonly weighed: Tensor;
    readonly before: Tensor;
    readonly weigh: PointwisePass;
    readonly climb: PointwisePass;
  }[];
  /** The context of the wrapped optimizer, in one object that is reused. */
  readonly #context: { -readonly [F in keyof StepContext]: StepContext[F] } = {
    step: 0,
    learningRate: 0,
  };

  constructor(inner: Optimizer, parameters: readonly Parameter[], { name, values, isAdaptive }: {
    readonly name: string;
    readonly values: SharpnessValues;
    readonly isAdaptive: (parameter: Parameter) => boolean;
  }) {
    super(inner);
    this.#name = name;
    this.#values = values;
    this.#parts = parameters.map((parameter) => {
      const { value, gradient } = parameter, { arena, shape, dtype } = value;
      const weighed: Tensor = arena.tensor(shape, dtype),
        before: Tensor = arena.tensor(shape, dtype);
      const set = { w: value, g: gradient, weighed };
      const passes = { weigh: weigh.bindAll([set]), climb: climb.bindAll([set]) };
      const adaptive = isAdaptive(parameter) ? 1 : 0;
      passes.weigh.scalars[0] = passes.climb.scalars[0] = adaptive;
      return { value, weighed, before, ...passes };
    });
  }

  step(context: StepContext): void {
    const evaluate = requireFromContext(context, "evaluate", this.#name);
    const { rho, eta = 0 } = this.#values;
    let length = 0;
    for (const { value, weighed, before, weigh } of this.#parts) {
      before.data.set(value.data);
      weigh.scalars[1] = eta;
      weigh.run();
      length = Math.hypot(length, norm(weighed));
    }
    for (const { climb } of this.#parts) {
      climb.scalars[1] = eta;
      climb.scalars[2] = rho / (length + 1e-12);
      climb.run();
    }
    const own = this.#context;
    own.loss = evaluate();
    for (const { value, before } of this.#parts) value.data.set(before.data);
    own.step = context.step;
    own.learningRate = context.learningRate;
    own.evaluate = evaluate;
    own.totalSteps = context.totalSteps;
    own.random = context.random;
    this.inner.step(own);
  }
}
