import type { Parameter } from "@descent/core";
import { assertEquals, assertLess, assertMatch, assertThrows } from "@std/assert";
import { adam } from "../rules/adam.ts";
import { optimizerCatalogue } from "../catalogue.ts";
import { momentum } from "../rules/momentum.ts";
import type {
  Hyperparameters,
  Optimizer,
  OptimizerPlugin,
  StepContext,
} from "../optimizer_plugin.ts";
import { ruleOptimizer } from "../rule_optimizer.ts";
import { sgd } from "../rules/sgd.ts";
import type { StateTree } from "../state_tree.ts";
import { withDecoupledWeightDecay } from "../wrappers/with_decoupled_weight_decay.ts";
import { withNormClipping } from "../wrappers/with_norm_clipping.ts";
import { withValueClipping } from "../wrappers/with_value_clipping.ts";
import { withWeightDecay } from "../wrappers/with_weight_decay.ts";
import { withWeightAverage } from "../wrappers/with_weight_average.ts";
import { lbfgsRule } from "./_lbfgs_rule.ts";
import { muonRule } from "./_muon_rule.ts";
import { assertConforms, checkConformance } from "./conformance.ts";

const wrappers = [withWeightDecay, withNormClipping, withValueClipping, withWeightAverage];
const everything: readonly OptimizerPlugin[] = [
  ...optimizerCatalogue,
  ...wrappers.map((wrap) => wrap(adam)),
  withNormClipping(withDecoupledWeightDecay(momentum)),
  withWeightDecay(withWeightAverage(momentum)),
  lbfgsRule,
  withWeightDecay(lbfgsRule),
  muonRule(),
];

for (const plugin of everything) {
  Deno.test(`checkConformance: ${plugin.name} passes every check`, () => {
    const { passed, results } = checkConformance(plugin);
    assertEquals(results.flatMap(({ failure }) => failure ?? []), []);
    assertEquals(passed, true);
  });
}

Deno.test("checkConformance: takes less than 0.3 s", () => {
  // The best of some, as other programs take the processor now and then.
  let least = Infinity;
  for (let round = 0; round < 10 && least >= 300; round++) {
    const begin = performance.now();
    checkConformance(adam);
    least = Math.min(least, performance.now() - begin);
  }
  assertLess(least, 300);
});

/** A plugin in plain TypeScript, gradient descent but for what a test breaks. */
function plain(
  step: (parameter: Parameter, context: StepContext, hyperparameters: Hyperparameters) => void,
  { state = {} }: { state?: StateTree } = {},
): OptimizerPlugin {
  return {
    ...sgd,
    name: "broken",
    create: (parameters, hyperparameters): Optimizer => ({
      step: (context) => parameters.forEach((each) => step(each, context, hyperparameters)),
      state,
    }),
  };
}

/** `w ← w − rate·g`. */
function descend({ value, gradient }: Parameter, rate: number): void {
  for (let index = 0; index < value.size; index++) {
    value.data[index] -= rate * gradient.data[index];
  }
}

Deno.test("checkConformance: plain TypeScript conforms as well as a rule does", () => {
  assertConforms(plain((parameter, { learningRate }) => descend(parameter, learningRate)));
});

/** Gradient descent with a view that shows other values, computed from those at the start and the present ones. */
function viewing(
  { begin, end }: Record<"begin" | "end", (start: number, w: number) => number>,
): OptimizerPlugin {
  return {
    ...sgd,
    name: "broken",
    create: (parameters, hyperparameters): Optimizer => {
      const inner = sgd.create(parameters, hyperparameters);
      const all = parameters.flatMap(({ value }) => [...value.data]);
      const map = (change: (start: number, w: number) => number) => {
        let place = 0;
        for (const { value: { data } } of parameters) {
          for (let index = 0; index < data.length; index++) {
            data[index] = change(all[place++], data[index]);
          }
        }
      };
      return {
        state: inner.state,
        step: (context) => inner.step(context),
        beginEvaluation: () => map(begin),
        endEvaluation: () => map(end),
      };
    },
  };
}

let stepsOfAll = 0;

const broken: [check: string, failure: RegExp, plugin: OptimizerPlugin][] = [
  [
    "creates an optimizer",
    /expected create to return an object with a function step, got none$/,
    { ...plain(() => {}), create: () => ({ state: {} }) as unknown as Optimizer },
  ],
  [
    "creates an optimizer",
    /expected state\.history to be an object of tensors, numbers and such objects, got a list$/,
    plain(() => {}, { state: { history: [] as unknown as StateTree } }),
  ],
  [
    "uses only declared hyperparameters",
    /expected only the hyperparameters of its table \(learningRate\) to be read, got gamma$/,
    plain((parameter, { learningRate }, hyperparameters) => {
      const { gamma = 1 } = hyperparameters as Hyperparameters & { gamma?: number };
      descend(parameter, learningRate * gamma);
    }),
  ],
  [
    "continues from a saved state",
    /expected the same bits after step 8, .+ got .+ in element 0; keep everything that changes in state/,
    {
      ...plain(() => {}),
      create: (parameters) => {
        let steps = 0;
        return {
          step: ({ learningRate }) => {
            steps += 1;
            for (const each of parameters) descend(each, learningRate / steps);
          },
          get state() {
            return { steps };
          },
        };
      },
    },
  ],
  [
    "continues from a saved state",
    /expected it to run, got TypeError 'restoreState: expected nothing at 'late', got a number/,
    {
      ...plain(() => {}),
      create: (parameters) => {
        const state: StateTree = {};
        return {
          step: ({ learningRate }) => {
            state.late = 1;
            for (const each of parameters) descend(each, learningRate);
          },
          state,
        };
      },
    },
  ],
  [
    "keeps optimizers apart",
    /expected the same bits alone and beside another optimizer/,
    plain((parameter, { learningRate }) => {
      stepsOfAll += 1;
      descend(parameter, learningRate / stepsOfAll);
    }),
  ],
  [
    "agrees in f32 and f64",
    /expected f32 to stay within .+ of f64 over 5 steps, got .+ against .+ in element 0$/,
    plain((parameter, { learningRate }) =>
      descend(parameter, parameter.value.dtype === "f64" ? learningRate : 1.01 * learningRate)
    ),
  ],
  [
    "stays where the gradient is zero",
    /expected parameters that do not decay to stay the same on zero gradients/,
    plain((parameter, { learningRate }) => {
      descend(parameter, learningRate);
      const { data } = parameter.value;
      for (let index = 0; index < data.length; index++) data[index] *= 1 - 0.01 * learningRate;
    }),
  ],
  [
    "stays at learning rate 0",
    /expected the parameters to stay when the step's learning rate is 0/,
    plain((parameter, { learningRate }) => descend(parameter, learningRate + 1e-3)),
  ],
  [
    "follows the schedule",
    /expected a shorter way at a hundredth of the learning rate, got .+; take the learning rate from the step's context/,
    plain((parameter, { learningRate: rate }, { learningRate }) =>
      descend(parameter, rate > 0 ? learningRate : 0)
    ),
  ],
  [
    "moves parameters of any shape",
    /expected every element of a parameter \[1\] to move to a finite value, got 1\.08.+ in element 0$/,
    plain(({ value, gradient }, { learningRate }) => {
      for (let index = 0; index + 4 <= value.size; index++) {
        value.data[index] -= learningRate * gradient.data[index];
      }
    }),
  ],
  [
    "moves parameters of any shape",
    /expected it to run, got RangeError 'empty'$/,
    plain((parameter, { learningRate }) => {
      if (parameter.value.size === 0) throw new RangeError("empty");
      descend(parameter, learningRate);
    }),
  ],
  [
    "writes nothing but the parameters",
    /expected the gradients to stay as they are, got a change in that of 'p0\.embedding'$/,
    plain((parameter, { learningRate }) => {
      descend(parameter, learningRate);
      parameter.gradient.data.fill(0);
    }),
  ],
  [
    "writes nothing but the parameters",
    /expected writes within the parameters' values, got one beside them$/,
    plain((parameter, { learningRate }) => {
      descend(parameter, learningRate);
      const { data, size } = parameter.value;
      const Numbers = data.constructor as Float32ArrayConstructor;
      new Numbers(data.buffer, data.byteOffset, size + 1)[size] = 1;
    }),
  ],
  [
    "converges on a quadratic",
    /expected at most 0\.01 of the first value after 1500 steps with one of the learning rates 0\.3, 3, 0\.03, 30, 300, got .+ of it at best$/,
    plain((parameter, { learningRate }) => descend(parameter, -learningRate)),
  ],
  [
    "converges on a quadratic",
    /expected at most 0\.01 of the first value .+, got .+ of it at best$/,
    { ...muonRule({ sign: -1 }), name: "broken" },
  ],
  [
    "converges on a quadratic",
    /expected at most 0\.01 of the first value .+, got .+ of it at best$/,
    plain((parameter, { learningRate }) =>
      descend(parameter, parameter.value.shape.length === 4 ? -learningRate : learningRate)
    ),
  ],
  ...(["weight", "bias", "gain", "embedding", "output"] as const).map((role): typeof broken[0] => [
    "converges on a quadratic",
    /expected at most 0\.01 of the first value .+, got .+ of it at best$/,
    plain((parameter, { learningRate }) =>
      descend(parameter, parameter.role === role ? -learningRate : learningRate)
    ),
  ]),
  [
    "converges on a quadratic",
    /expected a lower value than the first one between beginEvaluation and endEvaluation, got 4\.00 times it after 1500 steps$/,
    viewing({ begin: (start) => start * 2, end: (w) => w }),
  ],
  [
    "comes back from the evaluation view",
    /expected the same bits in parameters and state with an evaluation as without after step 0: .+; put everything back in endEvaluation$/,
    viewing({ begin: (_, w) => w + 1, end: (_, w) => w - 1 + 2 ** -20 }),
  ],
  [
    "comes back from the evaluation view",
    /expected beginEvaluation and endEvaluation together, got beginEvaluation alone; write endEvaluation too$/,
    {
      ...sgd,
      name: "broken",
      create: (parameters, hyperparameters) => {
        const inner = sgd.create(parameters, hyperparameters);
        return { state: {}, step: (context) => inner.step(context), beginEvaluation: () => {} };
      },
    },
  ],
  [
    "decreases Rosenbrock's function",
    /expected at most 0\.25 of the first value after 500 steps .+, got 1\.00 of it at best$/,
    plain((parameter, { learningRate, loss }) =>
      descend(parameter, loss! > 10 ? 1e-15 * learningRate : learningRate)
    ),
  ],
  [
    "stays finite on gradients of any size",
    /expected finite f32 values after 12 steps on gradients of 0, .+, got NaN$/,
    ruleOptimizer({
      ...sgd,
      name: "broken",
      update: ({ w, g, learningRate }) => ({ w: w.sub(learningRate.mul(g.div(g.abs()))) }),
    }),
  ],
  [
    "is the rules that it says it is",
    /expected the steps of Momentum at \{"momentum":0\}, got weights that differ by .+ of the way, more than 1e-9; mend/,
    {
      ...momentum,
      name: "broken",
      identities: [
        { at: { momentum: 0 }, rule: sgd },
        { at: { momentum: 0 }, rule: momentum, ruleAt: { momentum: 0.5 } },
      ],
    },
  ],
  [
    "does not know the order of rows and columns",
    /expected the same steps when the rows and the columns .+ change places, got others; treat all of them alike$/,
    plain((parameter, { learningRate }) => {
      const { value, gradient } = parameter;
      value.data[0] -= learningRate * gradient.data[0];
      descend(parameter, learningRate);
    }),
  ],
  [
    "takes chance and horizon from the context",
    /expected the same bits from the same random stream: .*; draw from the context's random alone$/,
    plain((parameter, { learningRate }) => descend(parameter, learningRate * Math.random())),
  ],
  [
    "takes chance and horizon from the context",
    /expected the same bits at another random of the context: .*; write needs: \["random"\]/,
    plain((parameter, { learningRate, random }) =>
      descend(parameter, learningRate * (0.9 + 0.1 * random!.uniform()))
    ),
  ],
  [
    "takes chance and horizon from the context",
    /expected the same bits at another totalSteps of the context: .*; write needs: \["totalSteps"\]/,
    plain((parameter, { learningRate, step, totalSteps = 1 }) =>
      descend(parameter, learningRate * Math.max(0.5, 1 - step / totalSteps))
    ),
  ],
];

for (const [check, message, plugin] of broken) {
  Deno.test(`checkConformance: '${check}' fails with ${message.source.slice(0, 60)}`, () => {
    const { passed, results } = checkConformance(plugin);
    assertEquals(passed, false);
    const failure = results.find((result) => result.check === check)?.failure;
    assertMatch(failure ?? "no failure", message);
    assertEquals(
      failure?.startsWith(`Plugin 'broken' fails the check '${check}': expected `),
      true,
    );
  });
}

Deno.test("assertConforms: throws the first failure and counts the others", () => {
  const still = plain(() => {});
  assertThrows(
    () => assertConforms(still),
    TypeError,
    "Plugin 'broken' fails the check 'follows the schedule': expected a shorter way",
  );
  assertThrows(() => assertConforms(still), TypeError, "(and 3 more)");
});
