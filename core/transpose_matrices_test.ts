import { assertEquals, assertThrows } from "@std/assert";
import { createEngine } from "./memory/engine.ts";
import { transposeMatrices } from "./transpose_matrices.ts";

Deno.test("transposeMatrices transposes each matrix by itself, and twice is nothing", () => {
  using engine = createEngine();
  using arena = engine.arena();
  for (const dtype of ["f32", "f64"] as const) {
    const x = arena.tensor([3, 20, 17], dtype);
    x.data.forEach((_, i) => x.data[i] = i);
    const y = transposeMatrices(x, arena.tensor([3, 17, 20], dtype));
    y.data.forEach((value, i) => {
      const n = Math.floor(i / 340), b = Math.floor(i / 20) % 17, a = i % 20;
      assertEquals(value, n * 340 + a * 17 + b);
    });
    assertEquals(transposeMatrices(y, arena.tensor([3, 20, 17], dtype)).data, x.data);
  }
});

Deno.test("transposeMatrices refuses shapes that do not fit", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.tensor([1, 2, 3]);
  assertThrows(() => transposeMatrices(x, arena.tensor([1, 2, 3])), TypeError, "got f32 [1, 2, 3]");
});
