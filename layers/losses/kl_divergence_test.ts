import { createEngine } from "@descent/core";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { klDivergence } from "./kl_divergence.ts";
import type { Reduction } from "./reduction.ts";

function divergence(x: readonly number[], t: readonly number[], reduction: Reduction = "mean") {
  using engine = createEngine();
  using arena = engine.arena();
  const shape = [2, x.length / 2];
  const loss = klDivergence({ reduction }).build(shape, { arena, dtype: "f64" });
  const value = loss.forward(arena.from(x, shape, "f64"), arena.from(t, shape, "f64"));
  return { value, gradient: [...loss.backward().data] };
}

Deno.test("klDivergence is the mean over examples of sums over classes, and a target of 0 costs nothing", () => {
  const x = [-1, -2, -0.5, -3], t = [0.25, 0.75, 0, 1];
  const rows = [0.25 * (Math.log(0.25) + 1) + 0.75 * (Math.log(0.75) + 2), 3];
  const { value, gradient } = divergence(x, t);
  assertAlmostEquals(value, (rows[0] + rows[1]) / 2, 1e-15);
  assertEquals(gradient, [-0.125, -0.375, 0, -0.5].map((each) => each === 0 ? -0 : each));
  assertAlmostEquals(divergence(x, t, "sum").value, rows[0] + rows[1], 1e-15);
});

Deno.test("klDivergence refuses targets that are no probabilities", () => {
  assertThrows(() => divergence([0, 0], [1, 1.5]), RangeError, "from 0 to 1, got 1.5 at 1");
});
