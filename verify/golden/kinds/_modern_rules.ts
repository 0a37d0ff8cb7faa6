import type { CaseReader } from "@descent/core/testing";
import {
  adabelief,
  adafactor,
  adam,
  adamKeras,
  adan,
  ademamix,
  adopt,
  asam,
  asgd,
  byRole,
  came,
  cautious,
  cocob,
  dadaptAdam,
  dog,
  grams,
  lamb,
  laprop,
  lars,
  layerwiseDog,
  lbfgs,
  lion,
  lookahead,
  madgrad,
  mars,
  momentum,
  muonMatrices,
  nadamw,
  normuonMatrices,
  novograd,
  type OptimizerPlugin,
  prodigy,
  qhadam,
  rmspropKeras,
  sam,
  scheduleFreeAdamw,
  scheduleFreeSgd,
  shampoo,
  signum,
  soap,
  withAccumulation,
  withAdaptiveClipping,
  withCentralizedGradients,
  withDecoupledWeightDecay,
  withPolynomialAverage,
  withWeightAverage,
  withWeightDecay,
  yogi,
} from "@descent/optim";
import type { TorchRule } from "./_torch_rule.ts";

type Rule = (reader: CaseReader) => TorchRule;

/** Newer rules and wrappers by the name that the cases have for them; each reads the params that it has. */
export const modernRules: Readonly<Record<string, Rule>> = {
  Lion: (reader) => decoupled(reader, lion, betas(reader, 2)),
  Signum: (reader) => decoupled(reader, signum, { momentum: reader.number("momentum") }),
  AdaBelief(reader) {
    reader.choice("rectify", [false]);
    reader.choice("eps_in_state", [true]);
    return decoupled(reader, adabelief, adamLike(reader));
  },
  Yogi(reader) {
    const starts = reader.hasText("initial_v");
    if (starts) reader.choice("initial_v", ["first_gradient_squared"]);
    return plain(yogi, {
      ...adamLike(reader),
      initialFirst: reader.number("initial_m"),
      initialSecond: starts ? 0 : reader.number("initial_v"),
      firstSquared: Number(starts),
      biasCorrected: Number(reader.flag("bias_correction")),
    });
  },
  Adan: (reader) =>
    plain(adan, {
      ...betas(reader, 3),
      epsilon: reader.number("eps"),
      weightDecay: reader.number("weight_decay"),
      proximal: Number(reader.flag("proximal_decay")),
    }),
  ADOPT: (reader) =>
    plain(adopt, {
      ...adamLike(reader),
      clipping: Number(reader.choice("clip", ["t_minus_1_power_0.25", null]) !== null),
      weightDecay: reader.number("weight_decay"),
      decoupled: Number(reader.flag("decoupled")),
    }),
  AdEMAMix: (reader) =>
    decoupled(reader, ademamix, {
      ...betas(reader, 3),
      epsilon: reader.number("eps"),
      alpha: reader.number("alpha"),
      alphaWarmup: numberOr(reader, "alpha_warmup", 0),
      beta3Warmup: numberOr(reader, "beta3_warmup", 0),
    }),
  LaProp(reader) {
    reader.choice("decay", ["after_step_not_times_lr"]);
    const plugin = withDecoupledWeightDecay(laprop, { by: "schedule", when: "after" });
    return plain(plugin, { ...adamLike(reader), weightDecay: reader.number("weight_decay") });
  },
  NAdamW: (reader) =>
    plain(nadamw, {
      ...adamLike(reader),
      weightDecay: reader.number("weight_decay"),
      lookAhead: place(reader, "nesterov_bias", ["same_step", "next_step"]),
    }),
  MADGRAD(reader) {
    reader.choice("decoupled", [false]);
    reader.choice("eps_added_to_lr", [true]);
    return coupled(reader, madgrad, {
      momentum: reader.number("momentum"),
      epsilon: reader.number("eps"),
    });
  },
  QHAdam(reader) {
    reader.choice("decoupled", [true]);
    const shares = { nu1: reader.number("nu1"), nu2: reader.number("nu2") };
    return decoupled(reader, qhadam, { ...adamLike(reader), ...shares });
  },
  LARS(reader) {
    const hyperparameters = {
      momentum: reader.number("momentum"),
      weightDecay: reader.number("weight_decay"),
      trustCoefficient: reader.number("trust_coefficient"),
      epsilon: reader.number("eps"),
      rateInside: Number(reader.flag("rate_inside_velocity")),
      ratioNorm: place(reader, "ratio_norm", [
        "of_decayed_gradient",
        "gradient_norm_plus_decay_times_weight_norm",
      ]),
    };
    if (reader.choice("vectors", ["like_matrices", "no_ratio_no_decay"]) === "like_matrices") {
      return plain(lars, hyperparameters);
    }
    return plain(byRole({ matrices: lars, others: momentum }), {
      ...hyperparameters,
      othersLearningRate: reader.number("lr"),
      othersMomentum: hyperparameters.momentum,
    });
  },
  LAMB(reader) {
    const moments = adamLike(reader);
    const hyperparameters = {
      ...moments,
      weightDecay: reader.number("weight_decay"),
      biasCorrected: Number(reader.flag("bias_correction")),
      largestNorm: numberOr(reader, "clamp_weight_norm", 1e9),
    };
    if (reader.choice("vectors", ["ratio", "plain_adam"]) === "ratio") {
      return plain(lamb, hyperparameters);
    }
    return plain(byRole({ matrices: lamb, others: adam }), {
      ...hyperparameters,
      ...forOthers({ ...moments, learningRate: reader.number("lr") }),
    });
  },
  NovoGrad: (reader) =>
    plain(novograd, {
      ...adamLike(reader),
      weightDecay: reader.number("weight_decay"),
      averaged: Number(reader.flag("grad_averaging")),
    }),
  Adafactor(reader) {
    reader.choice("factored_axes", ["last_two"]);
    const isPaper = reader.choice("form", ["pytorch", "paper"]) === "paper";
    const shared = {
      form: Number(isPaper),
      epsilon1: numberOr(reader, "eps1", 2 ** -52),
      epsilon2: reader.number("eps2"),
      clipThreshold: reader.number("d"),
      weightDecay: reader.number("weight_decay"),
    };
    if (!isPaper) return plain(adafactor, { ...shared, decayPower: -reader.number("beta2_decay") });
    const relativeStep = reader.flag("relative_step");
    reader.number("lr");
    return plain(adafactor, {
      ...shared,
      // A relative step has no rate; ours is a factor of it.
      ...(relativeStep && { learningRate: 1 }),
      decayPower: reader.number("decay_rate"),
      beta1: numberOr(reader, "beta1", 0),
      relativeStep: Number(relativeStep),
      maxRelativeStep: reader.number("max_relative_step"),
      scaleParameter: Number(reader.flag("scale_parameter")),
    });
  },
  CAME(reader) {
    reader.choice("factored_axes", ["last_two"]);
    reader.choice("bias_correction", [false]);
    return decoupled(reader, came, {
      ...betas(reader, 3),
      epsilon1: reader.number("eps1"),
      epsilon2: reader.number("eps2"),
      clipThreshold: reader.number("clip_threshold"),
    });
  },
  Muon: (reader) => muonLike(reader, muonMatrices, {}),
  NorMuon: (reader) => muonLike(reader, normuonMatrices, { beta2: reader.number("beta2") }),
  Shampoo(reader) {
    for (const name of ["grafting", "block_size"]) reader.choice(name, [null]);
    reader.choice("exponent_multiplier", [1]);
    return plain(shampoo, {
      beta2: numberOr(reader, "beta2", 0),
      epsilon: reader.number("epsilon"),
      momentum: reader.number("momentum"),
      kernels: place(reader, "convolution", ["matrix", "tensor"]),
      preconditionerFrequency: reader.number("preconditioner_frequency"),
    });
  },
  SOAP(reader) {
    for (const name of ["precondition_1d", "merge_dims", "normalize_grads"]) {
      reader.choice(name, [false]);
    }
    reader.choice("bias_correction", [true]);
    return plain(soap, {
      ...adamLike(reader),
      shampooBeta: numberOr(reader, "shampoo_beta", 0),
      weightDecay: reader.number("weight_decay"),
      preconditionFrequency: reader.number("precondition_frequency"),
      maxPreconditionerExtent: reader.number("max_precond_dim"),
    });
  },
  Prodigy: (reader) =>
    plain(prodigy, {
      ...adaptedAdam(reader),
      safeguardWarmup: Number(reader.flag("safeguard_warmup")),
      distanceCoefficient: reader.number("d_coef"),
    }),
  DAdaptAdam: (reader) => plain(dadaptAdam, adaptedAdam(reader)),
  DoG(reader) {
    reader.choice("decoupled", [false]);
    return coupled(reader, reader.flag("layerwise") ? layerwiseDog : dog, {
      relativeDistance: reader.number("reps_rel"),
      epsilon: reader.number("eps"),
    });
  },
  COCOB: (reader) =>
    plain(cocob, { learningRate: 1, alpha: reader.number("alpha"), epsilon: reader.number("eps") }),
  ScheduleFreeSGD: (reader) =>
    coupled(reader, scheduleFreeSgd, {
      ...scheduleFree(reader),
      momentum: reader.number("momentum"),
    }),
  ScheduleFreeAdamW(reader) {
    reader.choice("inner_momentum", [0]);
    return plain(scheduleFreeAdamw, {
      ...scheduleFree(reader),
      ...adamLike(reader),
      weightDecay: reader.number("weight_decay"),
      correctsRate: place(reader, "bias_correction", ["second_moment", "in_rate_and_weights"]),
    });
  },
  AdamW: (reader) =>
    plain(withDecoupledWeightDecay(adam, { by: reader.choice("decay_by", ["rate", "schedule"]) }), {
      ...adamLike(reader),
      weightDecay: reader.number("weight_decay"),
    }),
  ASGD: (reader) =>
    coupled(reader, asgd, {
      lambda: reader.number("lambd"),
      shrinkage: reader.number("lambd"),
      alpha: reader.number("alpha"),
      averageFrom: reader.number("t0"),
    }),
  RMSpropTF: (reader) =>
    plain(rmspropKeras, {
      rho: reader.number("rho"),
      momentum: reader.number("momentum"),
      epsilon: reader.number("epsilon"),
    }),
  AdamKeras(reader) {
    const [beta1, beta2] = reader.numbers("betas");
    return plain(adamKeras, { beta1, beta2, epsilon: reader.number("epsilon") });
  },
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
  LBFGS: (reader) =>
    plain(lbfgs, {
      historySize: reader.number("history_size"),
      lineSearch: Number(reader.choice("line_search", ["strong_wolfe", null]) !== null),
      c1: reader.number("c1", 1e-4),
      c2: reader.number("c2", 0.9),
      curvatureThreshold: reader.number("curvature_threshold"),
    }),
};

type Numbers = Readonly<Record<string, number>>;

function plain(plugin: OptimizerPlugin, hyperparameters: Numbers): TorchRule {
  return { plugin, hyperparameters };
}

function decoupled(
  reader: CaseReader,
  plugin: OptimizerPlugin,
  hyperparameters: Numbers,
): TorchRule {
  const weightDecay = reader.number("weight_decay");
  return plain(withDecoupledWeightDecay(plugin), { ...hyperparameters, weightDecay });
}

function coupled(
  reader: CaseReader,
  plugin: OptimizerPlugin,
  hyperparameters: Numbers,
): TorchRule {
  const weightDecay = reader.number("weight_decay", 0);
  return weightDecay === 0
    ? plain(plugin, hyperparameters)
    : plain(withWeightDecay(plugin), { ...hyperparameters, weightDecay });
}

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

function muonLike(reader: CaseReader, matrices: OptimizerPlugin, own: Numbers): TorchRule {
  reader.choice("ns_steps", [5]);
  reader.choice("ns_eps", [1e-7]);
  for (const [at, coefficient] of reader.numbers("ns_coefficients").entries()) {
    if (coefficient !== [3.4445, -4.775, 2.0315][at]) reader.choice("ns_coefficients", []);
  }
  const weightDecay = reader.number("weight_decay");
  return plain(
    byRole({
      matrices: withDecoupledWeightDecay(matrices),
      others: withDecoupledWeightDecay(adam),
    }),
    {
      ...own,
      weightDecay,
      momentum: reader.number("momentum"),
      nesterov: Number(reader.flag("nesterov")),
      scaling: place(reader, "scale", ["sqrt_max_1_out_over_in", "0.2_sqrt_max_out_in"]),
      ...forOthers({
        learningRate: reader.number("aux_lr"),
        beta1: reader.number("aux_beta1"),
        beta2: reader.number("aux_beta2"),
        epsilon: reader.number("aux_eps"),
        weightDecay,
      }),
    },
  );
}

function forOthers(numbers: Numbers): Numbers {
  return Object.fromEntries(
    Object.entries(numbers).map((
      [name, value],
    ) => [`others${name[0].toUpperCase()}${name.slice(1)}`, value]),
  );
}

function adaptedAdam(reader: CaseReader): Numbers {
  reader.choice("decoupled", [true]);
  reader.choice("growth_rate", [Infinity]);
  return {
    ...adamLike(reader),
    weightDecay: reader.number("weight_decay"),
    biasCorrected: Number(reader.flag("bias_correction")),
    initialDistance: reader.number("d0"),
  };
}

function scheduleFree(reader: CaseReader): Numbers {
  return {
    warmupSteps: reader.number("warmup_steps"),
    weightPower: reader.number("r"),
    rateWeightPower: reader.number("weight_lr_power"),
  };
}

function scalingOf(reader: CaseReader): { readonly scaling: "mean" | "count" } {
  const scale = reader.choice("mask_scale", ["mean_clamped_1e-3", "numel_over_sum_plus_1"]);
  return { scaling: scale === "mean_clamped_1e-3" ? "mean" : "count" };
}

function betas(reader: CaseReader, count: 2 | 3): Numbers {
  const names = ["beta1", "beta2", "beta3"].slice(0, count);
  return Object.fromEntries(names.map((name) => [name, reader.number(name)]));
}

function adamLike(reader: CaseReader): Numbers {
  return { ...betas(reader, 2), epsilon: reader.number("eps") };
}

/** A param that may be null. */
function numberOr(reader: CaseReader, name: string, fallback: number): number {
  return reader.golden.params[name] === null
    ? (reader.choice(name, [null]), fallback)
    : reader.number(name);
}

/** The place of a choice among those that there are. */
function place(reader: CaseReader, name: string, words: readonly string[]): number {
  return words.indexOf(reader.choice(name, words));
}
