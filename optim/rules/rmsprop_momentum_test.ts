import { assertFollowsTorch } from "../_golden.ts";
import { rmspropMomentum } from "./rmsprop_momentum.ts";

Deno.test("rmspropMomentum: follows PyTorch's RMSprop with momentum", () => {
  const hyperparameters = { alpha: 0.99, momentum: 0.9, epsilon: 1e-8 };
  assertFollowsTorch(rmspropMomentum, "rmsprop_momentum", hyperparameters);
});

Deno.test("rmspropMomentum: without momentum follows PyTorch's RMSprop", () => {
  const hyperparameters = { alpha: 0.99, momentum: 0, epsilon: 1e-8 };
  assertFollowsTorch(rmspropMomentum, "rmsprop", hyperparameters);
});
