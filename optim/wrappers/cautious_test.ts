import { assertTensorTwin } from "../_twin.ts";
import { momentum } from "../rules/momentum.ts";
import { cautious } from "./cautious.ts";

for (const scaling of ["mean", "count"] as const) {
  Deno.test(`cautious: takes the elements that go against the gradient, scaled by ${scaling}`, () => {
    let u = new Array<number>(12).fill(0);
    assertTensorTwin(cautious(momentum, { scaling }), { momentum: 0.8 }, ({ w, g, rate }) => {
      u = u.map((each, i) => 0.8 * each + g[i]);
      const mask: number[] = u.map((each, i) => each * g[i] > 0 ? 1 : 0);
      const count = mask.reduce((sum, each) => sum + each);
      const factor = scaling === "mean" ? 1 / Math.max(count / 12, 1e-3) : 12 / (count + 1);
      return w.map((each, i) => each - rate * factor * mask[i] * u[i]);
    });
  });
}
