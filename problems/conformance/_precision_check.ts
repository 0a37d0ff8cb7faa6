import { build, gradientsOf, type ProblemCheck, type Subject } from "./_subject.ts";

/** Relative error of a loss, and of a gradient by its norm. */
const LOSS_BOUND = 1e-4, GRADIENT_BOUND = 1e-3;
/** Rounding errors where the true value is 0, of a loss and in shares of the norm of all gradients. */
const LOSS_FLOOR = 1e-6, GRADIENT_FLOOR = 1e-5;

function firstStep(subject: Subject, dtype: "f32" | "f64") {
  using built = build(subject, { dtype });
  built.nextBatch(1);
  const loss = built.gradients();
  const names = built.parameters.map(({ name }) => name);
  return { loss, names, gradients: gradientsOf(built) };
}

/** Checks that f32 is f64 but for rounding. */
export const precisionCheck: ProblemCheck = {
  name: "agrees in f32 and f64",
  run: (subject) => {
    const narrow = firstStep(subject, "f32"), wide = firstStep(subject, "f64");
    const bound = LOSS_BOUND * Math.abs(wide.loss) + LOSS_FLOOR;
    if (!(Math.abs(narrow.loss - wide.loss) <= bound)) {
      return `expected the loss of the first minibatch in f32 to be within ${
        bound.toPrecision(2)
      } of f64, got ${narrow.loss} and ${wide.loss}; draw the same numbers for both types`;
    }
    const whole = Math.hypot(...wide.gradients.map((each) => distance(each)));
    for (const [index, name] of wide.names.entries()) {
      const wanted = wide.gradients[index];
      const error = distance(wanted, narrow.gradients[index]);
      const allowed = GRADIENT_BOUND * distance(wanted) + GRADIENT_FLOOR * whole;
      if (error <= allowed) continue;
      return `expected the gradient of '${name}' in f32 to be within ${
        allowed.toPrecision(2)
      } of f64, got a distance of ${error.toPrecision(2)}`;
    }
    return undefined;
  },
};

/** Euclidean distance of two vectors, of one from 0. */
function distance(a: ArrayLike<number>, b?: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - (b?.[i] ?? 0)) ** 2;
  return Math.sqrt(sum);
}
