import type { BuiltProblem } from "../contract/problem_plugin.ts";
import {
  build,
  descend,
  firstDifference,
  gradientsOf,
  type ProblemCheck,
  stateNames,
  stateOf,
} from "./_subject.ts";

const STEPS = 3;

/** Some steps of several problems in turn, each with its own parameters; the losses of each. */
function train(problems: readonly BuiltProblem[], afterStep?: () => void): number[][] {
  const losses: number[][] = problems.map(() => []);
  for (let step = 1; step <= STEPS; step++) {
    for (const problem of problems) problem.nextBatch(step);
    for (const [index, problem] of problems.entries()) losses[index].push(problem.gradients());
    for (const problem of problems) descend(problem);
    afterStep?.();
  }
  return losses;
}

/** Where losses, parameters and buffers of two problems differ. */
function difference(
  [a, b]: readonly BuiltProblem[],
  [lossesA, lossesB]: readonly number[][],
): string | undefined {
  return firstDifference(
    ["loss", ...stateNames(a)],
    [lossesB, ...stateOf(b)],
    [lossesA, ...stateOf(a)],
  );
}

/** Checks that randomness comes from the seed alone, and that neither repetition nor evaluation leaves a trace. */
export const repeatChecks: readonly ProblemCheck[] = [
  {
    name: "repeats a step",
    run: (subject) => {
      using built = build(subject);
      const names = ["loss", ...built.parameters.map(({ name }) => name)];
      for (const step of [1, 2]) {
        built.nextBatch(step);
        const wanted = [[built.gradients()], ...gradientsOf(built)];
        const state = stateOf(built);
        // What is there before must not show in what is there after.
        for (const { gradient } of built.parameters) gradient.data.fill(NaN);
        const came = [[built.gradients("repeat")], ...gradientsOf(built)];
        const changed = firstDifference(names, came, wanted);
        if (changed !== undefined) {
          return `expected gradients("repeat") to give the same bits as "train": ${changed}; overwrite the gradients, and keep the random draws of the last "train"`;
        }
        const moved = firstDifference(stateNames(built), stateOf(built), state);
        if (moved !== undefined) {
          return `expected gradients("repeat") to leave parameters and buffers alone: ${moved}; pass its mode to the layers`;
        }
      }
      return undefined;
    },
  },
  {
    name: "does the same under the same seed",
    run: (subject) => {
      using first = build(subject);
      using second = build(subject);
      const problems = [first, second];
      const found = difference(problems, train(problems));
      return found === undefined
        ? undefined
        : `expected the same bits from two problems under one seed: ${found}; draw from the context's random stream alone, and share nothing between problems`;
    },
  },
  {
    name: "does something else under another seed",
    run: (subject) => {
      using first = build(subject);
      // A function of a few variables may well start from the same place and have nothing to draw.
      if (first.examples.train === 1) return undefined;
      using second = build(subject, { seed: 2 });
      const problems = [first, second];
      const losses = train(problems);
      return difference(problems, losses) !== undefined
        ? undefined
        : `expected other initial weights or minibatches under another seed, got the same bits after ${STEPS} steps; draw them from the context's random stream`;
    },
  },
  {
    name: "is left alone by evaluation",
    run: (subject) => {
      using evaluated = build(subject);
      using plain = build(subject);
      let changed: string | undefined;
      const evaluate = () => {
        const before = stateOf(evaluated);
        for (const split of ["train", "validation", "test"] as const) {
          evaluated.evaluate(split, Math.min(20, evaluated.examples[split]));
        }
        changed ??= firstDifference(stateNames(evaluated), stateOf(evaluated), before);
      };
      evaluate();
      const problems = [plain, evaluated];
      const found = difference(problems, train(problems, evaluate));
      if (changed !== undefined) {
        return `expected evaluate to leave parameters and buffers alone: ${changed}; evaluate in mode "eval"`;
      }
      return found === undefined
        ? undefined
        : `expected the same bits after ${STEPS} steps with evaluations between them as without: ${found}; draw nothing in evaluate that steps draw from`;
    },
  },
  {
    name: "evaluates the same twice",
    run: (subject) => {
      using built = build(subject);
      train([built]);
      for (const split of ["train", "validation", "test"] as const) {
        const count = Math.min(20, built.examples[split]);
        const [first, second] = [1, 2].map(() => built.evaluate(split, count));
        const names = Object.keys(first);
        const valuesOf = (metrics: typeof first) => names.map((name) => [metrics[name]]);
        const found = firstDifference(names, valuesOf(second), valuesOf(first));
        if (found !== undefined) {
          return `expected the same metrics of the same model on the part '${split}': ${found}; leave random draws to training`;
        }
      }
      return undefined;
    },
  },
];
