import type { CaseReader } from "@descent/core/testing";
import {
  adadelta,
  adagrad,
  adam,
  adamax,
  amsgrad,
  momentum,
  nadam,
  nesterov,
  radam,
  rmsprop,
  rmspropCentered,
  rmspropMomentum,
  rprop,
  sgd,
  withDecoupledWeightDecay,
  withWeightDecay,
} from "@descent/optim";
import { modernRules } from "./_modern_rules.ts";
import { modernWrappers } from "./_modern_wrappers.ts";
import type { TorchRule } from "./_rule_readers.ts";

/** PyTorch's optimizers by name; each reads the params that it has. */
const rules: Readonly<Record<string, (reader: CaseReader) => TorchRule>> = {
  SGD(reader) {
    const share = reader.number("momentum", 0), dampening = reader.number("dampening", 0);
    const isNesterov = reader.flag("nesterov", false);
    if (share === 0 && dampening === 0) return { plugin: sgd, hyperparameters: {} };
    if (!isNesterov) return { plugin: momentum, hyperparameters: { momentum: share, dampening } };
    // PyTorch refuses Nesterov's momentum with dampening.
    reader.choice("dampening", [0], 0);
    return { plugin: nesterov, hyperparameters: { momentum: share } };
  },
  Adagrad: (reader) => ({
    plugin: adagrad,
    hyperparameters: {
      learningRateDecay: reader.number("lr_decay", 0),
      initialAccumulatorValue: reader.number("initial_accumulator_value", 0),
      epsilon: reader.number("eps", 1e-10),
    },
  }),
  RMSprop(reader) {
    const shared = { alpha: reader.number("alpha", 0.99), epsilon: reader.number("eps", 1e-8) };
    const withMomentum = { ...shared, momentum: reader.number("momentum", 0) };
    if (reader.flag("centered", false)) {
      return { plugin: rmspropCentered, hyperparameters: withMomentum };
    }
    return withMomentum.momentum === 0
      ? { plugin: rmsprop, hyperparameters: shared }
      : { plugin: rmspropMomentum, hyperparameters: withMomentum };
  },
  Adadelta: (reader) => ({
    plugin: adadelta,
    hyperparameters: { rho: reader.number("rho", 0.9), epsilon: reader.number("eps", 1e-6) },
  }),
  Adam: adamLike,
  AdamW: adamLike,
  Adamax: (reader) => ({ plugin: adamax, hyperparameters: betas(reader) }),
  NAdam: (reader) => ({
    plugin: nadam,
    hyperparameters: {
      ...betas(reader),
      momentumDecay: reader.number("momentum_decay", 4e-3),
      // As the release that the files were made with does; its documentation has none.
      momentumRepeats: 1,
    },
  }),
  RAdam: (reader) => ({ plugin: radam, hyperparameters: betas(reader) }),
  Rprop(reader) {
    const rate = reader.number("lr");
    const [etaMinus, etaPlus] = reader.numbers("etas", [0.5, 1.2]);
    const [smallest, largest] = reader.numbers("step_sizes", [1e-6, 50]);
    return {
      plugin: rprop,
      hyperparameters: {
        etaMinus,
        etaPlus,
        minStepFactor: smallest / rate,
        maxStepFactor: largest / rate,
      },
    };
  },
};

const modern = { ...modernRules, ...modernWrappers };

/** The optimizer that a case names, with its learning rate and weight decay; every parameter decays, as in PyTorch. */
export function torchRule(reader: CaseReader): TorchRule {
  const name = reader.choice("optimizer", Object.keys({ ...rules, ...modern }));
  if (!Object.hasOwn(rules, name) || reader.hasParam("decay_by")) {
    const learningRate = reader.hasParam("lr") ? reader.number("lr") : 1;
    const { plugin, hyperparameters } = modern[name](reader);
    return { plugin, hyperparameters: { learningRate, ...hyperparameters } };
  }
  const { plugin, hyperparameters } = rules[name](reader);
  for (const flag of ["foreach", "capturable", "differentiable"]) {
    reader.choice(flag, [false, null], false);
  }
  const learningRate = reader.number("lr");
  const weightDecay = reader.number("weight_decay", name === "AdamW" ? 1e-2 : 0);
  const numbers = { ...hyperparameters, learningRate };
  if (weightDecay === 0) return { plugin, hyperparameters: numbers };
  const decaying = name === "AdamW" ? withDecoupledWeightDecay(plugin) : withWeightDecay(plugin);
  return { plugin: decaying, hyperparameters: { ...numbers, weightDecay } };
}

function adamLike(reader: CaseReader): TorchRule {
  const plugin = reader.flag("amsgrad", false) ? amsgrad : adam;
  return { plugin, hyperparameters: betas(reader) };
}

function betas(reader: CaseReader): Readonly<Record<string, number>> {
  const [beta1, beta2] = reader.numbers("betas", [0.9, 0.999]);
  return { beta1, beta2, epsilon: reader.number("eps", 1e-8) };
}
