import { assertTwin } from "../_twin.ts";
import { adabelief } from "./adabelief.ts";

Deno.test("adabelief: does what its equations say", () => {
  const epsilon = 1e-4;
  assertTwin(adabelief, { beta1: 0.8, beta2: 0.95, epsilon }, ({ w, g, t, rate, s }) => {
    s.m = 0.8 * s.m + 0.2 * g;
    s.v = 0.95 * s.v + 0.05 * (g - s.m) ** 2 + epsilon;
    const first = s.m / (1 - 0.8 ** t), second = s.v / (1 - 0.95 ** t);
    return w - rate * first / (Math.sqrt(second) + epsilon);
  });
});
