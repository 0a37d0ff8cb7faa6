import { createEngine } from "@descent/core";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { buildLayer } from "../build_layer.ts";
import { flatten } from "./flatten.ts";

Deno.test("flatten views each example as a row and gives the gradient its shape back", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildLayer(flatten(), [3, 2, 4], { arena, dtype: "f64" });
  assertEquals(built.output, [3, 8]);
  for (const N of [3, 2]) {
    const x = arena.tensor([N, 2, 4], "f64"), dy = arena.tensor([N, 8], "f64");
    const y = built.forward(x, "train"), dx = built.backward(dy)!;
    assertEquals([y.shape, y.pointer], [[N, 8], x.pointer]);
    assertEquals([dx.shape, dx.pointer], [[N, 2, 4], dy.pointer]);
    assert(built.forward(x, "train") === y, "the view of a tensor is made once");
  }
});

Deno.test("flatten makes one feature of examples that are numbers, and refuses a scalar", () => {
  using engine = createEngine();
  using arena = engine.arena();
  assertEquals(buildLayer(flatten(), [3], { arena, dtype: "f64" }).output, [3, 1]);
  assertThrows(
    () => buildLayer(flatten({ name: "rows" }), [], { arena, dtype: "f64" }),
    TypeError,
    "Flatten 'rows': expected input [N, ...], got []",
  );
});
