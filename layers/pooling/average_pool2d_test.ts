import { createEngine } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { buildLayer } from "../build_layer.ts";
import { averagePool2d, type AveragePool2dOptions } from "./average_pool2d.ts";

/** Averages of ones in windows of 2 by 2, two apart, on an image of 3 by 3. */
function averagesOfOnes(options: Omit<AveragePool2dOptions, "kernel">): number[] {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildLayer(averagePool2d({ kernel: 2, ...options }), [1, 1, 3, 3], {
    arena,
    dtype: "f64",
  });
  return [...built.forward(arena.from(new Array(9).fill(1), [1, 1, 3, 3], "f64"), "eval").data];
}

Deno.test("Padding counts as told; by default it does as numbers and does not as same", () => {
  const padding = [0, 1, 0, 1] as const;
  const counted = [1, 0.5, 0.5, 0.25], notCounted = [1, 1, 1, 1];
  assertEquals(averagesOfOnes({ padding: "same" }), notCounted);
  assertEquals(averagesOfOnes({ padding: "same", countIncludePad: true }), counted);
  assertEquals(averagesOfOnes({ padding }), counted);
  assertEquals(averagesOfOnes({ padding, countIncludePad: false }), notCounted);
});

Deno.test("averagePool2d moves by its kernel unless told otherwise, and refuses what does not fit", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const layer = averagePool2d({ kernel: [2, 3], name: "means" });
  assertEquals(buildLayer(layer, [1, 2, 6, 9], { arena, dtype: "f64" }).output, [1, 2, 3, 3]);
  assertThrows(
    () => buildLayer(layer, [8, 100], { arena, dtype: "f64" }),
    TypeError,
    "AveragePool2d 'means': expected input [N, C, H, W]",
  );
  assertThrows(() => averagePool2d({ kernel: 2, stride: 0.5 }), RangeError, "stride");
});
