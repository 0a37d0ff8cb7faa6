import type { CaseReader } from "@descent/core/testing";
import {
  adabelief,
  adafactor,
  adam,
  adamKeras,
  adan,
  ademamix,
  adopt,
  asgd,
  byRole,
  came,
  cocob,
  dadaptAdam,
  dog,
  lamb,
  laprop,
  lars,
  layerwiseDog,
  lbfgs,
  lion,
  madgrad,
  momentum,
  muonMatrices,
  nadamw,
  normuonMatrices,
  novograd,
  type OptimizerPlugin,
  prodigy,
  qhadam,
  rmspropKeras,
  scheduleFreeAdamw,
  scheduleFreeSgd,
  shampoo,
  signum,
  soap,
  withDecoupledWeightDecay,
  yogi,
} from "@descent/optim";
import {
  adamLike,
  betas,
  coupled,
  decoupled,
  forOthers,
  numberOr,
  type Numbers,
  place,
  plain,
  type RuleReader,
  type TorchRule,
} from "./_rule_readers.ts";

/** Newer rules by the name that the cases have for them; each reads the params that it has. */
export const modernRules: Readonly<Record<string, RuleReader>> = {
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
  LBFGS: (reader) =>
    plain(lbfgs, {
      historySize: reader.number("history_size"),
      lineSearch: Number(reader.choice("line_search", ["strong_wolfe", null]) !== null),
      c1: reader.number("c1", 1e-4),
      c2: reader.number("c2", 0.9),
      curvatureThreshold: reader.number("curvature_threshold"),
    }),
};

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
