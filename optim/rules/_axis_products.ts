import {
  gramMatrix,
  matmul,
  matmulTransposedA,
  matmulTransposedB,
  pointwise,
  type PointwisePass,
  type Tensor,
} from "@descent/core";

/** A tensor along one of its axes. */
interface Slices {
  /** Slices [extent, after], one for each place of the axes before; the whole [before, extent] where nothing is after. */
  readonly slices: readonly Tensor[];
  /** Whether the axis has the columns, not the rows. */
  readonly inColumns: boolean;
}

function slicesAlong(tensor: Tensor, axis: number): Slices {
  const { shape, size } = tensor, n = shape[axis];
  const after = shape.slice(axis + 1).reduce((product, each) => product * each, 1);
  const before = size === 0 ? 0 : size / (n * after);
  if (after === 1) return { slices: [tensor.reshape([before, n])], inColumns: true };
  const all = tensor.reshape([before, n, after]);
  const slices = Array.from(
    { length: before },
    (_, place) => all.rows(place, place + 1).reshape([n, after]),
  );
  return { slices, inColumns: false };
}

/** Products of a tensor with matrices along one of its axes; making it allocates views, running it nothing. */
export class AxisProducts {
  readonly #from: Slices;
  readonly #to: Slices;

  /** @param from What is multiplied. @param to Where products go, of the same shape. @param axis The axis. */
  constructor(from: Tensor, to: Tensor, axis: number) {
    this.#from = slicesAlong(from, axis);
    this.#to = slicesAlong(to, axis);
  }

  /** Multiplies along the axis by `matrix`, or by its transpose. */
  multiply(matrix: Tensor, isTransposed: boolean): void {
    const { slices, inColumns } = this.#from;
    for (let place = 0; place < slices.length; place++) {
      const from = slices[place], to = this.#to.slices[place];
      if (inColumns) {
        if (isTransposed) matmul(from, matrix, to);
        else matmulTransposedB(from, matrix, to);
      } else if (isTransposed) matmulTransposedA(matrix, from, to);
      else matmul(matrix, from, to);
    }
  }
}

const keepSquarable = pointwise({
  name: "elements with normal squares",
  tensors: ["from", "to"],
  update: ({ from }) => ({ to: from.square().flushSubnormal().equal(0).select(0, from) }),
});

/** The Gram matrix of one of a tensor's axes; making it allocates views, running it nothing. */
export class AxisGram {
  readonly #keeping: PointwisePass;
  readonly #scratch: Slices;

  /** @param from The tensor G. @param scratch A tensor of its shape that it writes over. @param axis The axis. */
  constructor(from: Tensor, scratch: Tensor, axis: number) {
    this.#keeping = keepSquarable.bindAll([{ from, to: scratch }]);
    this.#scratch = slicesAlong(scratch, axis);
  }

  /**
   * `Σ Gᵢ Gᵢᵀ`, the axis as rows and all others as columns, without elements below 1e-19 in f32, 1.5e-154 in f64: their
   * squares would be subnormal, and sums of those take ten times as long.
   */
  run(out: Tensor): void {
    this.#keeping.run();
    const { slices, inColumns } = this.#scratch;
    for (let place = 0; place < slices.length; place++) {
      const how = place === 0 ? "store" : "accumulate";
      gramMatrix(slices[place], out, inColumns ? "columns" : "rows", how);
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
