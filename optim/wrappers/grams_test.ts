import { assertTwin } from "../_twin.ts";
import { momentum } from "../rules/momentum.ts";
import { grams } from "./grams.ts";

Deno.test("grams: takes the size of the step and the gradient's sign", () => {
  assertTwin(grams(momentum), { momentum: 0.8 }, ({ w, g, rate, s }) => {
    s.u = 0.8 * s.u + g;
    return w - Math.sign(g) * Math.abs(rate * s.u);
  });
});
