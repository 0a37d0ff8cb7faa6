import {
  gramMatrix,
  matmul,
  matmulTransposedA,
  matmulTransposedB,
  type Tensor,
} from "@descent/core";

/** Products of a tensor with matrices along one of its axes; making it allocates views, running it nothing. */
export class AxisProducts {
  /** Extent of the axis. */
  readonly extent: number;
  /** Slices [extent, after] for each place of the axes before; none when the axis is the last one. */
  readonly #slices: readonly (readonly [from: Tensor, to: Tensor])[];
  readonly #from: Tensor;
  readonly #to: Tensor;

  /** @param from What is multiplied. @param to Where products go, of the same shape. @param axis The axis. */
  constructor(from: Tensor, to: Tensor, axis: number) {
    const n = from.shape[axis];
    const after = from.shape.slice(axis + 1).reduce((product, each) => product * each, 1);
    const before = from.size === 0 ? 0 : from.size / (n * after);
    this.extent = n;
    if (after === 1) {
      this.#slices = [];
      this.#from = from.reshape([before, n]);
      this.#to = to.reshape([before, n]);
    } else {
      this.#from = from.reshape([before, n, after]);
      this.#to = to.reshape([before, n, after]);
      this.#slices = Array.from({ length: before }, (_, place) => [
        this.#from.rows(place, place + 1).reshape([n, after]),
        this.#to.rows(place, place + 1).reshape([n, after]),
      ]);
    }
  }

  /** `Σ Gᵢ Gᵢᵀ`, the axis as rows and all others as columns. */
  gram(out: Tensor): void {
    if (this.#slices.length === 0) gramMatrix(this.#from, out, "columns");
    for (let place = 0; place < this.#slices.length; place++) {
      const [from] = this.#slices[place];
      gramMatrix(from, out, "rows", place === 0 ? "store" : "accumulate");
    }
  }

  /** Multiplies along the axis by `matrix`, or by its transpose. */
  multiply(matrix: Tensor, isTransposed: boolean): void {
    if (this.#slices.length === 0) {
      if (isTransposed) matmul(this.#from, matrix, this.#to);
      else matmulTransposedB(this.#from, matrix, this.#to);
    }
    for (const [from, to] of this.#slices) {
      if (isTransposed) matmulTransposedA(matrix, from, to);
      else matmul(matrix, from, to);
    }
  }
}

/** Applies a matrix along each axis in turn, back and forth between two tensors. */
export class AxesProducts {
  /** Where the tensor is put, and found again. */
  readonly tensor: Tensor;
  readonly #other: Tensor;
  readonly #axes: readonly (readonly [there: AxisProducts, back: AxisProducts])[];

  /** @param shape The tensor's shape. @param like A tensor on whose arena it is. @param axes The axes to multiply along. */
  constructor(shape: readonly number[], { arena, dtype }: Tensor, axes: readonly number[]) {
    this.tensor = arena.tensor(shape, dtype);
    this.#other = arena.tensor(shape, dtype);
    this.#axes = axes.map((axis) => [
      new AxisProducts(this.tensor, this.#other, axis),
      new AxisProducts(this.#other, this.tensor, axis),
    ]);
  }

  /** Multiplies by one matrix for each axis, or by their transposes. */
  multiply(matrices: readonly Tensor[], isTransposed: boolean): void {
    for (let which = 0; which < matrices.length; which++) {
      this.#axes[which][which % 2].multiply(matrices[which], isTransposed);
    }
    if (matrices.length % 2 === 1) this.tensor.data.set(this.#other.data);
  }
}

/** The axes that get a matrix: those of at most `largest` elements. */
export function preconditionedAxes(shape: readonly number[], largest: number): number[] {
  return shape.flatMap((extent, axis) => extent > 0 && extent <= largest ? [axis] : []);
}
