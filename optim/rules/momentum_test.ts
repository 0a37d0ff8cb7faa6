import { assertFollowsTorch, assertMatchesCourse } from "../_golden.ts";
import { momentum } from "./momentum.ts";

Deno.test("momentum: follows PyTorch's SGD with momentum", () => {
  assertFollowsTorch(momentum, "sgd_momentum", { momentum: 0.9 });
});

Deno.test("momentum: follows PyTorch's SGD with dampening, which spares the first gradient", () => {
  assertFollowsTorch(momentum, "sgd_momentum_dampening", { momentum: 0.9, dampening: 0.1 });
});

Deno.test("momentum: makes the course's step, whose velocity is −η times ours", () => {
  assertMatchesCourse("sgd_momentum_step", {
    plugin: momentum,
    hyperparameters: { momentum: 0.9 },
    state: { velocity: { input: "velocity", output: "velocity", factor: -1 / 1e-3 } },
    stepsBefore: 1,
    bound: 1e-8,
  });
});
