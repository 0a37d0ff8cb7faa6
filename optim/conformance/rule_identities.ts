import { createEngine, type Engine, randomStream, type Tensor } from "@descent/core";
import { createOptimizer } from "../create_optimizer.ts";
import type { OptimizerPlugin } from "../optimizer_plugin.ts";
import { adam } from "../rules/adam.ts";
import { adamKeras } from "../rules/adam_keras.ts";
import { adamw } from "../rules/adamw.ts";
import { ademamix } from "../rules/ademamix.ts";
import { adopt } from "../rules/adopt.ts";
import { asgd } from "../rules/asgd.ts";
import { cautiousAdamw } from "../rules/cautious_adamw.ts";
import { laprop } from "../rules/laprop.ts";
import { lars } from "../rules/lars.ts";
import { lion } from "../rules/lion.ts";
import { marsAdamw } from "../rules/mars_adamw.ts";
import { momentum } from "../rules/momentum.ts";
import { muon, muonMatrices } from "../rules/muon.ts";
import { nadam } from "../rules/nadam.ts";
import { nadamw } from "../rules/nadamw.ts";
import { nesterov } from "../rules/nesterov.ts";
import { qhadam } from "../rules/qhadam.ts";
import { rmsprop } from "../rules/rmsprop.ts";
import { rmspropMomentum } from "../rules/rmsprop_momentum.ts";
import { samMomentum } from "../rules/sam_momentum.ts";
import { scheduleFreeSgd } from "../rules/schedule_free_sgd.ts";
import { sgd } from "../rules/sgd.ts";
import { sgld } from "../rules/sgld.ts";
import { shampoo } from "../rules/shampoo.ts";
import { signum } from "../rules/signum.ts";
import { soap } from "../rules/soap.ts";
import { lookahead } from "../wrappers/lookahead.ts";
import { scheduled } from "../wrappers/scheduled.ts";
import { withAccumulation } from "../wrappers/with_accumulation.ts";
import { withDecoupledWeightDecay } from "../wrappers/with_decoupled_weight_decay.ts";

/**
 * An optimizer at a setting.
 *
 * @category Conformance
 */
export interface RuleSetting {
  /** The rule. */
  readonly plugin: OptimizerPlugin;
  /** Hyperparameters that differ from the defaults. */
  readonly hyperparameters?: Readonly<Record<string, number>>;
  /** Factor of the learning rates that both are run at; default 1. */
  readonly rateFactor?: number;
  /** How many steps it is behind, as it makes none at first; default 0. */
  readonly delay?: number;
}

/**
 * Two optimizers that are the same at some setting.
 *
 * @category Conformance
 */
export interface RuleIdentity {
  /** A sentence, such as `Lion with β₁ = β₂ is Signum`. */
  readonly name: string;
  /** The rule that contains the other. */
  readonly left: RuleSetting;
  /** The rule that it is there. */
  readonly right: RuleSetting;
  /** Largest relative distance between their weights; default 1e-9. */
  readonly tolerance?: number;
}

const elements = 12, steps = 10, rate = 1e-3;

const betas = { beta1: 0.9, beta2: 0.99, epsilon: 1e-8 };
const plainAdam = { plugin: adam, hyperparameters: betas };
const heavy = { plugin: momentum, hyperparameters: { momentum: 0.9 } };

/**
 * The identity of the rules: at these settings two of them make the same steps.
 *
 * An author of a rule adds one for each rule that it contains, and {@linkcode identityDistance} measures it; a plugin of a
 * third party has them in its own `identities`, which its conformance suite walks.
 *
 * @category Conformance
 */
export const ruleIdentities: readonly RuleIdentity[] = [
  {
    name: "Adam with β₁ = 0 and a large ε is gradient descent",
    left: { plugin: adam, hyperparameters: { beta1: 0, epsilon: 1e8 }, rateFactor: 1e8 },
    right: { plugin: sgd },
    tolerance: 1e-6,
  },
  {
    name: "Adam without averages is descent by signs",
    left: { plugin: adam, hyperparameters: { beta1: 0, beta2: 0, epsilon: 0 } },
    right: { plugin: signum, hyperparameters: { momentum: 0 } },
  },
  {
    name: "QHAdam with ν₁ = ν₂ = 1 is Adam",
    left: { plugin: qhadam, hyperparameters: { ...betas, nu1: 1, nu2: 1 } },
    right: plainAdam,
  },
  {
    name: "QHAdam with ν₁ = ν₂ = 0 and no ε is descent by signs",
    left: { plugin: qhadam, hyperparameters: { nu1: 0, nu2: 0, epsilon: 0 } },
    right: { plugin: signum, hyperparameters: { momentum: 0 } },
  },
  {
    name: "Lion with β₁ = β₂ is Signum",
    left: { plugin: lion, hyperparameters: { beta1: 0.9, beta2: 0.9 } },
    right: { plugin: signum, hyperparameters: { momentum: 0.9 } },
  },
  {
    name: "Nesterov's momentum of 0 is gradient descent",
    left: { plugin: nesterov, hyperparameters: { momentum: 0 } },
    right: { plugin: sgd },
  },
  {
    name: "AdamW without decay is Adam",
    left: { plugin: adamw, hyperparameters: { ...betas, weightDecay: 0 } },
    right: plainAdam,
  },
  {
    name: "NAdamW with β₁ = 0 is AdamW with β₁ = 0",
    left: { plugin: nadamw, hyperparameters: { ...betas, beta1: 0, weightDecay: 0.1 } },
    right: { plugin: adamw, hyperparameters: { ...betas, beta1: 0, weightDecay: 0.1 } },
  },
  {
    name: "AdEMAMix with α = 0 is Adam",
    left: { plugin: ademamix, hyperparameters: { ...betas, alpha: 0 } },
    right: plainAdam,
  },
  {
    name: "AdEMAMix with a large α and ε is momentum",
    left: { plugin: ademamix, hyperparameters: { beta3: 0.9, alpha: 1e9, epsilon: 1e8 } },
    right: heavy,
    tolerance: 1e-6,
  },
  {
    name: "AdEMAMix with a schedule for α is AdEMAMix with its warm-up",
    left: { plugin: scheduled(ademamix, { alpha: (steps) => (step) => step / steps }) },
    right: { plugin: ademamix, hyperparameters: { alphaWarmup: steps } },
  },
  {
    name: "NAdam with β₁ = 0 is Adam with β₁ = 0",
    left: { plugin: nadam, hyperparameters: { ...betas, beta1: 0 } },
    right: { plugin: adam, hyperparameters: { ...betas, beta1: 0 } },
  },
  {
    name: "RMSProp with a momentum of 0 is RMSProp",
    left: { plugin: rmspropMomentum, hyperparameters: { momentum: 0 } },
    right: { plugin: rmsprop },
  },
  {
    name: "SAM that goes no way uphill is its optimizer",
    left: { plugin: samMomentum, hyperparameters: { rho: 0, momentum: 0.9 } },
    right: heavy,
  },
  {
    name: "An optimizer on one accumulated gradient is itself",
    left: { plugin: withAccumulation(momentum), hyperparameters: { accumulate: 1 } },
    right: { plugin: momentum },
  },
  {
    name: "Schedule-Free SGD whose average is the last point steps as gradient descent",
    left: { plugin: scheduleFreeSgd, hyperparameters: { weightPower: 100 } },
    right: { plugin: sgd },
    tolerance: 1e-4,
  },
  {
    name: "Shampoo that forgets at once is Muon without momentum, as exactly as Muon is orthogonal",
    left: {
      plugin: shampoo,
      hyperparameters: { beta2: 1e-12, epsilon: 1e-12, momentum: 0, preconditionerFrequency: 1 },
    },
    right: { plugin: muonMatrices, hyperparameters: { momentum: 0, nesterov: 0 } },
    tolerance: 0.4,
  },
  {
    name: "LaProp with β₁ = 0 is Adam with β₁ = 0",
    left: { plugin: laprop, hyperparameters: { ...betas, beta1: 0 } },
    right: { plugin: adam, hyperparameters: { ...betas, beta1: 0 } },
  },
  {
    name: "ADOPT with β₁ = 0 and a large ε is gradient descent, a step later",
    left: {
      plugin: adopt,
      hyperparameters: { beta1: 0, epsilon: 1e8, clipping: 0 },
      rateFactor: 1e8,
      delay: 1,
    },
    right: { plugin: sgd },
    tolerance: 1e-6,
  },
  {
    name: "LARS with the rate outside and inside is the same at a constant rate",
    left: { plugin: lars, hyperparameters: { rateInside: 0 } },
    right: { plugin: lars, hyperparameters: { rateInside: 1 } },
  },
  {
    name: "Schedule-Free SGD with no momentum steps as gradient descent",
    left: { plugin: scheduleFreeSgd, hyperparameters: { momentum: 0 } },
    right: { plugin: sgd },
  },
  {
    name: "ASGD without decay steps as gradient descent",
    left: { plugin: asgd, hyperparameters: { lambda: 0 } },
    right: { plugin: sgd },
  },
  {
    name: "SGLD at temperature 0 is gradient descent",
    left: { plugin: sgld, hyperparameters: { temperature: 0 } },
    right: { plugin: sgd },
  },
  {
    name: "MARS with γ = 0 is AdamW where gradients are short",
    left: { plugin: marsAdamw, hyperparameters: { ...betas, gamma: 0 } },
    right: { plugin: adamw, hyperparameters: betas },
  },
  {
    name: "Shampoo with no axis short enough is momentum",
    left: { plugin: shampoo, hyperparameters: { momentum: 0.9, maxPreconditionerExtent: 0 } },
    right: heavy,
  },
  {
    name: "SOAP with no axis short enough is Adam in Keras's form, a step later",
    left: { plugin: soap, hyperparameters: { ...betas, maxPreconditionerExtent: 0 }, delay: 1 },
    right: { plugin: adamKeras, hyperparameters: betas },
  },
  {
    name: "Muon without hidden matrices is AdamW",
    left: { plugin: muon, hyperparameters: { learningRate: 1e-3, othersLearningRate: 1e-3 } },
    right: { plugin: adamw, hyperparameters: { learningRate: 1e-3, weightDecay: 0 } },
  },
  {
    name: "Lookahead that goes the whole way is its optimizer",
    left: { plugin: lookahead(momentum), hyperparameters: { slowShare: 1 } },
    right: { plugin: momentum },
  },
  {
    name: "Cautious AdamW without averages is AdamW without averages, in Keras's form",
    left: { plugin: cautiousAdamw, hyperparameters: { beta1: 0, beta2: 0, epsilon: 0.1 } },
    right: {
      plugin: withDecoupledWeightDecay(adamKeras),
      hyperparameters: { beta1: 0, beta2: 0, epsilon: 0.1 },
    },
  },
];

/**
 * How far two optimizers are from each other that should be the same: the largest distance between their weights over ten
 * steps, relative to the way that they went.
 *
 * @category Conformance
 * @param identity The two, see {@linkcode RuleIdentity}.
 * @returns The distance, to be at most the identity's tolerance.
 *
 * @example
 * ```ts
 * import { identityDistance, ruleIdentities } from "@descent/optim";
 * import { assertLess } from "@std/assert";
 *
 * const [identity] = ruleIdentities;
 * assertLess(identityDistance(identity), identity.tolerance ?? 1e-9);
 * ```
 */
export function identityDistance(
  { left, right }: Pick<RuleIdentity, "left" | "right">,
): number {
  using engine = createEngine();
  const [a, b] = [follow(left, engine), follow(right, engine)];
  let distance = 0, way = 0;
  a.forEach((each, place) => {
    distance = Math.max(distance, Math.abs(each - b[place]));
    way = Math.max(way, Math.abs(b[place] - b[place % elements]));
  });
  return distance / way;
}

/** The weights before the first step and after each. */
function follow(
  { plugin, hyperparameters = {}, rateFactor = 1, delay = 0 }: RuleSetting,
  engine: Engine,
): number[] {
  using arena = engine.arena();
  const value: Tensor = arena.tensor([4, 3], "f64"), gradient: Tensor = arena.tensor([4, 3], "f64");
  for (let i = 0; i < elements; i++) value.data[i] = 2 * Math.cos(1 + i);
  const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
  const optimizer = createOptimizer({ plugin, parameters, hyperparameters });
  const path = [...value.data];
  const context = {
    loss: 0,
    evaluate: () => 0,
    totalSteps: steps,
    random: randomStream({ seed: 1 }),
  };
  for (let step = 1 - delay; step <= steps; step++) {
    for (let i = 0; i < elements; i++) {
      gradient.data[i] = 0.2 * Math.cos(Math.max(step, 1) * 7 + i * 3);
    }
    const learningRate = rate * rateFactor;
    optimizer.step({ step: step + delay, learningRate, ...context });
    if (step > 0) path.push(...value.data);
  }
  return path;
}
