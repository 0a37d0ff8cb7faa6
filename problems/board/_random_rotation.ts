import type { RandomStream } from "@descent/core";
import { orthogonal } from "@descent/layers";

/** An orthogonal matrix [d, d], row-major, each as probable as another. */
export function randomRotation(d: number, random: RandomStream): Float64Array {
  const rotation = new Float64Array(d * d);
  orthogonal()(rotation, { fanIn: d, fanOut: d, shape: [d, d] }, random);
  return rotation;
}

/** The symmetric matrix `Rᵀ diag(values) R`, row-major, of rows R on memory that workers share. */
export function symmetricMatrix(rotation: Float64Array, values: Float64Array): Float64Array {
  const d = values.length, matrix = new Float64Array(new SharedArrayBuffer(8 * d * d));
  for (let k = 0; k < d; k++) {
    for (let i = 0; i < d; i++) {
      const factor = values[k] * rotation[k * d + i];
      for (let j = 0; j < d; j++) matrix[i * d + j] += factor * rotation[k * d + j];
    }
  }
  return matrix;
}

/** Writes the product of a matrix [d, d] and a vector. */
export function multiplyMatrix(matrix: Float64Array, x: Float64Array, out: Float64Array): void {
  const d = x.length;
  for (let i = 0, at = 0; i < d; i++) {
    let sum = 0;
    for (let j = 0; j < d; j++, at++) sum += matrix[at] * x[j];
    out[i] = sum;
  }
}

/** `xᵀ M x` of a matrix [d, d]. */
export function formOf(matrix: Float64Array, x: Float64Array): number {
  const d = x.length;
  let form = 0;
  for (let i = 0, at = 0; i < d; i++) {
    let sum = 0;
    for (let j = 0; j < d; j++, at++) sum += matrix[at] * x[j];
    form += x[i] * sum;
  }
  return form;
}
