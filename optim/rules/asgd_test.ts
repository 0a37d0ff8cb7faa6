import { assertTwin } from "../_twin.ts";
import { asgd } from "./asgd.ts";

Deno.test("asgd: does what its equations say", () => {
  const hyperparameters = { lambda: 0.02, shrinkage: 0.01, alpha: 0.5, averageFrom: 3 };
  assertTwin(asgd, hyperparameters, ({ w, g, t, rate }) => {
    const decayed = rate / Math.sqrt(1 + 0.02 * rate * (t - 1));
    return w * (1 - 0.01 * decayed) - decayed * g;
  });
});
