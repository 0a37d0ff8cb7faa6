import { adam } from "./adam.ts";
import { assertFollowsTorch } from "../_golden.ts";

Deno.test("adam: follows PyTorch's Adam", () => {
  assertFollowsTorch(adam, "adam", { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 });
  assertFollowsTorch(adam, "adam_beta2_0.9", { beta1: 0.9, beta2: 0.9, epsilon: 1e-8 });
});
