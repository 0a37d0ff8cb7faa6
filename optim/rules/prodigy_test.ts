import { assertTensorTwin } from "../_twin.ts";
import { prodigy } from "./prodigy.ts";

Deno.test("prodigy: does what its equations say", () => {
  const fixed = { beta1: 0.8, beta2: 0.9, epsilon: 1e-6, weightDecay: 0.1 };
  const distances = { initialDistance: 1e-3, distanceCoefficient: 2 };
  for (const [biasCorrected, safeguardWarmup] of [[0, 0], [1, 1]]) {
    const hyperparameters = { ...fixed, ...distances, biasCorrected, safeguardWarmup };
    let start: number[] = [], m = new Array<number>(12).fill(0), v = m, s = m, r = 0, d = 1e-3;
    assertTensorTwin(prodigy, hyperparameters, ({ w, g, t, rate }) => {
      if (t === 1) start = w;
      const e = d * rate * (biasCorrected ? Math.sqrt(1 - 0.9 ** t) / (1 - 0.8 ** t) : 1);
      const last = d;
      r = Math.sqrt(0.9) * r + d / 1e-3 * e * g.reduce((a, x, i) => a + x * (start[i] - w[i]), 0);
      m = m.map((each, i) => 0.8 * each + 0.2 * last * g[i]);
      v = v.map((each, i) => 0.9 * each + 0.1 * (last * g[i]) ** 2);
      s = s.map((x, i) => Math.sqrt(0.9) * x + last / 1e-3 * (safeguardWarmup ? last : e) * g[i]);
      d = Math.max(d, 2 * r / s.reduce((sum, each) => sum + Math.abs(each), 0));
      return w.map((x, i) => x * (1 - 0.1 * e) - e * m[i] / (Math.sqrt(v[i]) + d * 1e-6));
    });
  }
});
