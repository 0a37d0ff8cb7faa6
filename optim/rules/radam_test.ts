import { assertFollowsTorch } from "../_golden.ts";
import { radam } from "./radam.ts";

Deno.test("radam: follows PyTorch's RAdam through the change to scaled steps", () => {
  assertFollowsTorch(radam, "radam", { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 });
});
