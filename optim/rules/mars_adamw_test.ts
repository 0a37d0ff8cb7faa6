import { assertTensorTwin } from "../_twin.ts";
import { marsAdamw } from "./mars_adamw.ts";

Deno.test("marsAdamw: does what its equations say", () => {
  let m = new Array<number>(12).fill(0), v = m, last = m;
  const hyperparameters = { beta1: 0.8, beta2: 0.95, epsilon: 1e-3, weightDecay: 0.1, gamma: 0.05 };
  assertTensorTwin(marsAdamw, hyperparameters, ({ w, g, t, rate }) => {
    const raw = g.map((each, i) => each + 0.05 * 0.8 / 0.2 * (each - last[i]));
    last = g;
    const norm = Math.sqrt(raw.reduce((sum, each) => sum + each * each, 0));
    const c = raw.map((each) => each / Math.max(1, norm));
    m = m.map((each, i) => 0.8 * each + 0.2 * c[i]);
    v = v.map((each, i) => 0.95 * each + 0.05 * c[i] ** 2);
    return w.map((each, i) => {
      const size = Math.sqrt(v[i] / (1 - 0.95 ** t)) + 1e-3;
      return each * (1 - 0.1 * rate) - rate * m[i] / (1 - 0.8 ** t) / size;
    });
  });
});
