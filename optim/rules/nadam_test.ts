import { assertFollowsTorch } from "../_golden.ts";
import { nadam } from "./nadam.ts";

const hyperparameters = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, momentumDecay: 0.004 };

Deno.test("nadam: follows the formula of PyTorch's documentation", () => {
  assertFollowsTorch(nadam, "nadam", hyperparameters, { suffix: "_documented" });
});

Deno.test("nadam: with repeated momentum follows the NAdam that PyTorch 1.13 released", () => {
  assertFollowsTorch(nadam, "nadam", { ...hyperparameters, momentumRepeats: 1 });
});
