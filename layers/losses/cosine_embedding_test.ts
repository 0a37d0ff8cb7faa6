import { createEngine } from "@descent/core";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { cosineEmbedding } from "./cosine_embedding.ts";

Deno.test("cosineEmbedding is 0 for one direction, 2 for opposite ones, 1 for a row of zeros", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const loss = cosineEmbedding({ reduction: "none" }).build([3, 2], { arena, dtype: "f64" });
  const x = arena.from([3, 4, -6, -8, 0, 0], [3, 2], "f64");
  const t = arena.from([6, 8, 3, 4, 1, 1], [3, 2], "f64");
  loss.forward(x, t, arena.from([1, 10, 1], [3], "f64"));
  [0, 20, 1].forEach((want, n) => assertAlmostEquals(loss.losses.data[n], want, 1e-12));
  for (const each of loss.backward().data.subarray(0, 4)) assertAlmostEquals(each, 0, 1e-12);
});

Deno.test("Each row of a sequence counts", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const loss = cosineEmbedding().build([1, 2, 2], { arena, dtype: "f64" });
  const x = arena.from([1, 0, 0, 1], [1, 2, 2], "f64");
  const t = arena.from([0, 1, 1, 0], [1, 2, 2], "f64");
  assertEquals(loss.forward(x, t), 1);
  assertEquals(loss.losses.shape, [1, 2]);
});

Deno.test("cosineEmbedding refuses shapes that do not fit", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const context = { arena, dtype: "f64" as const };
  assertThrows(() => cosineEmbedding().build([3], context), TypeError, "got [N]");
  const loss = cosineEmbedding().build([1, 2], context), x = arena.tensor([1, 2], "f64");
  assertThrows(() => loss.forward(x, arena.tensor([2], "f64")), TypeError, "got f64 [2]");
});
