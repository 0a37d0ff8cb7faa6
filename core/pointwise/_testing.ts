import { assertEquals } from "@std/assert";
import type { Arena } from "../memory/arena.ts";
import type { DType } from "../types/dtype.ts";
import { randomStream } from "../random/random_stream.ts";
import type { Tensor } from "../memory/tensor.ts";

export const dtypes: readonly DType[] = ["f32", "f64"];

/** Sizes around the lanes of a vector and the vectors of a turn, and some that make many turns. */
export const sizes: readonly number[] = [
  0,
  1,
  2,
  3,
  4,
  5,
  7,
  8,
  9,
  15,
  16,
  17,
  31,
  33,
  1000,
  50_021,
];

/** Zeros, infinities, NaN, halves and the ends of both types' ranges. */
export const specialValues: readonly number[] = [
  ...[NaN, 0, -0, Infinity, -Infinity, 1, -1, 0.5, -0.5, 1.5, 2.5, -3.5, 1e-40, -1e-310, 5e-324],
  ...[3.4028234663852886e38, Number.MAX_VALUE, 8388609.5, 0.1],
];

/** Rounds a number to an element type. */
export function rounder(dtype: DType): (value: number) => number {
  return dtype === "f32" ? Math.fround : (value) => value;
}

/** A tensor of normal numbers, the same for the same name. */
export function randomTensor(arena: Arena, size: number, dtype: DType, name: string): Tensor {
  const tensor = arena.tensor([size], dtype);
  randomStream({ seed: 1 }).split(name).fillNormal(tensor.data, 0, 2);
  return tensor;
}

/** Every pair of special values, the first ones in one tensor and the second ones in another. */
export function specialPairs(arena: Arena, dtype: DType): [Tensor, Tensor] {
  const size = specialValues.length ** 2;
  const x = arena.tensor([size], dtype), y = arena.tensor([size], dtype);
  for (let i = 0; i < size; i++) {
    x.data[i] = specialValues[Math.floor(i / specialValues.length)];
    y.data[i] = specialValues[i % specialValues.length];
  }
  return [x, y];
}

/** Fails at the first element that differs; 0 differs from -0, and all NaN are one. */
export function assertSameBits(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  describe: (index: number) => string,
): void {
  assertEquals(actual.length, expected.length);
  for (let i = 0; i < actual.length; i++) {
    if (Object.is(actual[i], expected[i])) continue;
    throw new Error(`${describe(i)}: expected ${expected[i]}, got ${actual[i]}`);
  }
}
