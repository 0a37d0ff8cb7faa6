import { assertFollowsTorch, assertMatchesCourse } from "../_golden.ts";
import { rmsprop } from "./rmsprop.ts";

Deno.test("rmsprop: follows PyTorch's RMSprop", () => {
  assertFollowsTorch(rmsprop, "rmsprop", { decay: 0.99, epsilon: 1e-8 });
});

Deno.test("rmsprop: makes the course's step", () => {
  assertMatchesCourse("rmsprop_step", {
    plugin: rmsprop,
    hyperparameters: { decay: 0.99, epsilon: 1e-8 },
    state: { square: { input: "cache", output: "cache" } },
    bound: 2e-7,
  });
});
