import type { Arena } from "./arena.ts";
import type { DType, ElementArrays, ElementType } from "../types/dtype.ts";
import { bytesPerElement } from "../types/dtype.ts";
import type { Engine } from "./engine.ts";
import { inspectable } from "../types/inspectable.ts";
import { checkShape, formatShape, type Shape, sizeOf } from "../types/shape.ts";

/**
 * A shape, an element type and a contiguous row-major view on kernel memory.
 *
 * `console.log` shows type, shape and the first numbers. Tensors come from an {@linkcode Arena} and live as long as it does. `reshape` and `rows` are views: they
 * share the memory, so writing through one is seen through the other.
 *
 * @category Tensors
 *
 * @example Write through a view
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const x = arena.tensor([3, 2]);
 * x.rows(1, 2).data.fill(7);
 * assertEquals([...x.data], [0, 0, 7, 7, 0, 0]);
 * ```
 */
export class Tensor<T extends ElementType = DType> {
  /** The arena that owns the memory. */
  readonly arena: Arena;
  /** Type of the elements. */
  readonly dtype: T;
  /** Extents, outermost first. */
  readonly shape: Shape;
  /** Number of elements. */
  readonly size: number;
  /** Byte address in kernel memory, for kernels. */
  readonly pointer: number;
  /** The elements, row-major; a live view, not a copy. */
  readonly data: ElementArrays[T];

  /**
   * Tensors are made by an arena: `arena.tensor(shape)`, `arena.from(values, shape)`.
   *
   * @param arena The arena that owns the memory.
   * @param dtype Type of the elements.
   * @param shape Extents, outermost first.
   * @param pointer Byte address in kernel memory.
   * @param data The view on that address.
   */
  constructor(arena: Arena, dtype: T, shape: Shape, pointer: number, data: ElementArrays[T]) {
    this.arena = arena;
    this.dtype = dtype;
    this.shape = shape;
    this.size = data.length;
    this.pointer = pointer;
    this.data = data;
  }

  /** The engine whose kernels work on this tensor. */
  get engine(): Engine {
    return this.arena.engine;
  }

  /**
   * The same elements under another shape.
   *
   * @param shape Extents whose product is this tensor's size.
   * @returns A view that shares the memory.
   * @throws {TypeError} When the sizes differ.
   */
  reshape(shape: Shape): Tensor<T> {
    checkShape("Tensor.reshape", shape);
    if (sizeOf(shape) !== this.size) {
      throw new TypeError(
        `Tensor.reshape: expected a shape of ${this.size} elements like ${
          formatShape(this.shape)
        }, got ${formatShape(shape)} of ${sizeOf(shape)}; check the extents`,
      );
    }
    return new Tensor(this.arena, this.dtype, shape, this.pointer, this.data);
  }

  /**
   * The rows `from` to `to` (exclusive) along the first axis.
   *
   * @param from First row, from 0.
   * @param to One past the last row, at most the first extent.
   * @returns A view of shape `[to - from, ...rest]` that shares the memory.
   * @throws {RangeError} When the rows are not in the tensor, or it is a scalar.
   */
  rows(from: number, to: number): Tensor<T> {
    const [count, ...rest] = this.shape;
    if (
      count === undefined || !Number.isSafeInteger(from) || !Number.isSafeInteger(to) ||
      from < 0 || to < from || to > count
    ) {
      throw new RangeError(
        `Tensor.rows: expected 0 <= from <= to <= ${
          count ?? "rows of a non-scalar"
        }, got from ${from} to ${to} of ${formatShape(this.shape)}; check the batch bounds`,
      );
    }
    const rowSize = sizeOf(rest);
    return new Tensor(
      this.arena,
      this.dtype,
      [to - from, ...rest],
      this.pointer + from * rowSize * bytesPerElement[this.dtype],
      this.data.subarray(from * rowSize, to * rowSize) as ElementArrays[T],
    );
  }
}

const SHOWN = 8;

inspectable(Tensor.prototype, ({ dtype, shape, size, data }) => {
  const first: number[] = Array.from<number>(data.subarray(0, SHOWN));
  const numbers = dtype === "f32" ? first.map((value) => Number(value.toPrecision(7))) : first;
  const rest = size > SHOWN ? `, … of ${size.toLocaleString("en-US")}` : "";
  return `Tensor ${dtype} ${formatShape(shape)}: ${numbers.join(", ")}${rest}`;
});
