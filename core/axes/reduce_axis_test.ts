import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { createEngine } from "../memory/engine.ts";
import type { Tensor } from "../memory/tensor.ts";
import { randomStream } from "../random/random_stream.ts";
import { type AxisReduction, reduceAxis } from "./reduce_axis.ts";

const plain: Readonly<Record<AxisReduction, (values: number[]) => number>> = {
  sum: (values) => values.reduce((total, value) => total + value, 0),
  mean: (values) => values.reduce((total, value) => total + value, 0) / values.length,
  maximum: (values) => Math.max(...values),
  minimum: (values) => Math.min(...values),
};
const bounds = { f32: 1e-5, f64: 1e-13 } as const;

for (const dtype of ["f32", "f64"] as const) {
  for (const by of ["sum", "mean", "maximum", "minimum"] as const) {
    Deno.test(`The ${by} along each axis equals plain loops in ${dtype}, and a NaN stays`, () => {
      using engine = createEngine();
      using arena = engine.arena();
      const random = randomStream({ seed: 5 });
      const shape = [3, 7, 5], x = arena.tensor(shape, dtype);
      random.fillNormal(x.data);
      x.data[17] = NaN;
      for (const axis of [0, 1, 2]) {
        const out = arena.tensor(shape.toSpliced(axis, 1), dtype);
        reduceAxis(x, axis, out, by);
        const inner = [35, 5, 1][axis], extent = shape[axis];
        out.data.forEach((value, i) => {
          const start = Math.floor(i / inner) * extent * inner + i % inner;
          const wanted = plain[by](
            Array.from({ length: extent }, (_, e) => x.data[start + e * inner]),
          );
          assertEquals(Number.isNaN(value), Number.isNaN(wanted));
          if (!Number.isNaN(wanted)) assertAlmostEquals(value, wanted, bounds[dtype]);
        });
      }
    });
  }
}

Deno.test("reduceAxis refuses what does not fit, and sums nothing to 0", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.tensor([2, 5]);
  assertThrows(() => reduceAxis(x, 1, arena.tensor([5])), TypeError, "expected 2 results of f32");
  assertThrows(() => reduceAxis<Tensor>(x, 1, arena.tensor([2], "f64")), TypeError, "got f64 [2]");
  assertThrows(() => reduceAxis(x, -1, arena.tensor([2])), RangeError, "got -1");
  const empty = arena.tensor([2, 0]), out = arena.from([3, 3]);
  assertEquals([...reduceAxis(empty, 1, out).data], [0, 0]);
  assertThrows(() => reduceAxis(empty, 1, out, "mean"), RangeError, "to take the mean of");
});
