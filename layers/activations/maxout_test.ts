import { createEngine } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { buildLayer } from "../build_layer.ts";
import { maxout } from "./maxout.ts";

Deno.test("maxout takes the largest of neighbours on the axis that it is given", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.from([1, 8, 3, 4, 5, 2, 7, 6], [1, 4, 2], "f64");
  const channels = buildLayer(maxout({ pieces: 2 }), x.shape, { arena, dtype: "f64" });
  assertEquals(channels.output, [1, 2, 2]);
  assertEquals([...channels.forward(x, "train").data], [3, 8, 7, 6]);
  const dx = channels.backward(arena.from([1, 2, 3, 4], [1, 2, 2], "f64"))!;
  assertEquals([...dx.data], [0, 2, 1, 0, 0, 0, 3, 4]);
  const last = buildLayer(maxout({ pieces: 2, axis: -1 }), x.shape, { arena, dtype: "f64" });
  assertEquals(last.output, [1, 4, 1]);
  assertEquals([...last.forward(x, "train").data], [8, 4, 5, 7]);
});

Deno.test("maxout refuses what it cannot group", () => {
  assertThrows(() => maxout({ pieces: 0 }), RangeError, "expected pieces");
  using engine = createEngine();
  using arena = engine.arena();
  assertThrows(
    () => buildLayer(maxout({ pieces: 3 }), [2, 4], { arena, dtype: "f64" }),
    TypeError,
    "expected input with a multiple of 3 on axis 1, after the batch, got [N, 4]",
  );
});
