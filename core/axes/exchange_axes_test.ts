import { assertEquals, assertThrows } from "@std/assert";
import { createEngine } from "../memory/engine.ts";
import { exchangeAxes, zeroRows } from "./exchange_axes.ts";

Deno.test("exchangeAxes puts each run where the axes say, with one column and with several", () => {
  using engine = createEngine();
  using arena = engine.arena();
  for (const dtype of ["f32", "f64"] as const) {
    for (const [A, B, C] of [[1, 1, 1], [3, 40, 1], [37, 2, 1], [4, 5, 3]]) {
      const x = arena.tensor([A, B, C], dtype);
      x.data.forEach((_, i) => x.data[i] = i);
      const y = exchangeAxes(x, arena.tensor([B, A, C], dtype));
      for (let i = 0; i < y.size; i++) {
        const c = i % C, a = Math.floor(i / C) % A, b = Math.floor(i / C / A);
        assertEquals(y.data[i], (a * B + b) * C + c);
      }
      assertEquals(exchangeAxes(y, arena.tensor([A, B, C], dtype)).data, x.data);
    }
  }
});

Deno.test("exchangeAxes writes and reads some columns of the wider tensor and leaves the others alone", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.from([1, 2, 3, 4], [1, 2, 2]), wide = arena.tensor([2, 1, 3]);
  exchangeAxes(x, wide, 1);
  assertEquals([...wide.data], [0, 1, 2, 0, 3, 4]);
  assertEquals([...exchangeAxes(wide, arena.tensor([1, 2, 1]), 2).data], [2, 4]);
  assertThrows(() => exchangeAxes(x, wide, 2), TypeError, "from column 2");
  assertThrows(() => exchangeAxes(x, arena.tensor([1, 2, 2])), TypeError, "got f32 [1, 2, 2]");
});

Deno.test("zeroRows needs a flag for each row", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const flags = arena.from([1, 0, 1], [3], "i32");
  assertEquals([...zeroRows(arena.from([1, 2, 3]), flags).data], [0, 2, 0]);
  assertThrows(() => zeroRows(arena.tensor([2, 2]), flags), TypeError, "for each of 3 flags");
});
