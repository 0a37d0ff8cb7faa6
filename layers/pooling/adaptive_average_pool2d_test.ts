import { createEngine } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { buildLayer } from "../build_layer.ts";
import { adaptiveAveragePool2d } from "./adaptive_average_pool2d.ts";

Deno.test("adaptiveAveragePool2d reaches any size, also one larger than the image", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.from([1, 2, 3, 6], [1, 1, 2, 2], "f64");
  const one = buildLayer(adaptiveAveragePool2d({ output: 1 }), x.shape, { arena, dtype: "f64" });
  assertEquals([...one.forward(x, "eval").data], [3]);
  const dx = one.backward(arena.from([8], [1, 1, 1, 1], "f64"))!;
  assertEquals([...dx.data], [2, 2, 2, 2]);
  const four = buildLayer(adaptiveAveragePool2d({ output: [2, 4] }), x.shape, {
    arena,
    dtype: "f64",
  });
  assertEquals([...four.forward(x, "eval").data], [1, 1, 2, 2, 3, 3, 6, 6]);
});

Deno.test("adaptiveAveragePool2d refuses an output without rows, and what is no image", () => {
  assertThrows(() => adaptiveAveragePool2d({ output: [0, 1] }), RangeError, "expected output rows");
  using engine = createEngine();
  using arena = engine.arena();
  const layer = adaptiveAveragePool2d({ output: 1 });
  assertThrows(
    () => buildLayer(layer, [1, 2], { arena, dtype: "f64" }),
    TypeError,
    "expected input [N, C, H, W]",
  );
});
