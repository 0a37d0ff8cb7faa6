import type { CaseReader } from "@descent/core/testing";
import {
  adam,
  adamKeras,
  asam,
  byRole,
  cautious,
  grams,
  lion,
  lookahead,
  mars,
  momentum,
  type OptimizerPlugin,
  sam,
  withAccumulation,
  withAdaptiveClipping,
  withCentralizedGradients,
  withDecoupledWeightDecay,
  withPolynomialAverage,
  withWeightAverage,
} from "@descent/optim";
import {
  adamLike,
  betas,
  decoupled,
  forOthers,
  type Numbers,
  place,
  plain,
  type RuleReader,
  type TorchRule,
} from "./_rule_readers.ts";

/** Wrappers by the name that the cases have for them; each reads the params that it has. */
export const modernWrappers: Readonly<Record<string, RuleReader>> = {
  Lookahead(reader) {
    reader.choice("inner_state", ["kept"]);
    const { plugin, hyperparameters } = inner(reader);
    return plain(lookahead(plugin), {
      ...hyperparameters,
      lookaheadSteps: reader.number("k"),
      slowShare: reader.number("alpha"),
    });
  },
  CautiousAdamW(reader) {
    reader.choice("eps_corrected", [false]);
    return decoupled(reader, cautious(adamKeras, scalingOf(reader)), adamLike(reader));
  },
  CautiousLion: (reader) => decoupled(reader, cautious(lion, scalingOf(reader)), betas(reader, 2)),
  Grams(reader) {
    reader.choice("eps_corrected", [false]);
    return decoupled(reader, grams(adamKeras), adamLike(reader));
  },
  MARSAdamW(reader) {
    reader.choice("form", ["approximate"]);
    reader.choice("amsgrad", [false]);
    const hyperparameters = {
      ...adamLike(reader),
      gamma: reader.number("gamma"),
      weightDecay: reader.number("weight_decay"),
    };
    const plugin = withDecoupledWeightDecay(mars(adam));
    const elsewhere = {
      learningRate: reader.number("lr_1d"),
      beta1: reader.number("beta1_1d"),
      beta2: reader.number("beta2_1d"),
      epsilon: reader.number("eps"),
      weightDecay: reader.number("weight_decay_1d"),
    };
    if (reader.flag("optimize_1d")) return plain(plugin, hyperparameters);
    // The cases' tensors of two axes alone have the role of weights.
    return plain(byRole({ weight: plugin, others: withDecoupledWeightDecay(adam) }), {
      ...hyperparameters,
      ...forOthers(elsewhere),
    });
  },
  GradientCentralisation: (reader) => wrapped(reader, withCentralizedGradients, {}),
  AdaptiveGradientClipping(reader) {
    reader.choice("grad_norm_floor", [1e-6]);
    return wrapped(reader, withAdaptiveClipping, {
      clipRatio: reader.number("clipping"),
      clipEpsilon: reader.number("agc_eps"),
    });
  },
  GradientAccumulation(reader) {
    reader.choice("reduction", ["mean"]);
    return wrapped(reader, withAccumulation, { accumulate: reader.number("accumulate") });
  },
  WeightAveraging(reader) {
    const form = reader.choice("averaging", ["plain", "debiased", "warmup", "polynomial"]);
    if (form === "polynomial") {
      return wrapped(reader, withPolynomialAverage, { averagePower: reader.number("gamma") });
    }
    const start = form === "plain" ? "initial" : form;
    return wrapped(reader, (plugin) => withWeightAverage(plugin, { start }), {
      averageDecay: reader.number("decay"),
    });
  },
  SAM(reader) {
    reader.choice("norm_eps", [1e-12]);
    const rho = reader.number("rho"), eta = reader.number("eta");
    const matricesOnly = place(reader, "adaptive_on", ["all", "matrices"]);
    return reader.flag("adaptive")
      ? wrapped(reader, asam, { rho, eta, matricesOnly })
      : wrapped(reader, sam, { rho });
  },
};

function inner(reader: CaseReader): TorchRule {
  return reader.choice("inner", ["SGD", "Adam"]) === "Adam"
    ? plain(adam, adamLike(reader))
    : plain(momentum, { momentum: reader.number("momentum") });
}

function wrapped(
  reader: CaseReader,
  wrap: (plugin: OptimizerPlugin) => OptimizerPlugin,
  own: Numbers,
): TorchRule {
  const { plugin, hyperparameters } = inner(reader);
  return plain(wrap(plugin), { ...hyperparameters, ...own });
}

function scalingOf(reader: CaseReader): { readonly scaling: "mean" | "count" } {
  const scale = reader.choice("mask_scale", ["mean_clamped_1e-3", "numel_over_sum_plus_1"]);
  return { scaling: scale === "mean_clamped_1e-3" ? "mean" : "count" };
}
