import { assertTensorTwin } from "../_twin.ts";
import { novograd } from "./novograd.ts";

Deno.test("novograd: does what its equations say", () => {
  const fixed = { beta1: 0.8, beta2: 0.3, epsilon: 1e-3, weightDecay: 0.1 };
  for (const averaged of [0, 1]) {
    let m = new Array<number>(12).fill(0), v = 0;
    assertTensorTwin(novograd, { ...fixed, averaged }, ({ w, g, t, rate }) => {
      const square = g.reduce((sum, each) => sum + each * each, 0);
      v = t === 1 ? square : 0.3 * v + 0.7 * square;
      m = m.map((each, i) => {
        const u = g[i] / (Math.sqrt(v) + 1e-3) + 0.1 * w[i];
        return 0.8 * each + (averaged ? 0.2 : 1) * u;
      });
      return w.map((each, i) => each - rate * m[i]);
    });
  }
});
