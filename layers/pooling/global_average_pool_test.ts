import { createEngine } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { buildLayer } from "../build_layer.ts";
import { globalAveragePool } from "./global_average_pool.ts";

Deno.test("globalAveragePool gives [N, C]: a mean for each channel, whose pixels share its gradient", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildLayer(globalAveragePool(), [1, 2, 2, 2], { arena, dtype: "f64" });
  const x = arena.from([1, 2, 3, 6, 0, 0, 0, 4], [1, 2, 2, 2], "f64");
  const y = built.forward(x, "train");
  assertEquals([[...y.shape], [...y.data]], [[1, 2], [3, 1]]);
  const dx = built.backward(arena.from([4, 8], [1, 2], "f64"))!;
  assertEquals([...dx.data], [1, 1, 1, 1, 2, 2, 2, 2]);
});

Deno.test("globalAveragePool refuses what are no images, naming itself", () => {
  using engine = createEngine();
  using arena = engine.arena();
  assertThrows(
    () => buildLayer(globalAveragePool({ name: "means" }), [8, 100], { arena, dtype: "f64" }),
    TypeError,
    "GlobalAveragePool 'means': expected input [N, C, H, W]",
  );
});
