import { assertTwin } from "../_twin.ts";
import { scheduleFreeAdamw } from "./schedule_free_adamw.ts";

Deno.test("scheduleFreeAdamw: does what its equations say", () => {
  const fixed = { beta1: 0.8, beta2: 0.95, epsilon: 1e-6, weightDecay: 0.1, warmupSteps: 4 };
  for (const correctsRate of [0, 1]) {
    assertTwin(scheduleFreeAdamw, { ...fixed, correctsRate }, ({ w, g, t, rate, s }) => {
      if (t === 1) [s.z, s.x] = [w, w];
      const correction = 1 - 0.95 ** t;
      const warm = rate * Math.min(1, t / 4) * (correctsRate ? Math.sqrt(correction) : 1);
      s.largest = Math.max(s.largest, warm);
      s.sum += s.largest ** 2;
      s.v = 0.95 * s.v + 0.05 * g * g;
      const second = correctsRate ? s.v : s.v / correction;
      s.z -= warm * (g / (Math.sqrt(second) + 1e-6) + 0.1 * w);
      s.x += s.largest ** 2 / s.sum * (s.z - s.x);
      return 0.2 * s.z + 0.8 * s.x;
    });
  }
});
