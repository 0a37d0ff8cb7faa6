import { assertTensorTwin } from "../_twin.ts";
import { cautiousAdamw } from "./cautious_adamw.ts";

Deno.test("cautiousAdamw: does what its equations say", () => {
  let m = new Array<number>(12).fill(0), v = m;
  const hyperparameters = { beta1: 0.8, beta2: 0.95, epsilon: 1e-3, weightDecay: 0.1 };
  assertTensorTwin(cautiousAdamw, hyperparameters, ({ w, g, t, rate }) => {
    m = m.map((each, i) => 0.8 * each + 0.2 * g[i]);
    v = v.map((each, i) => 0.95 * each + 0.05 * g[i] ** 2);
    const mask: number[] = m.map((each, i) => each * g[i] > 0 ? 1 : 0);
    const scale = 1 / Math.max(mask.reduce((a, b) => a + b) / 12, 1e-3);
    const size = rate * Math.sqrt(1 - 0.95 ** t) / (1 - 0.8 ** t);
    return w.map((each, i) =>
      each * (1 - 0.1 * rate) - size * scale * mask[i] * m[i] / (Math.sqrt(v[i]) + 1e-3)
    );
  });
});
