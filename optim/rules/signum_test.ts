import { assertTwin } from "../_twin.ts";
import { signum } from "./signum.ts";

Deno.test("signum: does what its equations say", () => {
  assertTwin(signum, { momentum: 0.8 }, ({ w, g, rate, s }) => {
    s.m = 0.8 * s.m + 0.2 * g;
    return w - rate * Math.sign(s.m);
  });
});
