import { pointwise, type Tensor } from "@descent/core";
import { newtonSchulz } from "../matrices/newton_schulz.ts";
import type { MatrixView } from "../matrices/matrix_rule.ts";
import { withDecoupledWeightDecay } from "../wrappers/with_decoupled_weight_decay.ts";
import { choice, decayRate, learningRate, onOff } from "./_rows.ts";
import { adam } from "./adam.ts";

/** The rule of the parameters that are no hidden matrices, at a rate that fits to Muon's. */
export const adamOfOthers = withDecoupledWeightDecay(
  { ...adam, hyperparameters: { ...adam.hyperparameters, learningRate: learningRate(3e-3) } },
  { weightDecay: 0 },
);

/** The table entries that Muon and its relatives share. */
export const muonRows = {
  learningRate: learningRate(0.02),
  momentum: decayRate(0.95, "the momentum, the moving average of the gradient"),
  nesterov: onOff(true, "Whether the present gradient enters the momentum once more."),
  scaling: choice(
    ["fan-out-over-fan-in", "match-rms"],
    "The scale of a step: the root of fan-out over fan-in, at least 1, or a root mean square as of Adam's steps.",
  ),
};

/** The values of {@linkcode muonRows}. */
export type MuonValues = Readonly<Record<keyof typeof muonRows, number>>;

const average = pointwise({
  name: "momentum of a matrix",
  tensors: ["g", "momentum", "x"],
  scalars: ["kept", "added", "nesterov"],
  update: ({ g, momentum, kept, added, nesterov }) => {
    const next = kept.mul(momentum).add(added.mul(g));
    return {
      momentum: next,
      x: nesterov.greater(0).select(added.mul(g).add(kept.mul(next)), next),
    };
  },
});

const move = pointwise({
  name: "step along a matrix",
  tensors: ["w", "x"],
  scalars: ["stepSize"],
  update: ({ w, x, stepSize }) => ({ w: w.sub(stepSize.mul(x)) }),
});

/** The momentum of a matrix, made orthogonal, and the step along it. */
export function orthogonalMomentum(
  { value, gradient, fanOut, fanIn, arena, dtype }: MatrixView,
  values: MuonValues,
) {
  const momentum: Tensor = arena.tensor(value.shape, dtype);
  const { x, run } = newtonSchulz(arena, [value.shape[0], value.shape[1]], dtype);
  const averaging = average.bindAll([{ g: gradient, momentum, x }]);
  averaging.scalars[2] = values.nesterov;
  const moving = move.bindAll([{ w: value, x }]);
  const scale = values.scaling === 1
    ? 0.2 * Math.sqrt(Math.max(fanOut, fanIn))
    : Math.sqrt(Math.max(1, fanOut / fanIn));
  return {
    momentum,
    x,
    /** Averages the gradient and puts the orthogonal factor into `x`. */
    orthogonalize: () => {
      averaging.scalars[0] = values.momentum;
      averaging.scalars[1] = 1 - values.momentum;
      averaging.run();
      run();
    },
    /** Moves the values along `x`. */
    move: (learningRate: number) => {
      moving.scalars[0] = learningRate * scale;
      moving.run();
    },
  };
}
