import type { Tensor } from "@descent/core";
import type { StateTree } from "../state_tree.ts";

/**
 * A second moment that keeps averages of the rows and columns of the last two axes alone, `V = R·C / mean(R)`; of a vector the
 * moment itself. Axes before the last two are matrices of their own.
 */
export class FactoredMoment {
  readonly state: StateTree;
  readonly #whole: Tensor | undefined;
  readonly #rowMeans: Tensor | undefined;
  readonly #columnMeans: Tensor | undefined;
  readonly #matrices: number;
  readonly #rows: number;
  readonly #columns: number;

  constructor({ shape, size, arena, dtype }: Tensor) {
    this.#columns = shape.at(-1) ?? 1;
    this.#rows = shape.at(-2) ?? 1;
    this.#matrices = size === 0 ? 0 : size / (this.#rows * this.#columns);
    if (shape.length < 2) {
      this.state = { secondMoment: this.#whole = arena.tensor(shape, dtype) };
    } else {
      this.#rowMeans = arena.tensor([this.#matrices, this.#rows], dtype);
      this.#columnMeans = arena.tensor([this.#matrices, this.#columns], dtype);
      this.state = { rowMeans: this.#rowMeans, columnMeans: this.#columnMeans };
    }
  }

  /** Averages the squares of `x`. */
  update(x: Tensor["data"], weight: number, epsilon: number): void {
    const kept = 1 - weight;
    if (this.#whole !== undefined) {
      const { data } = this.#whole;
      for (let i = 0; i < data.length; i++) {
        data[i] = kept * data[i] + weight * (x[i] * x[i] + epsilon);
      }
      return;
    }
    const rowMeans = this.#rowMeans!.data, columnMeans = this.#columnMeans!.data;
    for (let i = 0; i < columnMeans.length; i++) columnMeans[i] *= kept;
    let place = 0;
    for (let matrix = 0; matrix < this.#matrices; matrix++) {
      const at = matrix * this.#columns, share = weight / this.#rows;
      for (let row = 0; row < this.#rows; row++) {
        let squares = 0;
        for (let column = 0; column < this.#columns; column++, place++) {
          const square = x[place] * x[place] + epsilon;
          squares += square;
          columnMeans[at + column] += share * square;
        }
        const mean = matrix * this.#rows + row;
        rowMeans[mean] = kept * rowMeans[mean] + weight * squares / this.#columns;
      }
    }
  }

  /** Writes `x / √max(V, floor²)` into `out`, with a mean of R of at least `floor`. */
  normalize(x: Tensor["data"], out: Tensor["data"], floor: number): void {
    if (this.#whole !== undefined) {
      const { data } = this.#whole;
      for (let i = 0; i < data.length; i++) out[i] = divide(x[i], Math.max(data[i], floor * floor));
      return;
    }
    const rowMeans = this.#rowMeans!.data, columnMeans = this.#columnMeans!.data;
    let place = 0;
    for (let matrix = 0; matrix < this.#matrices; matrix++) {
      let mean = 0;
      for (let row = 0; row < this.#rows; row++) mean += rowMeans[matrix * this.#rows + row];
      mean = Math.max(mean / this.#rows, floor);
      for (let row = 0; row < this.#rows; row++) {
        const share = mean > 0 ? rowMeans[matrix * this.#rows + row] / mean : 0;
        for (let column = 0; column < this.#columns; column++, place++) {
          const v = share * columnMeans[matrix * this.#columns + column];
          out[place] = divide(x[place], Math.max(v, floor * floor));
        }
      }
    }
  }
}

/** `x / √v`, 0 where both are 0, and NaN where v has overflowed, as of `rootOf`. */
function divide(x: number, v: number): number {
  if (x === 0) return 0;
  return v < Infinity ? x / Math.sqrt(v) : NaN;
}

/** The root of the mean square. */
export function rootMeanSquare(x: Tensor["data"]): number {
  let squares = 0;
  for (let i = 0; i < x.length; i++) squares += x[i] * x[i];
  return Math.sqrt(squares / Math.max(1, x.length));
}
