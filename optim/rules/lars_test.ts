import { assertTensorTwin } from "../_twin.ts";
import { lars } from "./lars.ts";

const norm = (x: readonly number[]) => Math.sqrt(x.reduce((sum, each) => sum + each * each, 0));

Deno.test("lars: does what its equations say", () => {
  const fixed = { momentum: 0.8, weightDecay: 0.1, trustCoefficient: 0.1, epsilon: 0.01 };
  for (const [rateInside, ratioNorm] of [[1, 0], [0, 1]]) {
    let v = new Array<number>(12).fill(0);
    assertTensorTwin(lars, { ...fixed, rateInside, ratioNorm }, ({ w, g, rate }) => {
      const u = g.map((slope, i) => slope + 0.1 * w[i]);
      const divisor = (ratioNorm ? norm(g) + 0.1 * norm(w) : norm(u)) + 0.01;
      const ratio = 0.1 * norm(w) / divisor;
      v = v.map((each, i) => 0.8 * each + (rateInside ? rate : 1) * ratio * u[i]);
      return w.map((each, i) => each - (rateInside ? 1 : rate) * v[i]);
    });
  }
});
