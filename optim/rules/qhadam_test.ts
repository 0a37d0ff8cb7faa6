import { assertTwin } from "../_twin.ts";
import { qhadam } from "./qhadam.ts";

Deno.test("qhadam: does what its equations say", () => {
  const hyperparameters = { beta1: 0.8, beta2: 0.95, nu1: 0.6, nu2: 0.9, epsilon: 1e-6 };
  assertTwin(qhadam, hyperparameters, ({ w, g, t, rate, s }) => {
    s.m = 0.8 * s.m + 0.2 * g;
    s.v = 0.95 * s.v + 0.05 * g * g;
    const direction = 0.4 * g + 0.6 * s.m / (1 - 0.8 ** t);
    return w - rate * direction / (Math.sqrt(0.1 * g * g + 0.9 * s.v / (1 - 0.95 ** t)) + 1e-6);
  });
});
