import { assertFollowsTorch } from "../_golden.ts";
import { adadelta } from "./adadelta.ts";

Deno.test("adadelta: follows PyTorch's Adadelta", () => {
  assertFollowsTorch(adadelta, "adadelta", { rho: 0.9, epsilon: 1e-6 });
});
