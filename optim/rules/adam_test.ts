import { adam } from "./adam.ts";
import { assertFollowsTorch, assertMatchesCourse } from "../_golden.ts";

Deno.test("adam: follows PyTorch's Adam", () => {
  assertFollowsTorch(adam, "adam", { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 });
  assertFollowsTorch(adam, "adam_beta2_0.9", { beta1: 0.9, beta2: 0.9, epsilon: 1e-8 });
});

Deno.test("adam: makes the course's sixth step", () => {
  assertMatchesCourse("adam_step", {
    plugin: adam,
    hyperparameters: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
    state: { firstMoment: { input: "m", output: "m" }, secondMoment: { input: "v", output: "v" } },
    stepsBefore: 5,
    bound: 2e-7,
  });
});
