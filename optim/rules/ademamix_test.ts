import { assertTwin } from "../_twin.ts";
import { ademamix } from "./ademamix.ts";

Deno.test("ademamix: does what its equations say", () => {
  const fixed = { beta1: 0.8, beta2: 0.95, beta3: 0.99, alpha: 3, epsilon: 1e-6 };
  const halfLife = (beta: number) => Math.log(0.5) / Math.log(beta + 1e-8) - 1;
  for (const warmup of [0, 8]) {
    const hyperparameters = { ...fixed, alphaWarmup: warmup, beta3Warmup: warmup };
    assertTwin(ademamix, hyperparameters, ({ w, g, t, rate, s }) => {
      const share = t / warmup;
      const slow = t < warmup
        ? 0.5 ** (1 / ((1 - share) * halfLife(0.8) + share * halfLife(0.99) + 1))
        : 0.99;
      s.m = 0.8 * s.m + 0.2 * g;
      s.slow = slow * s.slow + (1 - slow) * g;
      s.v = 0.95 * s.v + 0.05 * g * g;
      const alpha = t < warmup ? 3 * share : 3;
      const size = Math.sqrt(s.v / (1 - 0.95 ** t)) + 1e-6;
      return w - rate * (s.m / (1 - 0.8 ** t) + alpha * s.slow) / size;
    });
  }
});
