import { withEvaluationView } from "../with_evaluation_view.ts";
import type { ConformanceCheck, Subject } from "./_laboratory.ts";
import { defaultRate, makeSteps, setUp, startAt, valuesOf } from "./_laboratory.ts";
import { linear, type Objective, quadratic, rosenbrock } from "./_objective.ts";

/** A function to minimize, and how far. */
interface Descent {
  readonly name: string;
  readonly objective: Objective;
  readonly start: (index: number) => number;
  readonly steps: number;
  /** The share of the value at the start that must be left at most. */
  readonly target: number;
  /** Multiples of the default learning rate, of which one must do. */
  readonly rates: readonly number[];
}

const descents: readonly Descent[] = [
  {
    name: "converges on a quadratic",
    objective: quadratic,
    start: startAt,
    steps: 1500,
    target: 0.01,
    rates: [1, 10, 0.1, 100, 1000],
  },
  {
    name: "decreases Rosenbrock's function",
    objective: rosenbrock,
    // The usual start, but a little different in each pair, so that a matrix has more than one row.
    start: (index) => (index % 2 === 0 ? -1.2 : 1) + 0.1 * Math.sin(index),
    steps: 500,
    target: 0.25,
    rates: [1, 0.1, 0.01, 10, 0.001, 0.0001],
  },
];

/** Minimizes with a rate that falls to 0 along a line; the shares of the first value that are left. */
function descend(
  subject: Subject,
  { objective, start, steps }: Descent,
  learningRate: number,
): { readonly trained: number; readonly evaluated: number } {
  using arena = subject.engine.arena();
  const { parameters, optimizer, evaluate, random } = setUp(subject, arena, {
    dtype: "f64",
    decays: false,
    start,
    objective,
    learningRate,
  });
  const first = evaluate();
  let loss = first;
  for (let step = 1; step <= steps && Number.isFinite(loss); step++) {
    const rate = learningRate * (1 - (step - 1) / steps);
    optimizer.step({ step, learningRate: rate, loss, evaluate, totalSteps: steps, random });
    loss = evaluate();
  }
  const isFinite = Number.isFinite(loss) && valuesOf(parameters).every(Number.isFinite);
  return {
    trained: isFinite ? loss / first : Infinity,
    evaluated: withEvaluationView(optimizer, evaluate) / first,
  };
}

function descentCheck(descent: Descent): ConformanceCheck {
  const { name, steps, target } = descent;
  return {
    name,
    run: (subject) => {
      const { default: standard, range: [minimum, maximum] } =
        subject.plugin.hyperparameters.learningRate;
      const rates = descent.rates.map((multiple) => multiple * standard)
        .filter((rate) => rate >= minimum && rate <= maximum);
      let least = Infinity;
      for (const rate of rates) {
        const { trained, evaluated } = descend(subject, descent, rate);
        least = Math.min(least, trained);
        if (trained > target) continue;
        // An average of weights may lag behind them, but not behind the start.
        return evaluated < 1
          ? undefined
          : `expected a lower value than the first one between beginEvaluation and endEvaluation, got ${
            evaluated.toPrecision(3)
          } times it after ${steps} steps`;
      }
      return `expected at most ${target} of the first value after ${steps} steps with one of the learning rates ${
        rates.map((rate) => Number(rate.toPrecision(3))).join(", ")
      }, got ${least.toPrecision(3)} of it at best`;
    },
  };
}

const sizes = [0, 1e-38, 1e-12, 1, 1e4, -1e4];

/** Checks that a rule goes downhill at all. */
export const descentChecks: readonly ConformanceCheck[] = [
  ...descents.map(descentCheck),
  {
    name: "stays finite on gradients of any size",
    run: (subject) => {
      using arena = subject.engine.arena();
      let step = 1;
      const objective = linear((index) => sizes[(index + step) % sizes.length]);
      const laboratory = setUp(subject, arena, { decays: false, objective });
      const { parameters } = laboratory, learningRate = defaultRate(subject.plugin);
      for (; step <= 12; step++) makeSteps(laboratory, { first: step, last: step, learningRate });
      const bad = valuesOf(parameters).find((each) => !Number.isFinite(each));
      return bad === undefined
        ? undefined
        : `expected finite f32 values after 12 steps on gradients of 0, 1e-38, 1e-12, 1 and ±1e4, got ${bad}`;
    },
  },
];
