import { createEngine, randomStream } from "@descent/core";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { buildLayer } from "../build_layer.ts";
import { softmax } from "./softmax.ts";

Deno.test("softmax works along the last axis, and smaller batches are the first rows", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.tensor([4, 3, 5], "f64");
  randomStream({ seed: 8 }).fillNormal(x.data);
  const built = buildLayer(softmax(), x.shape, { arena, dtype: "f64" });
  const whole = built.forward(x, "eval").data.slice();
  for (let row = 0; row < 12; row++) {
    const sum = [...whole.subarray(row * 5, row * 5 + 5)].reduce((total, p) => total + p, 0);
    assertAlmostEquals(sum, 1, 1e-15);
  }
  assertEquals(built.forward(x.rows(0, 2), "eval").data, whole.slice(0, 30));
});

Deno.test("softmax refuses an input without a last axis", () => {
  using engine = createEngine();
  using arena = engine.arena();
  assertThrows(
    () => buildLayer(softmax({ name: "out" }), [4], { arena, dtype: "f64" }),
    TypeError,
    "Softmax 'out': expected input [N, ..., K] with K at least 1, got [N]",
  );
});
