import { createEngine } from "@descent/core";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { dice } from "./dice.ts";

Deno.test("dice goes over all elements of an example, and nothing to find costs nothing", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const loss = dice().build([2, 2, 2], { arena, dtype: "f64" });
  const x = arena.from([0.5, 0.25, 0, 1, 0, 0, 0, 0], [2, 2, 2], "f64");
  const t = arena.from([1, 0, 0, 1, 0, 0, 0, 0], [2, 2, 2], "f64");
  const first = 1 - (2 * 1.5 + 1) / (1.75 + 2 + 1);
  assertAlmostEquals(loss.forward(x, t), first / 2, 1e-15);
  assertAlmostEquals(loss.losses.data[0], first, 1e-15);
  assertEquals(loss.losses.data[1], 0);
});

Deno.test("dice refuses targets and a smoothing out of range", () => {
  assertThrows(() => dice({ smooth: -1 }), RangeError, "got -1");
  using engine = createEngine();
  using arena = engine.arena();
  const loss = dice().build([1, 1], { arena, dtype: "f64" }), x = arena.tensor([1, 1], "f64");
  assertThrows(() => loss.forward(x, arena.from([2], [1, 1], "f64")), RangeError, "got 2 at 0");
});
