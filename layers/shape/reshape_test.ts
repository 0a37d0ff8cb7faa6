import { createEngine } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { buildLayer } from "../build_layer.ts";
import { reshape } from "./reshape.ts";

Deno.test("reshape views examples under the new shape and gradients under the old one", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildLayer(reshape({ shape: [2, 3] }), [4, 6], { arena, dtype: "f64" });
  assertEquals(built.output, [4, 2, 3]);
  for (const N of [4, 1]) {
    const x = arena.tensor([N, 6], "f64"), dy = arena.tensor([N, 2, 3], "f64");
    const y = built.forward(x, "train"), dx = built.backward(dy)!;
    assertEquals([y.shape, y.pointer], [[N, 2, 3], x.pointer]);
    assertEquals([dx.shape, dx.pointer], [[N, 6], dy.pointer]);
  }
});

Deno.test("reshape makes numbers of examples of one element", () => {
  using engine = createEngine();
  using arena = engine.arena();
  assertEquals(buildLayer(reshape({ shape: [] }), [4, 1, 1], { arena, dtype: "f64" }).output, [4]);
});

Deno.test("reshape refuses another number of elements, with both shapes, and broken extents", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const layer = reshape({ shape: [1, 28, 28], name: "image" });
  assertThrows(
    () => buildLayer(layer, [5, 700], { arena, dtype: "f64" }),
    TypeError,
    "Reshape 'image': expected input of 784 elements for each example of [N, 1, 28, 28], got [N, 700]",
  );
  assertThrows(() => buildLayer(layer, [], { arena, dtype: "f64" }), TypeError, "got []");
  assertThrows(() => reshape({ shape: [2, 1.5], name: "image" }), RangeError, "Reshape 'image'");
});
