import { assertFollowsTorch, assertMatchesCourse } from "../_golden.ts";
import { rmsprop } from "./rmsprop.ts";

Deno.test("rmsprop: follows PyTorch's RMSprop", () => {
  assertFollowsTorch(rmsprop, "rmsprop", { alpha: 0.99, epsilon: 1e-8 });
});

Deno.test("rmsprop: makes the course's step", () => {
  assertMatchesCourse("rmsprop_step", {
    plugin: rmsprop,
    hyperparameters: { alpha: 0.99, epsilon: 1e-8 },
    state: { secondMoment: { input: "cache", output: "cache" } },
    bound: 2e-7,
  });
});
