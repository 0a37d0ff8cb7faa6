import type { Tensor } from "../memory/tensor.ts";

/** Throws unless every index is that of one of `count` rows. */
export function requireIndices(operation: string, indices: Tensor<"i32">, count: number): void {
  const { data, size } = indices;
  for (let i = 0; i < size; i++) {
    if (data[i] >= 0 && data[i] < count) continue;
    throw new RangeError(
      `${operation}: expected indices from 0 to ${count - 1}, got ${
        data[i]
      } at ${i}; check what made the indices`,
    );
  }
}
