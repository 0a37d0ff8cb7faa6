import type { GradientCheck } from "./gradient_check.ts";

const relu: GradientCheck = {
  group: "layer",
  title: "relu",
  input: [1, 1],
  mode: "train",
  tensor: "input",
  error: 2e-12,
  bound: 3.28e-12,
  printed: undefined,
};

/** Checks of two layers, a loss and the course; the second tensor of the affine layer fails. */
export const sampleChecks: readonly GradientCheck[] = [
  relu,
  { ...relu, input: [3, 7], mode: "eval", error: 3e-12 },
  { ...relu, title: "affine", input: [2, 16], error: 1.25e-10, bound: 5e-10 },
  { ...relu, title: "affine", input: [2, 16], tensor: "affine1.weight", error: 0.01, bound: 5e-10 },
  {
    ...relu,
    group: "loss",
    title: "huber",
    mode: undefined,
    tensor: "prediction",
    error: 0,
    bound: 1e-7,
  },
  {
    ...relu,
    group: "course",
    tensor: "dx",
    input: [10, 10],
    error: 3.2756e-12,
    printed: 3.2756e-12,
  },
];
