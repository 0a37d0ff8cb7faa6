import type { Arena, Tensor } from "@descent/core";

/** An array of a golden file, flat and row-major. */
export interface GoldenArray {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

/** A case of a golden file. */
export interface GoldenCase {
  readonly name: string;
  readonly kind: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly inputs: Readonly<Record<string, GoldenArray>>;
  readonly expected: Readonly<Record<string, unknown>>;
}

/** The f64 tensor of an array. */
export function tensorOf(arena: Arena, { data, shape }: GoldenArray): Tensor {
  return arena.from(data, shape, "f64");
}

/** The i32 tensor of class indices. */
export function classesOf(arena: Arena, { data, shape }: GoldenArray): Tensor<"i32"> {
  return arena.from(data, shape, "i32");
}
