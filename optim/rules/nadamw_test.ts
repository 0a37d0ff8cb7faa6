import { assertTwin } from "../_twin.ts";
import { nadamw } from "./nadamw.ts";

Deno.test("nadamw: does what its equations say", () => {
  const rates = { beta1: 0.8, beta2: 0.95, epsilon: 1e-6, weightDecay: 0.1 };
  for (const lookAhead of [0, 1]) {
    assertTwin(nadamw, { ...rates, lookAhead }, ({ w, g, t, rate, s }) => {
      s.m = 0.8 * s.m + 0.2 * g;
      s.v = 0.95 * s.v + 0.05 * g * g;
      const first = 0.8 * s.m / (1 - 0.8 ** (t + lookAhead)) + 0.2 * g / (1 - 0.8 ** t);
      const size = Math.sqrt(s.v / (1 - 0.95 ** t)) + 1e-6;
      return w * (1 - 0.1 * rate) - rate * first / size;
    });
  }
});
