import { formatShape } from "@descent/core";
import {
  type ConformanceCheck,
  defaultRate,
  firstDifference,
  makeSteps,
  setUp,
  type SetUpOptions,
  type Subject,
  valuesOf,
} from "./_laboratory.ts";
import { quadratic, scaled } from "./_objective.ts";

/** Where some steps lead at one learning rate. */
function follow(
  subject: Subject,
  { learningRate, steps, ...options }: Omit<SetUpOptions, "learningRate"> & {
    readonly learningRate: number;
    readonly steps: number;
  },
): { readonly before: number[]; readonly after: number[] } {
  using arena = subject.engine.arena();
  const laboratory = setUp(subject, arena, { dtype: "f64", ...options });
  const before = valuesOf(laboratory.parameters);
  makeSteps(laboratory, { last: steps, learningRate });
  return { before, after: valuesOf(laboratory.parameters) };
}

function distance({ before, after }: ReturnType<typeof follow>): number {
  return Math.max(...after.map((value, index) => Math.abs(value - before[index])));
}

/** For rules in which rounding grows: after 30 steps both types are lower than at the start. */
function descendsInBoth(subject: Subject): string | undefined {
  for (const dtype of ["f32", "f64"] as const) {
    using arena = subject.engine.arena();
    const laboratory = setUp(subject, arena, { dtype });
    const first = laboratory.evaluate();
    makeSteps(laboratory, { last: 30, learningRate: defaultRate(subject.plugin) });
    const last = laboratory.evaluate();
    if (!(last < first)) {
      return `expected a lower value after 30 steps in f32 and f64, got ${last} after ${first} in ${dtype}`;
    }
  }
  return undefined;
}

/** Checks of what one or a few steps do. */
export const stepChecks: readonly ConformanceCheck[] = [
  {
    name: "agrees in f32 and f64",
    run: (subject) => {
      if (subject.plugin.amplifiesRounding) return descendsInBoth(subject);
      // Soon and late: rules that converge agree in the end, whatever they did.
      for (const steps of [5, 30]) {
        const options = { learningRate: defaultRate(subject.plugin), steps };
        const wide = follow(subject, options);
        const narrow = follow(subject, { ...options, dtype: "f32" });
        const bound = 1e-3 * distance(wide) + 1e-5;
        const index = narrow.after.findIndex((value, index) =>
          !(Math.abs(value - wide.after[index]) <= bound)
        );
        if (index < 0) continue;
        return `expected f32 to stay within ${
          bound.toPrecision(2)
        } of f64 over ${steps} steps, got ${narrow.after[index]} against ${
          wide.after[index]
        } in element ${index}`;
      }
      return undefined;
    },
  },
  {
    name: "stays where the gradient is zero",
    run: (subject) => {
      if (subject.plugin.needs?.includes("random")) return undefined;
      const learningRate = defaultRate(subject.plugin);
      const objective = scaled(quadratic, 0);
      const options = { decays: false, objective, learningRate, steps: 3 };
      const { before, after } = follow(subject, options);
      const difference = firstDifference(after, before);
      return difference === undefined
        ? undefined
        : `expected parameters that do not decay to stay the same on zero gradients from a fresh state: ${difference}; divide by something that is never 0, and apply weight decay only where decays is true`;
    },
  },
  {
    name: "stays at learning rate 0",
    run: (subject) => {
      const { before, after } = follow(subject, { learningRate: 0, steps: 3 });
      const index = after.findIndex((value, index) => value !== before[index]);
      return index < 0
        ? undefined
        : `expected the parameters to stay when the step's learning rate is 0: ${
          before[index]
        }, got ${
          after[index]
        } in element ${index}; multiply every change by the learning rate of the step's context`;
    },
  },
  {
    name: "follows the schedule",
    run: (subject) => {
      if (subject.plugin.schedule === "own") return undefined;
      const learningRate = defaultRate(subject.plugin);
      const whole = distance(follow(subject, { learningRate, steps: 3 }));
      // Far below, so that it is out of the reach of a line search that shortens the steps itself.
      const part = distance(follow(subject, { learningRate: learningRate / 100, steps: 3 }));
      return part > 0 && part < 0.95 * whole
        ? undefined
        : `expected a shorter way at a hundredth of the learning rate, got ${
          part.toPrecision(4)
        } after ${
          whole.toPrecision(4)
        }; take the learning rate from the step's context, not from the hyperparameters`;
    },
  },
  {
    name: "moves parameters of any shape",
    run: (subject) => {
      using arena = subject.engine.arena();
      const laboratory = setUp(subject, arena, {
        parameters: shapes.map((shape) => ({
          shape,
          role: shape.length === 1 ? "bias" : "weight",
        })),
      });
      const before = laboratory.parameters.map(({ value }) => [...value.data]);
      makeSteps(laboratory, { last: 3, learningRate: defaultRate(subject.plugin) });
      for (const [which, { value }] of laboratory.parameters.entries()) {
        const index = before[which].findIndex((old, index) =>
          !Number.isFinite(value.data[index]) || value.data[index] === old
        );
        if (index >= 0) {
          return `expected every element of a parameter ${
            formatShape(value.shape)
          } to move to a finite value, got ${value.data[index]} from ${
            before[which][index]
          } in element ${index}`;
        }
      }
      return undefined;
    },
  },
];

/** Counts around those of a vector's lanes, and rows and columns alone. */
const shapes: readonly (readonly number[])[] = [
  ...[1, 0, 2, 3, 5, 17, 64, 101].map((size) => [size]),
  ...[[1, 1], [1, 7], [7, 1], [17, 3], [2, 1, 1, 1], [3, 1, 2, 5]],
];
