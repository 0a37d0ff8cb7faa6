import { assertEquals, assertThrows } from "@std/assert";
import { createEngine } from "@descent/core";
import { buildLayer } from "../build_layer.ts";
import { maxPool1d } from "./max_pool1d.ts";

Deno.test("maxPool1d is dilated, padded and rounded up as told", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.from([1, 9, 3, 4, 5], [1, 1, 5], "f64");
  const maxima = (
    options: Parameters<typeof maxPool1d>[0],
  ) => [
    ...buildLayer(maxPool1d(options), x.shape, { arena, dtype: "f64" }).forward(x, "eval").data,
  ];
  assertEquals(maxima({ kernel: 2, stride: 1, dilation: 2 }), [3, 9, 5]);
  assertEquals(maxima({ kernel: 2, padding: [1, 0] }), [1, 9, 5]);
  assertEquals(maxima({ kernel: 2, ceilMode: true }), [9, 4, 5]);
  assertEquals(maxima({ kernel: 3, stride: 2, padding: "same" }), [9, 9, 5]);
});

Deno.test("maxPool1d refuses images", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const layer = maxPool1d({ kernel: 2, name: "pool" });
  assertThrows(
    () => buildLayer(layer, [1, 1, 2, 2], { arena, dtype: "f64" }),
    TypeError,
    "MaxPool1d 'pool': expected input [N, C, W]",
  );
});
