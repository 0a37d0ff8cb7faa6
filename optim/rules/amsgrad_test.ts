import { assertFollowsTorch } from "../_golden.ts";
import { amsgrad } from "./amsgrad.ts";

Deno.test("amsgrad: follows PyTorch's Adam(amsgrad=True)", () => {
  assertFollowsTorch(amsgrad, "adam_amsgrad", { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 });
});

Deno.test("amsgrad: follows PyTorch where v falls and its largest value counts", () => {
  assertFollowsTorch(amsgrad, "adam_amsgrad_beta2_0.9", { beta2: 0.9 });
});
