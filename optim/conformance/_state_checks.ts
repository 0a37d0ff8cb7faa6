import { randomStream, Tensor } from "@descent/core";
import type { StateTree } from "../state_tree.ts";
import { restoreState, saveState } from "../state_tree.ts";
import {
  type ConformanceCheck,
  defaultRate,
  firstDifference,
  makeParameters,
  makeSteps,
  setUp,
  valuesOf,
} from "./_laboratory.ts";
import { evaluationOf, quadratic, scaled } from "./_objective.ts";

/** The fault in the form of a state tree, as a clause. */
function formProblem(state: unknown, path: string): string | undefined {
  if (typeof state !== "object" || state === null || Array.isArray(state)) {
    return `expected ${path} to be an object of tensors, numbers and such objects, got ${
      Array.isArray(state) ? "a list" : state === null ? "null" : typeof state
    }`;
  }
  for (const [name, entry] of Object.entries(state as StateTree)) {
    if (typeof entry === "number" || entry instanceof Tensor) continue;
    const problem = formProblem(entry, `${path}.${name}`);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** Checks of what an optimizer keeps between steps. */
export const stateChecks: readonly ConformanceCheck[] = [
  {
    name: "creates an optimizer",
    run: (subject) => {
      using arena = subject.engine.arena();
      const { optimizer } = setUp(subject, arena);
      if (typeof optimizer?.step !== "function") {
        return "expected create to return an object with a function step, got none";
      }
      return formProblem(optimizer.state, "state");
    },
  },
  {
    name: "uses only declared hyperparameters",
    run: ({ plugin, engine }) => {
      using arena = engine.arena();
      const declared = Object.keys(plugin.hyperparameters);
      const defaults = Object.fromEntries(
        Object.entries(plugin.hyperparameters).map(([name, row]) => [name, row.default]),
      );
      const undeclared = new Set<string>();
      const watched = new Proxy(defaults, {
        get: (values, name) => {
          if (typeof name === "string" && !(name in values)) undeclared.add(name);
          return Reflect.get(values, name);
        },
      });
      const parameters = makeParameters(arena);
      const optimizer = plugin.create(
        parameters,
        watched as typeof defaults & { learningRate: number },
      );
      const evaluate = evaluationOf(parameters, quadratic);
      makeSteps({ optimizer, evaluate, random: randomStream({ seed: 1 }) }, {
        last: 2,
        learningRate: defaultRate(plugin),
      });
      return undeclared.size === 0
        ? undefined
        : `expected only the hyperparameters of its table (${
          declared.join(", ")
        }) to be read, got ${[...undeclared].join(", ")}`;
    },
  },
  {
    name: "continues from a saved state",
    run: (subject) => {
      using arena = subject.engine.arena();
      const learningRate = defaultRate(subject.plugin);
      const original = setUp(subject, arena);
      makeSteps(original, { last: 4, learningRate });
      const values = original.parameters.map(({ value }) => value.data.slice());
      const saved = structuredClone(saveState(original.optimizer.state));
      const drawn = original.random.position;
      makeSteps(original, { first: 5, last: 8, learningRate });

      const continued = setUp(subject, arena);
      continued.parameters.forEach(({ value }, which) => value.data.set(values[which]));
      restoreState(continued.optimizer.state, saved);
      continued.random.position = drawn;
      makeSteps(continued, { first: 5, last: 8, learningRate });
      const difference = firstDifference(
        valuesOf(continued.parameters),
        valuesOf(original.parameters),
      );
      return difference === undefined
        ? undefined
        : `expected the same bits after step 8, whether or not the state is saved after step 4 and written into a new optimizer: ${difference}; keep everything that changes in state, whose numbers are written back too`;
    },
  },
  {
    name: "keeps optimizers apart",
    run: (subject) => {
      using arena = subject.engine.arena();
      const learningRate = defaultRate(subject.plugin);
      const alone = setUp(subject, arena);
      makeSteps(alone, { last: 4, learningRate });
      const mixed = setUp(subject, arena);
      const other = setUp(subject, arena, { objective: scaled(quadratic, 1.5) });
      for (let step = 1; step <= 4; step++) {
        makeSteps(mixed, { first: step, last: step, learningRate });
        makeSteps(other, { first: step, last: step, learningRate });
      }
      const difference = firstDifference(valuesOf(mixed.parameters), valuesOf(alone.parameters));
      return difference === undefined
        ? undefined
        : `expected the same bits alone and beside another optimizer of the kind: ${difference}; keep nothing outside the object that create returns`;
    },
  },
];
