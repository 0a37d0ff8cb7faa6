import { assertTwin } from "../_twin.ts";
import { adopt } from "./adopt.ts";

Deno.test("adopt: does what its equations say", () => {
  const rates = { beta1: 0.8, beta2: 0.95, epsilon: 0.1, weightDecay: 0.1 };
  for (const [clipping, decoupled] of [[1, 1], [0, 0]]) {
    assertTwin(adopt, { ...rates, clipping, decoupled }, ({ w, g, t, rate, s }) => {
      const slope = decoupled || t === 1 ? g : g + 0.1 * w;
      const bound = clipping ? (t - 1) ** 0.25 : Infinity;
      const scaled = slope / Math.max(Math.sqrt(s.v), 0.1);
      s.v = t === 1 ? g * g : 0.95 * s.v + 0.05 * slope * slope;
      if (t === 1) return w;
      s.m = 0.8 * s.m + 0.2 * Math.max(-bound, Math.min(bound, scaled));
      return w * (1 - (decoupled ? 0.1 * rate : 0)) - rate * s.m;
    });
  }
});
