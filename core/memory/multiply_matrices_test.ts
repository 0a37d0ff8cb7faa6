import { assertEquals } from "@std/assert";
import { createEngine } from "./engine.ts";
import { multiplyMatrices } from "./multiply_matrices.ts";

Deno.test("A product takes operands by addresses and strides, and adds a bias to each row", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const a = arena.from([1, 2, 3, 4, 5, 6], [3, 2]), b = arena.from([1, 10], [2, 1]);
  const c = arena.tensor([2, 1]), bias = arena.from([100]);
  // The last two rows of a.
  const second = a.rows(1, 3).pointer;
  // deno-fmt-ignore
  multiplyMatrices(engine, "f32", second, 2, 1, b.pointer, 1, 1, c.pointer, 2, 1, 2, bias.pointer, "store");
  assertEquals([...c.data], [143, 165]);
  // As columns.
  // deno-fmt-ignore
  multiplyMatrices(engine, "f32", a.pointer, 1, 2, b.pointer, 1, 1, c.pointer, 2, 1, 2, 0, "accumulate");
  assertEquals([...c.data], [174, 207]);
});
