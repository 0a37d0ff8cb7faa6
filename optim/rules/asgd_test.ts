import { assertTwin } from "../_twin.ts";
import { asgd } from "./asgd.ts";

Deno.test("asgd: does what its equations say", () => {
  assertTwin(asgd, { lambda: 0.01, alpha: 0.5, averageFrom: 3 }, ({ w, g, t, rate }) => {
    const decayed = rate / Math.sqrt(1 + 0.01 * rate * (t - 1));
    return w * (1 - 0.01 * decayed) - decayed * g;
  });
});
