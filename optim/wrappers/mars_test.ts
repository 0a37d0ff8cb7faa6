import { assertThrows } from "@std/assert";
import { assertTensorTwin } from "../_twin.ts";
import { momentum } from "../rules/momentum.ts";
import { sgd } from "../rules/sgd.ts";
import { mars } from "./mars.ts";

Deno.test("mars: adds differences of gradients, and shortens to a norm of 1", () => {
  let u = new Array<number>(12).fill(0), last = u;
  assertTensorTwin(mars(momentum), { momentum: 0.8, gamma: 0.1 }, ({ w, g, rate }) => {
    const raw = g.map((each, i) => each + 0.1 * 0.8 / 0.2 * (each - last[i]));
    last = g;
    const norm = Math.sqrt(raw.reduce((sum, each) => sum + each * each, 0));
    u = u.map((each, i) => 0.8 * each + raw[i] / Math.max(1, norm));
    return w.map((each, i) => each - rate * u[i]);
  });
});

Deno.test("mars: refuses a rule that averages no gradients", () => {
  assertThrows(
    () => mars(sgd),
    TypeError,
    "mars: expected an optimizer with beta1 or momentum, got 'sgd'",
  );
});
