import { createEngine } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { buildAlone } from "../testing/mod.ts";
import { averagePool2d } from "./average_pool2d.ts";

Deno.test("averagePool2d moves by its kernel unless told otherwise, and refuses what does not fit", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const layer = averagePool2d({ kernel: [2, 3], name: "means" });
  assertEquals(buildAlone(arena, layer, [1, 2, 6, 9]).output, [1, 2, 3, 3]);
  assertThrows(
    () => buildAlone(arena, layer, [8, 100]),
    TypeError,
    "AveragePool2d 'means': expected input [N, C, H, W]",
  );
  assertThrows(() => averagePool2d({ kernel: 2, stride: 0.5 }), RangeError, "stride");
});
