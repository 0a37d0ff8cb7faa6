// What all sums over many elements share: errors that hardly grow with their number.

import { assertLess } from "@std/assert";
import type { DType } from "../types/dtype.ts";
import { createEngine } from "../memory/engine.ts";
import type { Tensor } from "../memory/tensor.ts";
import { Normalization } from "../normalization/normalization.ts";
import { randomStream } from "../random/random_stream.ts";
import { absoluteSum } from "./absolute_sum.ts";
import { channelSums } from "./channel_sums.ts";
import { columnSums } from "./column_sums.ts";
import { norm } from "./norm.ts";
import { reluColumnSums } from "./relu_column_sums.ts";
import { squaredSum } from "./squared_sum.ts";
import { sum } from "./sum.ts";

const count = 2 ** 18;

/** Sums of `count` numbers; those of columns and channels are of several, each with the same numbers. */
const sums: Readonly<Record<string, (x: Tensor) => ArrayLike<number>>> = {
  sum: (x) => [sum(x)],
  absoluteSum: (x) => [absoluteSum(x)],
  squaredSum: (x) => [squaredSum(x)],
  norm: (x) => [norm(x) ** 2],
  columnSums: (x) => columnSums(x.reshape([count, 1]), x.arena.tensor([1], x.dtype)).data,
  "columnSums of many columns": (x) => {
    const wide = repeated(x, 21);
    return columnSums(wide, x.arena.tensor([21], x.dtype)).data;
  },
  reluColumnSums(x) {
    const dy = repeated(x, 5), db = x.arena.tensor([5], x.dtype);
    reluColumnSums(dy, dy, db);
    return db.data;
  },
  "channelSums of many examples": (x) =>
    channelSums(x.reshape([count, 1, 1]), x.arena.tensor([1], x.dtype)).data,
  "channelSums of a large image": (x) =>
    channelSums(x.reshape([1, 1, count]), x.arena.tensor([1], x.dtype)).data,
};

function repeated(x: Tensor, D: number): Tensor {
  const wide = x.arena.tensor([x.size, D], x.dtype);
  for (let i = 0; i < wide.size; i++) wide.data[i] = x.data[Math.floor(i / D)];
  return wide;
}

/** The sum of numbers with what rounding loses. */
function exactSum(values: readonly number[]): number {
  let total = 0, lost = 0;
  for (const value of values) {
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + lost;
}

const bounds: Readonly<Record<DType, number>> = { f32: 5e-7, f64: 2e-15 };

for (const dtype of ["f32", "f64"] as const) {
  for (const [name, of] of Object.entries(sums)) {
    Deno.test(`${name} of many numbers keeps its digits in ${dtype}`, () => {
      using engine = createEngine();
      const random = randomStream({ seed: 17 });
      // A tenth, whose sum in order is off by a part of 1e-2 in f32, and random numbers.
      for (const draw of [() => 0.1, () => random.uniform()]) {
        using arena = engine.arena();
        const x = arena.tensor([count], dtype);
        x.data.forEach((_, i) => x.data[i] = draw());
        const squares = name === "squaredSum" || name === "norm";
        const want = exactSum(Array.from(x.data, (value) => squares ? value * value : value));
        for (const got of Array.from(of(x))) {
          assertLess(Math.abs(got / want - 1), bounds[dtype], `${got} for ${want}`);
        }
      }
    });
  }

  Deno.test(`Means and variances of many numbers keep their digits in ${dtype}`, () => {
    using engine = createEngine();
    const random = randomStream({ seed: 18 });
    for (const shape of [[count, 1, 1], [1, 1, count], [512, 1, 512]]) {
      using arena = engine.arena();
      const x = arena.tensor(shape, dtype);
      x.data.forEach((_, i) => x.data[i] = 10 + random.uniform());
      const values = Array.from(x.data), mean = exactSum(values) / count;
      const variance = exactSum(values.map((value) => (value - mean) ** 2)) / count;
      const normalization = new Normalization({ arena, dtype, input: shape, over: "batch" });
      normalization.measure(x, 1e-5);
      // Blocks of f32 are added up in f32 before f64.
      const [ofMean, ofVariance] = dtype === "f32" ? [1e-10, 1e-8] : [1e-15, 1e-14];
      assertLess(Math.abs(normalization.mean.data[0] / mean - 1), ofMean);
      assertLess(Math.abs(normalization.variance.data[0] / variance - 1), ofVariance);
    }
  });
}

Deno.test("Column sums of a million rows of tenths are as good as those of a thousand", () => {
  using engine = createEngine();
  for (const N of [1_000, 1_000_000]) {
    using arena = engine.arena();
    const x = arena.tensor([N, 2]);
    x.data.fill(0.1);
    for (const got of columnSums(x, arena.tensor([2])).data) {
      assertLess(Math.abs(got / (N * Math.fround(0.1)) - 1), 5e-7);
    }
  }
});
