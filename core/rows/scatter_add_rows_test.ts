import { assertEquals, assertLess, assertThrows } from "@std/assert";
import { createEngine } from "../memory/engine.ts";
import { randomStream } from "../random/random_stream.ts";
import { scatterAddRows } from "./scatter_add_rows.ts";

for (const dtype of ["f32", "f64"] as const) {
  Deno.test(`scatterAddRows is exactly the reference implementation in ${dtype}, rows added in order in f64`, () => {
    using engine = createEngine();
    const random = randomStream({ seed: 22 });
    const rounded = dtype === "f32" ? Math.fround : (value: number) => value;
    const sizes = Array.from({ length: 20 }, () => [random.integer(30), 1 + random.integer(40)]);
    for (const [n, D] of [[0, 5], [1, 1], [50, 64], ...sizes]) {
      using arena = engine.arena();
      const V = 4;
      const x = arena.tensor([n, D], dtype), indices = arena.tensor([n], "i32");
      random.fillNormal(x.data);
      indices.data.forEach((_, i) => indices.data[i] = random.integer(V));
      const around = arena.tensor([V + 2, D], dtype);
      around.data.fill(42);
      scatterAddRows(x, indices, around.rows(1, V + 1));
      const sums = new Array(V * D).fill(0);
      x.data.forEach((value, i) => {
        sums[indices.data[Math.floor(i / D)] * D + i % D] += value;
      });
      const want = sums.map(rounded);
      const edge = new Array(D).fill(42);
      assertEquals([...around.data], [...edge, ...want, ...edge], `${n} rows of ${D}`);
    }
  });

  Deno.test(`scatterAddRows is bitwise the same for any split of the columns in ${dtype}`, () => {
    using engine = createEngine();
    using arena = engine.arena();
    const [n, V, D] = [40, 3, 29];
    const x = arena.tensor([n, D], dtype), indices = arena.tensor([n], "i32");
    randomStream({ seed: 23 }).fillNormal(x.data);
    indices.data.forEach((_, i) => indices.data[i] = i % V);
    const whole = scatterAddRows(x, indices, arena.tensor([V, D], dtype));
    const parts = arena.tensor([V, D], dtype);
    for (const [from, to] of [[0, 5], [5, 6], [6, 29]]) {
      const { scatterAddRows: kernel } = engine.kernels[dtype];
      kernel(
        n,
        V,
        D,
        from,
        to,
        x.pointer,
        indices.pointer,
        parts.pointer,
        engine.workspaces[0],
      );
    }
    assertEquals(parts.data, whole.data);
  });
}

Deno.test("scatterAddRows of a million rows is exact to the last bits in f32, and reaches every sum", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const n = 1_000_000, V = 300_000;
  const x = arena.tensor([n, 1]), indices = arena.tensor([n], "i32"), out = arena.tensor([V, 1]);
  x.data.fill(0.1);
  // Half of the rows meet in one sum; the others go to all that there are.
  indices.data.forEach((_, i) => indices.data[i] = i % 2 === 0 ? 7 : (i - 1) / 2 % V);
  scatterAddRows(x, indices, out);
  const tenth = Math.fround(0.1);
  assertLess(Math.abs(out.data[7] / (tenth * (n / 2 + 2)) - 1), 1e-6);
  assertEquals(out.data[0], Math.fround(2 * tenth));
  assertEquals(out.data[199_999], Math.fround(2 * tenth));
  assertEquals(out.data[V - 1], tenth);
});

Deno.test("scatterAddRows overwrites, and passes NaN on to its row alone", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const out = arena.from([7, 7, 7], [3, 1]);
  scatterAddRows(arena.from([NaN, 1], [2, 1]), arena.from([2, 0], [2], "i32"), out);
  assertEquals([...out.data], [1, 0, NaN]);
});

Deno.test("scatterAddRows refuses indices outside the sums and rows that do not fit", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.tensor([2, 4]), out = arena.tensor([3, 4]);
  const scatter = (indices: number[], rows = x) =>
    scatterAddRows(rows, arena.from(indices, [indices.length], "i32"), out);
  assertThrows(() => scatter([0, 3]), RangeError, "from 0 to 2, got 3 at 1");
  assertThrows(() => scatter([0]), TypeError, "expected 1 rows and sums [V, D]");
  assertThrows(() => scatter([0, 1], arena.tensor([2, 5])), TypeError, "got f32 [2, 5]");
});
