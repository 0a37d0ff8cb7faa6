import type { Tensor } from "../memory/tensor.ts";

/** Throws unless every target is a class from 0 to K − 1: kernels read the score that it names. */
export function checkClasses(operation: string, target: Tensor<"i32">, K: number): void {
  for (let n = 0; n < target.size; n++) {
    const t = target.data[n];
    if (!(t >= 0 && t < K)) {
      throw new RangeError(
        `${operation}: expected targets from 0 to ${
          K - 1
        }, got ${t} at ${n}; check the labels or the number of classes`,
      );
    }
  }
}
