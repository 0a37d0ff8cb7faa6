import { assertEquals, assertThrows } from "@std/assert";
import { createEngine } from "../memory/engine.ts";
import { assignSlice, sliceAxis } from "./slice_axis.ts";

for (const dtype of ["f32", "f64"] as const) {
  Deno.test(`sliceAxis in ${dtype} reads what plain indices read, and assignSlice writes it back`, () => {
    using engine = createEngine();
    using arena = engine.arena();
    const shape = [3, 4, 5];
    const x = arena.tensor(shape, dtype);
    x.data.forEach((_, i) => x.data[i] = i);
    for (const axis of [0, 1, 2]) {
      const extent = shape[axis] - 2;
      const part = sliceAxis(x, axis, 1, arena.tensor(shape.with(axis, extent), dtype));
      const [, B, C] = part.shape;
      part.data.forEach((value, i) => {
        const at = [Math.floor(i / (B * C)), Math.floor(i / C) % B, i % C];
        at[axis] += 1;
        assertEquals(value, (at[0] * 4 + at[1]) * 5 + at[2]);
      });
      const copy = arena.tensor(shape, dtype);
      copy.data.fill(-1);
      assignSlice(copy, axis, 1, part);
      copy.data.forEach((value, i) => {
        const place = [Math.floor(i / 20), Math.floor(i / 5) % 4, i % 5][axis];
        assertEquals(value, place >= 1 && place < 1 + extent ? i : -1);
      });
    }
  });
}

Deno.test("sliceAxis and assignSlice refuse what is not a part", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.tensor([2, 5]);
  for (const operation of [sliceAxis, assignSlice]) {
    const refused = (from: number, ...shape: number[]) =>
      assertThrows(() => operation(x, 1, from, arena.tensor(shape)), TypeError, operation.name);
    refused(3, 2, 3);
    refused(-1, 2, 3);
    refused(0.5, 2, 3);
    refused(0, 1, 3);
    refused(0, 2);
    assertThrows(() => operation(x, 2, 0, x), RangeError, "an axis of [2, 5] from 0 to 1, got 2");
  }
});
