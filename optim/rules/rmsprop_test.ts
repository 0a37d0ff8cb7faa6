import { assertFollowsTorch } from "../_golden.ts";
import { rmsprop } from "./rmsprop.ts";

Deno.test("rmsprop: follows PyTorch's RMSprop", () => {
  assertFollowsTorch(rmsprop, "rmsprop", { alpha: 0.99, epsilon: 1e-8 });
});
