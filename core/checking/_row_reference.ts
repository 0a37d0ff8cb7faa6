import { assertEquals, assertLess } from "@std/assert";
import type { DType } from "../memory/dtype.ts";
import { createEngine } from "../memory/engine.ts";
import { randomStream } from "../random/random_stream.ts";
import type { Tensor } from "../memory/tensor.ts";

/** A function of rows, its gradient, and both in plain TypeScript. */
export interface RowFunction {
  readonly forward: (x: Tensor, y: Tensor) => Tensor;
  readonly backward: (y: Tensor, dy: Tensor, dx: Tensor) => Tensor;
  readonly plainForward: (x: readonly number[]) => number[];
  readonly plainBackward: (x: readonly number[], dy: readonly number[]) => number[];
}

const shapes = [[1, 1], [3, 1], [2, 2], [5, 3], [4, 7], [128, 10], [2, 3, 5], [1, 33], [2, 1500]];

/** Compares with the reference on random rows of many lengths, in place too; nothing else may be written. */
export function assertAgreesWithReference(of: RowFunction, dtype: DType, bound: number): void {
  using engine = createEngine();
  const random = randomStream({ seed: 23 });
  for (const shape of shapes) {
    using arena = engine.arena();
    const K = shape.at(-1)!, x = arena.tensor(shape, dtype), dy = arena.tensor(shape, dtype);
    random.fillNormal(x.data, 0, 3);
    random.fillNormal(dy.data);
    const around = arena.tensor([shape[0] + 2, ...shape.slice(1)], dtype);
    around.data.fill(42);
    const y = of.forward(x, around.rows(1, shape[0] + 1));
    const dx = of.backward(y, dy, arena.tensor(shape, dtype));
    for (let start = 0; start < x.size; start += K) {
      const row = ({ data }: Tensor) => Array.from(data.subarray(start, start + K));
      assertNear(row(y), of.plainForward(row(x)), bound);
      assertNear(row(dx), of.plainBackward(row(x), row(dy)), bound);
    }
    const outside = [...around.rows(0, 1).data, ...around.rows(shape[0] + 1, shape[0] + 2).data];
    assertEquals(outside, outside.map(() => 42));
    assertEquals(of.backward(y, dy, dy).data, dx.data);
  }
}

/** Large enough to be split, with a number of rows that no number of threads divides evenly. */
export async function assertSameForAnyThreads(of: RowFunction): Promise<void> {
  const results = async (threads: number) => {
    using engine = createEngine({ threads });
    using arena = engine.arena();
    await engine.threads.ready();
    const x = arena.tensor([1201, 43]), dy = arena.tensor([1201, 43]);
    randomStream({ seed: 24 }).fillNormal(x.data);
    randomStream({ seed: 25 }).fillNormal(dy.data);
    const y = of.forward(x, arena.tensor([1201, 43]));
    return [y.data.slice(), of.backward(y, dy, dy).data.slice()];
  };
  const one = await results(1);
  for (const threads of [2, 3]) assertEquals(await results(threads), one);
}

/**
 * In every place of a row a NaN, an infinite score and nothing but masked scores must make the whole row NaN, and no
 * other row; a masked one, of minus infinity, becomes `masked` and leaves the others as they are without it.
 */
export function assertMasksAndNaN({ forward }: RowFunction, masked: number): void {
  using engine = createEngine();
  for (const dtype of ["f32", "f64"] as const) {
    for (const K of [2, 6, 600]) {
      using arena = engine.arena();
      const rowOf = (score: number, isBad: (k: number) => boolean) => {
        const x = arena.tensor([2, K], dtype);
        x.data.forEach((_, i) => x.data[i] = i < K && isBad(i) ? score : i % 5);
        const y = Array.from(forward(x, arena.tensor([2, K], dtype)).data);
        assertEquals(y.slice(K).some(Number.isNaN), false);
        return y.slice(0, K);
      };
      const nothing = new Array(K).fill(NaN);
      for (let place = 0; place < K; place += K === 600 ? 71 : 1) {
        for (const bad of [NaN, Infinity]) assertEquals(rowOf(bad, (k) => k === place), nothing);
        const y = rowOf(-Infinity, (k) => k === place);
        assertEquals(y[place], masked);
        // Of a score that is that far below the others nothing is left but that it is finite.
        const far = rowOf(-1e4, (k) => k === place);
        assertEquals(y.toSpliced(place, 1), far.toSpliced(place, 1));
      }
      assertEquals(rowOf(-Infinity, () => true), nothing);
      assertEquals(rowOf(-Infinity, (k) => k > 0)[0], masked === 0 ? 1 : 0);
    }
  }
}

function assertNear(got: readonly number[], want: readonly number[], bound: number): void {
  want.forEach((value, k) => assertLess(Math.abs(got[k] - value), bound * (1 + Math.abs(value))));
}
