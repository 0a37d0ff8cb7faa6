import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { createEngine } from "../memory/engine.ts";
import type { Tensor } from "../memory/tensor.ts";
import { randomStream } from "../random/random_stream.ts";
import { rmsNormGradientRows, rmsNormRows } from "./rms_norm_rows.ts";

/** The reference implementation, straight from the definition. */
function plainRow(x: readonly number[], gain: readonly number[], dy: readonly number[], ε: number) {
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const inverse = 1 / Math.sqrt(mean(x.map((value) => value * value)) + ε);
  const normal = x.map((value) => value * inverse), terms = dy.map((value, d) => value * normal[d]);
  const share = mean(terms.map((term, d) => term * gain[d]));
  return {
    y: normal.map((value, d) => value * gain[d]),
    terms,
    dx: dy.map((value, d) => (value * gain[d] - normal[d] * share) * inverse),
  };
}

for (const [dtype, bound] of [["f32", 2e-6], ["f64", 1e-14]] as const) {
  Deno.test(`rmsNormRows and its gradient agree with the reference implementation in ${dtype} and write nothing else`, () => {
    using engine = createEngine();
    const random = randomStream({ seed: 23 });
    for (const [N, D] of [[1, 1], [2, 2], [9, 3], [40, 10], [5, 17]]) {
      using arena = engine.arena();
      const normal = (shape: readonly number[]) => {
        const tensor = arena.tensor(shape, dtype);
        random.fillNormal(tensor.data);
        return tensor;
      };
      const framed = () => {
        const around = arena.tensor([N + 2, D], dtype);
        around.data.fill(42);
        return { around, rows: around.rows(1, N + 1) };
      };
      const x = normal([N, D]), dy = normal([N, D]), gain = normal([D]);
      const [y, terms, dx] = [framed(), framed(), framed()];
      const inverses = arena.tensor([N], "f64"), epsilon = 0.01;
      rmsNormRows({ x, gain, epsilon, inverses, y: y.rows });
      rmsNormGradientRows({ x, dy, gain, inverses, terms: terms.rows, dx: dx.rows });
      for (let n = 0; n < N; n++) {
        const rowOf = ({ data }: Tensor) => Array.from(data.subarray(n * D, (n + 1) * D));
        const want = plainRow(rowOf(x), [...gain.data], rowOf(dy), epsilon);
        for (const [got, wanted] of [[y, want.y], [terms, want.terms], [dx, want.dx]] as const) {
          rowOf(got.rows).forEach((value, d) =>
            assertAlmostEquals(value, wanted[d], bound * 10 * (1 + Math.abs(wanted[d])))
          );
        }
      }
      for (const { around } of [y, terms, dx]) {
        assertEquals(
          [...around.data.subarray(0, D), ...around.data.subarray(-D)],
          Array(2 * D).fill(42),
        );
      }
    }
  });
}

Deno.test("Rows of numbers whose squares f32 cannot hold are normalized all the same", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.from([3e30, 4e30], [1, 2]), y = arena.tensor([1, 2]);
  const gain = arena.from([1, 1], [2]), inverses = arena.tensor([1], "f64");
  rmsNormRows({ x, gain, epsilon: 1e-6, inverses, y });
  assertAlmostEquals(y.data[0], 3 / Math.sqrt(12.5), 1e-6);
});

Deno.test("rmsNormRows refuses what does not fit", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.tensor([2, 3]), inverses = arena.tensor([2], "f64"), gain = arena.tensor([2]);
  const run = (y: Tensor) => rmsNormRows({ x, gain, epsilon: 1, inverses, y });
  assertThrows(() => run(arena.tensor([3, 2])), TypeError, "f32 [3, 2]");
  assertThrows(() => run(arena.tensor([2, 3])), TypeError, "a f32 gain of 3 numbers");
});
