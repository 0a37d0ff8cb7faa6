import { assertFollowsTorch } from "../_golden.ts";
import { nesterov } from "./nesterov.ts";

Deno.test("nesterov: follows PyTorch's SGD with Nesterov's momentum", () => {
  assertFollowsTorch(nesterov, "sgd_nesterov", { momentum: 0.9 });
});
