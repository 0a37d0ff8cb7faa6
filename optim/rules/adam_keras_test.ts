import { assertTwin } from "../_twin.ts";
import { adamKeras } from "./adam_keras.ts";

Deno.test("adamKeras: does what its equations say", () => {
  assertTwin(adamKeras, { beta1: 0.8, beta2: 0.95, epsilon: 0.1 }, ({ w, g, t, rate, s }) => {
    s.m = 0.8 * s.m + 0.2 * g;
    s.v = 0.95 * s.v + 0.05 * g * g;
    const size = rate * Math.sqrt(1 - 0.95 ** t) / (1 - 0.8 ** t);
    return w - size * s.m / (Math.sqrt(s.v) + 0.1);
  });
});
