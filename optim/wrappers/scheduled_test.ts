import { createEngine, randomStream } from "@descent/core";
import { heapGrowth } from "@descent/core/testing";
import { assertAlmostEquals, assertEquals, assertLessOrEqual, assertThrows } from "@std/assert";
import { makeParameter } from "../_testing.ts";
import { byRole } from "../by_role.ts";
import { optimizerCatalogue } from "../catalogue.ts";
import { createOptimizer } from "../create_optimizer.ts";
import type { OptimizerPlugin } from "../optimizer_plugin.ts";
import { adam } from "../rules/adam.ts";
import { adamw } from "../rules/adamw.ts";
import { momentum } from "../rules/momentum.ts";
import { sgd } from "../rules/sgd.ts";
import { soap } from "../rules/soap.ts";
import { cosineDecay } from "../schedules/cosine_decay.ts";
import { linearRamp } from "../schedules/linear_ramp.ts";
import { reduceOnPlateau } from "../schedules/reduce_on_plateau.ts";
import { cautious } from "./cautious.ts";
import { scheduled } from "./scheduled.ts";
import { withRates } from "./with_rates.ts";
import { withWeightDecay } from "./with_weight_decay.ts";

const totalSteps = 8;

Deno.test("scheduled: Adam's moments, epsilon and weight decay follow their schedules", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const weight = makeParameter(arena, { values: [1], gradient: [0] });
  const bias = makeParameter(arena, { name: "b", values: [1], gradient: [0], decays: false });
  const plugin = scheduled(adamw, {
    beta1: (steps) => linearRamp({ from: 0.5, to: 1, steps }),
    epsilon: (steps) => cosineDecay({ steps }),
    weightDecay: (steps) => cosineDecay({ steps, floor: 0.1 }),
  });
  const hyperparameters = { beta1: 0.9, beta2: 0.99, epsilon: 0.1, weightDecay: 0.5 };
  const parameters = [weight, bias];
  const optimizer = createOptimizer({ plugin, parameters, hyperparameters });
  const state = { w: 1, b: 1, m: 0, v: 0 };
  for (let step = 1; step <= totalSteps; step++) {
    const g = Math.cos(step);
    for (const { gradient } of parameters) gradient.data[0] = g;
    optimizer.step({ step, learningRate: 0.1, totalSteps });
    const beta1 = 0.9 * linearRamp({ from: 0.5, to: 1, steps: totalSteps })(step);
    const epsilon = 0.1 * cosineDecay({ steps: totalSteps })(step);
    const decay = 0.5 * cosineDecay({ steps: totalSteps, floor: 0.1 })(step);
    state.m = beta1 * state.m + (1 - beta1) * g;
    state.v = 0.99 * state.v + 0.01 * g * g;
    const root = Math.sqrt(state.v / (1 - 0.99 ** step)) + epsilon;
    const change = 0.1 * state.m / (1 - beta1 ** step) / root;
    state.w = state.w - 0.1 * decay * state.w - change;
    state.b -= change;
    assertAlmostEquals(weight.value.data[0], state.w, 1e-13);
    assertAlmostEquals(bias.value.data[0], state.b, 1e-13);
  }
});

/** Where eight steps lead, in f64. */
function pathEnd(plugin: OptimizerPlugin, hyperparameters: Record<string, number> = {}): number[] {
  using engine = createEngine();
  using arena = engine.arena();
  const shape = [3, 2], value = arena.tensor(shape, "f64"), gradient = arena.tensor(shape, "f64");
  const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
  const optimizer = createOptimizer({ plugin, parameters, hyperparameters });
  const random = randomStream({ seed: 1 });
  const evaluate = () => {
    let loss = 0;
    for (let i = 0; i < 6; i++) {
      const distance = value.data[i] - i;
      gradient.data[i] = (1 + i) * distance;
      loss += (1 + i) * distance * distance / 2;
    }
    return loss;
  };
  for (let step = 1; step <= totalSteps; step++) {
    const loss = evaluate();
    optimizer.step({ step, learningRate: 0.05, loss, evaluate, totalSteps, random });
  }
  return [...value.data];
}

for (const plugin of optimizerCatalogue) {
  Deno.test(`scheduled: ${plugin.name} at factors of 1 is itself, bit for bit`, () => {
    const names = plugin.schedulable ?? [];
    const ones = Object.fromEntries(names.map((name) => [name, () => () => 1]));
    assertEquals(pathEnd(scheduled(plugin, ones)), pathEnd(plugin));
  });
}

Deno.test("scheduled: a catalogue's number that is no count, choice or first state may have a schedule", () => {
  const fixed = optimizerCatalogue.flatMap(({ name, hyperparameters, schedulable = [] }) =>
    Object.entries(hyperparameters).flatMap(([own, { whole, choices }]) =>
      own === "learningRate" || whole || choices !== undefined || schedulable.includes(own)
        ? []
        : [`${name}.${own}`]
    )
  );
  assertEquals(fixed, [
    "adagrad.initialAccumulatorValue",
    "yogi.initialFirst",
    "yogi.initialSecond",
    "cocob.epsilon",
    "prodigy.initialDistance",
    "dadapt-adam.initialDistance",
    "adafactor.beta1",
  ]);
});

Deno.test("scheduled: wrappers and roles hand on what changes", () => {
  const half = { beta1: () => () => 0.5 };
  assertEquals(pathEnd(cautious(scheduled(adam, half))), pathEnd(cautious(adam), { beta1: 0.45 }));
  assertEquals(pathEnd(scheduled(cautious(adam), half)), pathEnd(cautious(adam), { beta1: 0.45 }));
  const twice = scheduled(scheduled(withWeightDecay(adam), half), {
    weightDecay: () => () => 0.25,
    beta2: () => () => 0.5,
  });
  const values = { beta1: 0.45, beta2: 0.4995, weightDecay: 0.025 };
  assertEquals(pathEnd(twice, { weightDecay: 0.1 }), pathEnd(withWeightDecay(adam), values));
  const slower = withRates(adam, () => 0.5);
  assertEquals(pathEnd(scheduled(slower, half)), pathEnd(slower, { beta1: 0.45 }));
  const roles = byRole({ matrices: momentum, others: sgd });
  assertEquals(
    pathEnd(scheduled(roles, { momentum: () => () => 0.5, othersLearningRate: () => () => 2 })),
    pathEnd(roles, { momentum: 0.45, othersLearningRate: 0.6 }),
  );
});

Deno.test("scheduled: the learning rates of roles change", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const parameters = [makeParameter(arena, { values: [0], gradient: [1] })];
  const plugin = scheduled(byRole({ matrices: momentum, others: sgd }), {
    othersLearningRate: () => (step) => step,
  });
  const hyperparameters = { learningRate: 0.5, othersLearningRate: 0.25 };
  const optimizer = createOptimizer({ plugin, parameters, hyperparameters });
  for (const step of [1, 2]) optimizer.step({ step, learningRate: 0.5, totalSteps });
  assertEquals(parameters[0].value.data[0], -0.75);
});

Deno.test("scheduled: refuses what is read once, what there is not, and values out of their range", () => {
  assertThrows(
    () => scheduled(soap, { preconditionFrequency: () => () => 1 }),
    TypeError,
    "scheduled: expected hyperparameters of 'soap' that each step reads anew (beta1, beta2, shampooBeta, epsilon, weightDecay), got 'preconditionFrequency'; it is read once, before the first step",
  );
  assertThrows(
    () => scheduled(sgd, { learningRate: () => () => 1 }),
    TypeError,
    "(of which there are none), got 'learningRate'; it has the training's schedule",
  );
  assertThrows(() => scheduled(adam, { beta: () => () => 1 }), TypeError, "check the spelling");
  using engine = createEngine();
  using arena = engine.arena();
  const parameters = [makeParameter(arena, { values: [1], gradient: [1] })];
  const step = (plugin: OptimizerPlugin, totalSteps?: number) =>
    createOptimizer({ plugin, parameters }).step({ step: 3, learningRate: 1, totalSteps });
  assertThrows(
    () => step(scheduled(momentum, { momentum: () => (step) => step / 2 }), 9),
    RangeError,
    "Optimizer 'momentum-scheduled': expected momentum from 0 to 1 at every step, got 1.35, 0.9 times 1.5, at step 3; change its schedule or its value",
  );
  assertThrows(
    () => step(scheduled(momentum, { momentum: () => reduceOnPlateau() }), 9),
    TypeError,
    "expected a schedule of the step alone for momentum, got one that follows a metric",
  );
  assertThrows(
    () => step(scheduled(momentum, { momentum: () => () => 1 })),
    TypeError,
    "expected a step's context with totalSteps, got one without",
  );
});

Deno.test("scheduled: a step leaves boxed numbers behind and nothing else", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const parameters = [makeParameter(arena, { values: [1, 2], gradient: [1, 1] })];
  const plugin = scheduled(adam, {
    beta1: (steps) => linearRamp({ from: 0.9, to: 1, steps }),
    epsilon: (steps) => cosineDecay({ steps }),
  });
  const optimizer = createOptimizer({ plugin, parameters });
  const context = { step: 0, learningRate: 0.1, totalSteps: 1e9 };
  const steps = (count: number) => {
    for (let index = 0; index < count; index++) {
      context.step += 1;
      optimizer.step(context);
    }
  };
  steps(1);
  const kernelBytes = engine.bytesInUse;
  // Of both schedules and of Adam's four numbers, hyperparameters and rate: less than 32 of 16 bytes.
  const bound = 1000 * 16 * 32 + 8000;
  assertLessOrEqual(heapGrowth(() => steps(1000), { bound }), bound);
  assertEquals(engine.bytesInUse, kernelBytes);
});
