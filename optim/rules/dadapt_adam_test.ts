import { assertTensorTwin } from "../_twin.ts";
import { dadaptAdam } from "./dadapt_adam.ts";

Deno.test("dadaptAdam: does what its equations say", () => {
  const fixed = { beta1: 0.8, beta2: 0.9, epsilon: 1e-6, weightDecay: 0.1, initialDistance: 1e-3 };
  for (const biasCorrected of [0, 1]) {
    const q = Math.sqrt(0.9);
    let m = new Array<number>(12).fill(0), v = m, s = m, r = 0, d = 1e-3;
    assertTensorTwin(dadaptAdam, { ...fixed, biasCorrected }, ({ w, g, t, rate }) => {
      const e = d * rate * (biasCorrected ? Math.sqrt(1 - 0.9 ** t) / (1 - 0.8 ** t) : 1);
      const a = g.reduce((sum, x, i) => sum + e * x * s[i] / (Math.sqrt(v[i]) + 1e-6), 0);
      m = m.map((each, i) => 0.8 * each + 0.2 * e * g[i]);
      v = v.map((each, i) => 0.9 * each + 0.1 * g[i] ** 2);
      s = s.map((each, i) => q * each + (1 - q) * e * g[i]);
      r = q * r + (1 - q) * a;
      d = Math.max(d, r / ((1 - q) * s.reduce((sum, each) => sum + Math.abs(each), 0)));
      return w.map((x, i) => x * (1 - 0.1 * e) - m[i] / (Math.sqrt(v[i]) + 1e-6));
    });
  }
});
