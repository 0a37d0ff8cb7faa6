import type { ConformanceCheck, Subject } from "./_laboratory.ts";
import { defaultRate, setUp, valuesOf } from "./_laboratory.ts";

/** A function to minimize. */
interface Problem {
  readonly start: readonly number[];
  /** The value at a point, and its gradient, written to `gradient`. */
  readonly evaluate: (point: ArrayLike<number>, gradient: { [index: number]: number }) => number;
  readonly steps: number;
  /** What share of the value at the start must be left at most. */
  readonly target: number;
  /** Multiples of the default learning rate, of which one must do. */
  readonly rates: readonly number[];
}

const curvatures = [0.5, 1, 2, 0.8, 1.6];

const quadratic: Problem = {
  start: [1, -1, 0.5, -0.5, 1.5],
  evaluate: (point, gradient) => {
    let value = 0;
    for (let index = 0; index < point.length; index++) {
      gradient[index] = curvatures[index] * point[index];
      value += 0.5 * gradient[index] * point[index];
    }
    return value;
  },
  steps: 1500,
  target: 0.01,
  rates: [1, 10, 0.1, 100, 1000],
};

const rosenbrock: Problem = {
  start: [-1.2, 1],
  evaluate: (point, gradient) => {
    const [x, y] = [point[0], point[1]];
    gradient[0] = -400 * x * (y - x * x) - 2 * (1 - x);
    gradient[1] = 200 * (y - x * x);
    return 100 * (y - x * x) ** 2 + (1 - x) ** 2;
  },
  steps: 500,
  target: 0.25,
  rates: [1, 0.1, 0.01, 10, 0.001, 0.0001],
};

/** Minimizes with a rate that falls to 0 along a line; the share of the first value that is left. */
function descend(subject: Subject, problem: Problem, learningRate: number): number {
  const { start, evaluate, steps } = problem;
  using arena = subject.engine.arena();
  const { parameters, optimizer } = setUp(subject, arena, {
    sizes: [start.length],
    dtype: "f64",
    decays: false,
    learningRate,
  });
  const [{ value: { data: point }, gradient: { data: gradient } }] = parameters;
  point.set(start);
  const again = () => evaluate(point, gradient);
  const first = again();
  for (let step = 1; step <= steps; step++) {
    const rate = learningRate * (1 - (step - 1) / steps);
    optimizer.step({ step, learningRate: rate, loss: again(), evaluate: again });
    if (!Number.isFinite(point[0])) break;
  }
  return valuesOf(parameters).every(Number.isFinite) ? again() / first : Infinity;
}

function descentCheck(name: string, problem: Problem): ConformanceCheck {
  return {
    name,
    run: (subject) => {
      const { default: standard, range: [minimum, maximum] } =
        subject.plugin.hyperparameters.learningRate;
      const rates = problem.rates.map((multiple) => multiple * standard)
        .filter((rate) => rate >= minimum && rate <= maximum);
      let least = Infinity;
      for (const rate of rates) {
        least = Math.min(least, descend(subject, problem, rate));
        if (least <= problem.target) return undefined;
      }
      return `expected at most ${problem.target} of the first value after ${problem.steps} steps with one of the learning rates ${
        rates.map((rate) => Number(rate.toPrecision(3))).join(", ")
      }, got ${least.toPrecision(3)} of it at best`;
    },
  };
}

/** Checks that a rule goes downhill at all. */
export const descentChecks: readonly ConformanceCheck[] = [
  descentCheck("converges on a quadratic", quadratic),
  descentCheck("decreases Rosenbrock's function", rosenbrock),
  {
    name: "stays finite on gradients of any size",
    run: (subject) => {
      using arena = subject.engine.arena();
      const { parameters, optimizer } = setUp(subject, arena, { sizes: [6], decays: false });
      const sizes = [0, 1e-38, 1e-12, 1, 1e4, -1e4];
      const [{ gradient, value }] = parameters;
      for (let step = 1; step <= 12; step++) {
        sizes.forEach((_, index) => gradient.data[index] = sizes[(index + step) % sizes.length]);
        const learningRate = defaultRate(subject.plugin);
        optimizer.step({ step, learningRate, loss: 1, evaluate: () => 1 });
      }
      const bad = value.data.findIndex((each: number) => !Number.isFinite(each));
      return bad < 0
        ? undefined
        : `expected finite f32 values after 12 steps on gradients of 0, 1e-38, 1e-12, 1 and ±1e4, got ${
          value.data[bad]
        }`;
    },
  },
];
