import { assertTwin } from "../_twin.ts";
import { adan } from "./adan.ts";

Deno.test("adan: does what its equations say", () => {
  const betas = { beta1: 0.9, beta2: 0.8, beta3: 0.95, epsilon: 1e-6 };
  for (const proximal of [0, 1]) {
    assertTwin(adan, { ...betas, weightDecay: 0.1, proximal }, ({ w, g, t, rate, s }) => {
      const d = t === 1 ? 0 : g - s.last;
      s.last = g;
      s.m = 0.9 * s.m + 0.1 * g;
      s.r = 0.8 * s.r + 0.2 * d;
      s.n = 0.95 * s.n + 0.05 * (g + 0.8 * d) ** 2;
      const size = Math.sqrt(s.n / (1 - 0.95 ** t)) + 1e-6;
      const u = (s.m / (1 - 0.9 ** t) + 0.8 * s.r / (1 - 0.8 ** t)) / size;
      return proximal ? (w - rate * u) / (1 + 0.1 * rate) : w * (1 - 0.1 * rate) - rate * u;
    });
  }
});
