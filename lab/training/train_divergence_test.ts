import { type BuiltProblem, LOSS } from "@descent/problems";
import { assertEquals } from "@std/assert";
import { train } from "./train.ts";

/** The step at which a training diverges whose minibatches have these losses. */
function divergedAtStep(losses: readonly number[], untrainedLoss: number | null): number | null {
  let step = 0;
  const problem: BuiltProblem = {
    parameters: [],
    buffers: [],
    stepsPerEpoch: losses.length,
    examples: { train: 1, validation: 1, test: 1 },
    model: "losses",
    data: null,
    nextBatch(number) {
      step = number;
      return 1;
    },
    gradients: () => losses[step - 1],
    evaluate: () => ({ loss: losses[step - 1] }),
    [Symbol.dispose]() {},
  };
  const training = train({
    problem,
    optimizer: { state: {}, step() {} },
    metrics: { loss: LOSS },
    selection: "validation/loss",
    epochs: 1,
    learningRate: 1,
    untrainedLoss,
  });
  return training.divergedAtStep;
}

const cases: readonly [losses: number[], untrained: number | null, diverged: number | null][] = [
  [[2.3, 2.2e4, 1.9], 2.2, null],
  [[2.3, 2.4e4, 1.9], 2.2, 2],
  [[1e-3, 9, 11], null, 3],
  [[1e-3, 9, 9e3], 1, null],
  // One minibatch that is fitted by luck.
  [[1e-9, 0.7, 0.9], 0.7, null],
  // Minus the evidence lower bound.
  [[-0.5, -300, 40], -0.4, null],
  [[-0.5, -300, 6e3], -0.4, 3],
  // A critic that begins with the same score for all.
  [[0, -0.2, 3], 0, null],
  [[0, -0.2, 2001], 0, 3],
  [[0, 0, 0], null, null],
  [[1, Infinity], 1, 2],
];

Deno.test("train judges divergence by the untrained model's loss, in any unit", () => {
  for (const unit of [2 ** -60, 1, 2 ** 60]) {
    for (const [losses, untrained, wanted] of cases) {
      const scaled = losses.map((loss) => unit * loss);
      const step = divergedAtStep(scaled, untrained && unit * untrained);
      assertEquals(step, wanted, `losses of ${scaled}`);
    }
  }
});
