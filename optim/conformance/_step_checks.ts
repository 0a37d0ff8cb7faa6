import type { DType } from "@descent/core";
import {
  type ConformanceCheck,
  defaultRate,
  firstDifference,
  setUp,
  stepOnGivenGradients,
  type Subject,
  valuesOf,
} from "./_laboratory.ts";

/** Where given gradients lead. */
function follow(
  subject: Subject,
  { sizes, dtype = "f64", decays = true, learningRate, steps, scale = 1 }: {
    readonly sizes: readonly number[];
    readonly dtype?: DType;
    readonly decays?: boolean;
    readonly learningRate: number;
    readonly steps: number;
    readonly scale?: number;
  },
): { readonly before: number[]; readonly after: number[] } {
  using arena = subject.engine.arena();
  const laboratory = setUp(subject, arena, { sizes, dtype, decays });
  const before = valuesOf(laboratory.parameters);
  stepOnGivenGradients(laboratory, { last: steps, learningRate, scale });
  return { before, after: valuesOf(laboratory.parameters) };
}

function distance({ before, after }: ReturnType<typeof follow>): number {
  return Math.max(...after.map((value, index) => Math.abs(value - before[index])));
}

/** Checks of what one or a few steps do. */
export const stepChecks: readonly ConformanceCheck[] = [
  {
    name: "agrees in f32 and f64",
    run: (subject) => {
      const options = { sizes: [7, 33], learningRate: defaultRate(subject.plugin), steps: 30 };
      const wide = follow(subject, options);
      const narrow = follow(subject, { ...options, dtype: "f32" });
      const bound = 1e-3 * distance(wide) + 1e-5;
      const index = narrow.after.findIndex((value, index) =>
        !(Math.abs(value - wide.after[index]) <= bound)
      );
      return index < 0
        ? undefined
        : `expected f32 to stay within ${bound.toPrecision(2)} of f64 over 30 steps, got ${
          narrow.after[index]
        } against ${wide.after[index]} in element ${index}`;
    },
  },
  {
    name: "stays where the gradient is zero",
    run: (subject) => {
      const learningRate = defaultRate(subject.plugin);
      const options = { sizes: [5, 3], decays: false, learningRate, steps: 3, scale: 0 };
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
      const { before, after } = follow(subject, { sizes: [5, 3], learningRate: 0, steps: 3 });
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
      const learningRate = defaultRate(subject.plugin);
      const whole = distance(follow(subject, { sizes: [5, 3], learningRate, steps: 3 }));
      const options = { sizes: [5, 3], learningRate: learningRate / 2, steps: 3 };
      const half = distance(follow(subject, options));
      return half > 0 && half < 0.95 * whole
        ? undefined
        : `expected a shorter way at half the learning rate, got ${half.toPrecision(4)} after ${
          whole.toPrecision(4)
        }; take the learning rate from the step's context, not from the hyperparameters`;
    },
  },
  {
    name: "moves parameters of any size",
    run: (subject) => {
      const sizes = [1, 0, 2, 3, 5, 17, 64, 101];
      using arena = subject.engine.arena();
      const laboratory = setUp(subject, arena, { sizes });
      const before = laboratory.parameters.map(({ value }) => [...value.data]);
      stepOnGivenGradients(laboratory, { last: 3, learningRate: defaultRate(subject.plugin) });
      for (const [which, { value }] of laboratory.parameters.entries()) {
        const index = before[which].findIndex((old, index) =>
          !Number.isFinite(value.data[index]) || value.data[index] === old
        );
        if (index >= 0) {
          return `expected every element of a parameter of ${value.size} to move to a finite value, got ${
            value.data[index]
          } from ${before[which][index]} in element ${index}`;
        }
      }
      return undefined;
    },
  },
];
