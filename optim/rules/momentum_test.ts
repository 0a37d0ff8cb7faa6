import { assertFollowsTorch } from "../_golden.ts";
import { momentum } from "./momentum.ts";

Deno.test("momentum: follows PyTorch's SGD with momentum", () => {
  assertFollowsTorch(momentum, "sgd_momentum", { momentum: 0.9 });
});

Deno.test("momentum: follows PyTorch's SGD with dampening, which spares the first gradient", () => {
  assertFollowsTorch(momentum, "sgd_momentum_dampening", { momentum: 0.9, dampening: 0.1 });
});
