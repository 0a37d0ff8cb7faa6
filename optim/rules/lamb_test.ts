import { assertTensorTwin } from "../_twin.ts";
import { lamb } from "./lamb.ts";

const norm = (x: readonly number[]) => Math.sqrt(x.reduce((sum, each) => sum + each * each, 0));

Deno.test("lamb: does what its equations say", () => {
  const fixed = { beta1: 0.8, beta2: 0.95, epsilon: 1e-6, weightDecay: 0.1 };
  for (const biasCorrected of [0, 1]) {
    let m = new Array<number>(12).fill(0), v = m;
    const largestNorm = biasCorrected ? 1e9 : 0.5;
    assertTensorTwin(lamb, { ...fixed, biasCorrected, largestNorm }, ({ w, g, t, rate }) => {
      m = m.map((each, i) => 0.8 * each + 0.2 * g[i]);
      v = v.map((each, i) => 0.95 * each + 0.05 * g[i] ** 2);
      const [first, second] = biasCorrected ? [1 - 0.8 ** t, 1 - 0.95 ** t] : [1, 1];
      const u = m.map((each, i) => each / first / (Math.sqrt(v[i] / second) + 1e-6) + 0.1 * w[i]);
      const ratio = Math.min(norm(w), largestNorm) / norm(u);
      return w.map((each, i) => each - rate * ratio * u[i]);
    });
  }
});
