import { assertTwin } from "../_twin.ts";
import { laprop } from "./laprop.ts";

Deno.test("laprop: does what its equations say", () => {
  assertTwin(laprop, { beta1: 0.8, beta2: 0.95, epsilon: 1e-6 }, ({ w, g, t, rate, s }) => {
    s.v = 0.95 * s.v + 0.05 * g * g;
    s.m = 0.8 * s.m + 0.2 * g / (Math.sqrt(s.v / (1 - 0.95 ** t)) + 1e-6);
    return w - rate * s.m / (1 - 0.8 ** t);
  });
});
