import { assertFollowsTorch } from "../_golden.ts";
import { adagrad } from "./adagrad.ts";

Deno.test("adagrad: follows PyTorch's Adagrad", () => {
  assertFollowsTorch(adagrad, "adagrad", { epsilon: 1e-10 });
});

Deno.test("adagrad: follows PyTorch's lr_decay and initial_accumulator_value", () => {
  const hyperparameters = { learningRateDecay: 0.05, initialAccumulatorValue: 0.1, epsilon: 1e-10 };
  assertFollowsTorch(adagrad, "adagrad_lr_decay", hyperparameters);
});
