import { assertEquals, assertThrows } from "@std/assert";
import { createEngine } from "@descent/core";
import { buildLayer } from "../build_layer.ts";
import { globalMaxPool } from "./global_max_pool.ts";

Deno.test("globalMaxPool sends the gradient to the first of equal maxima", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildLayer(globalMaxPool(), [1, 1, 2, 2], { arena, dtype: "f64" });
  const y = built.forward(arena.from([1, 3, 3, 2], [1, 1, 2, 2], "f64"), "eval");
  assertEquals([y.shape, ...y.data], [[1, 1], 3]);
  const dx = built.backward(arena.from([5], [1, 1], "f64"))!;
  assertEquals([...dx.data], [0, 5, 0, 0]);
  const layer = globalMaxPool({ name: "maxima" });
  assertThrows(
    () => buildLayer(layer, [1, 2], { arena, dtype: "f64" }),
    TypeError,
    "GlobalMaxPool 'maxima'",
  );
});
