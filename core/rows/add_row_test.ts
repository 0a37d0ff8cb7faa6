import { assertEquals, assertThrows } from "@std/assert";
import { createEngine } from "../memory/engine.ts";
import { addRow } from "./add_row.ts";

Deno.test("addRow adds the row to each row, whatever the columns, and writes no further", () => {
  using engine = createEngine();
  using arena = engine.arena();
  for (const dtype of ["f32", "f64"] as const) {
    for (const columns of [1, 3, 4, 9]) {
      const x = arena.tensor([3, columns], dtype), row = arena.tensor([columns], dtype);
      x.data.forEach((_, i) => x.data[i] = i);
      row.data.forEach((_, i) => row.data[i] = 100 * i);
      const y = addRow(x, row, arena.tensor([3, columns], dtype));
      y.data.forEach((value, i) => assertEquals(value, i + 100 * (i % columns)));
    }
  }
});

Deno.test("addRow refuses a row of another length", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.tensor([2, 3]);
  assertThrows(() => addRow(x, arena.tensor([2]), x), TypeError, "got f32 [2, 3], f32 [2]");
});
