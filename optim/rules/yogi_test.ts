import { assertTwin } from "../_twin.ts";
import { yogi } from "./yogi.ts";

Deno.test("yogi: does what its equations say", () => {
  const rates = { beta1: 0.8, beta2: 0.95, epsilon: 1e-3 };
  const library = { initialFirst: 1e-6 }, paper = { biasCorrected: 0, firstSquared: 1 };
  for (const form of [library, paper]) {
    const isPaper = form === paper;
    assertTwin(yogi, { ...rates, ...form }, ({ w, g, t, rate, s }) => {
      if (t === 1) [s.m, s.v] = isPaper ? [0, g * g] : [1e-6, 1e-6];
      s.m = 0.8 * s.m + 0.2 * g;
      s.v -= 0.05 * Math.sign(s.v - g * g) * g * g;
      const [first, second] = isPaper ? [1, 1] : [1 - 0.8 ** t, 1 - 0.95 ** t];
      return w - rate * s.m / first / (Math.sqrt(s.v / second) + 1e-3);
    });
  }
});
