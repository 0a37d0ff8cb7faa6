import type { GoldenArray } from "@descent/core/testing";

/** A matrix with rows and columns exchanged: weights of PyTorch are (out, in), ours (in, out). */
export function transposed({ data, shape: [rows, columns] }: GoldenArray): GoldenArray {
  return {
    shape: [columns, rows],
    data: data.map((_, i) => data[i % rows * columns + Math.floor(i / rows)]),
  };
}
