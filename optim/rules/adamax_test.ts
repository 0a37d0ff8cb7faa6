import { assertFollowsTorch } from "../_golden.ts";
import { adamax } from "./adamax.ts";

Deno.test("adamax: follows PyTorch's Adamax", () => {
  assertFollowsTorch(adamax, "adamax", { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 });
});
