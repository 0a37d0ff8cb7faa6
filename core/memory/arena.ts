import { bytesPerElement, type ElementArrays, type ElementType } from "../types/dtype.ts";
import type { Engine } from "./engine.ts";
import { checkShape, formatShape, type Shape, sizeOf } from "../types/shape.ts";
import { Tensor } from "./tensor.ts";

const views: {
  [T in ElementType]: new (
    buffer: ArrayBufferLike,
    pointer: number,
    length: number,
  ) => ElementArrays[T];
} = { f32: Float32Array, f64: Float64Array, i32: Int32Array, u8: Uint8Array };

/** Least and largest whole number of an element type; none for floating-point types, which hold every number. */
const limits: { readonly [T in ElementType]?: readonly [least: number, most: number] } = {
  i32: [-(2 ** 31), 2 ** 31 - 1],
  u8: [0, 255],
};

/** Setting an element to something else than a number of its type would store another number without a word. */
function checkValues(values: ArrayLike<number>, dtype: ElementType): void {
  const range = limits[dtype];
  // An array of the type itself holds nothing else, and data sets are large ones.
  if (values instanceof views[dtype] || range === undefined && ArrayBuffer.isView(values)) return;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    const fits = range === undefined
      ? typeof value === "number"
      : Number.isInteger(value) && value >= range[0] && value <= range[1];
    if (fits) continue;
    const wanted = range === undefined
      ? "numbers"
      : `whole numbers from ${range[0]} to ${range[1]}`;
    throw new TypeError(
      `Arena.from: expected ${wanted} for ${dtype}, got ${value} at ${i}; check where the values come from`,
    );
  }
}

/**
 * A scope of tensors: everything made in it is freed with it, at once.
 *
 * Freeing is explicit (`using arena = engine.arena()` or `arena.dispose()`), so nothing leaks and no
 * reference is counted. Reading a tensor after its arena is gone reads memory that others may own.
 *
 * @category Tensors
 *
 * @example Free a scope and get the memory back
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * {
 *   using arena = engine.arena();
 *   arena.from([1, 2, 3, 4], [2, 2], "f64");
 * }
 * assertEquals(engine.bytesInUse, 0);
 * ```
 */
export class Arena implements Disposable {
  /** The engine whose memory this is. */
  readonly engine: Engine;
  readonly #pointers: number[] = [];
  #disposed = false;

  /**
   * Arenas are made by an engine: `engine.arena()`.
   *
   * @param engine The engine whose memory this is.
   */
  constructor(engine: Engine) {
    this.engine = engine;
  }

  /**
   * A tensor of zeros.
   *
   * @param shape Extents, whole numbers of at least 0.
   * @param dtype Type of the elements, default `"f32"`.
   * @returns A tensor that lives as long as this arena.
   * @throws {RangeError} When an extent is not a whole number, or memory is exhausted.
   */
  tensor(shape: Shape): Tensor<"f32">;
  /** A tensor of zeros of a given element type. */
  tensor<T extends ElementType>(shape: Shape, dtype: T): Tensor<T>;
  tensor(shape: Shape, dtype: ElementType = "f32"): Tensor<ElementType> {
    checkShape("Arena.tensor", shape);
    const tensor = this.#allocate([...shape], dtype);
    // Many times as fast as `fill` of an array on shared memory.
    this.engine.kernels.shared.clearBytes(tensor.pointer, tensor.data.byteLength);
    return tensor;
  }

  /**
   * A tensor with given values.
   *
   * @param values Flat values in row-major order.
   * @param shape Extents whose product is the number of values; default one axis.
   * @param dtype Type of the elements, default `"f32"`.
   * @returns A tensor that holds a copy of the values.
   * @throws {TypeError} When the number of values does not fit the shape, or one is no number that the element type has:
   * undefined, or NaN, a fraction or what is too large for whole numbers.
   */
  from(values: ArrayLike<number>, shape?: Shape): Tensor<"f32">;
  /** A tensor with given values of a given element type. */
  from<T extends ElementType>(values: ArrayLike<number>, shape: Shape, dtype: T): Tensor<T>;
  from(
    values: ArrayLike<number>,
    shape: Shape = [values.length],
    dtype: ElementType = "f32",
  ): Tensor<ElementType> {
    checkShape("Arena.from", shape);
    if (values.length !== sizeOf(shape)) {
      throw new TypeError(
        `Arena.from: expected ${sizeOf(shape)} values for shape ${
          formatShape(shape)
        }, got ${values.length}; check the shape`,
      );
    }
    checkValues(values, dtype);
    // Every element is set now, so none needs to be zero first.
    const tensor = this.#allocate([...shape], dtype);
    tensor.data.set(values);
    return tensor;
  }

  /** Frees every tensor of this arena; doing it twice is harmless. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    for (const pointer of this.#pointers) this.engine.free(pointer);
  }

  /** The same as {@linkcode Arena.dispose}, for `using`. */
  [Symbol.dispose](): void {
    this.dispose();
  }

  #allocate(shape: Shape, dtype: ElementType): Tensor<ElementType> {
    if (this.#disposed) {
      throw new TypeError(
        "Arena.tensor: expected an open arena, got one that was disposed; make the tensor in an arena that outlives it",
      );
    }
    const size = sizeOf(shape);
    const pointer = this.engine.allocate(size * bytesPerElement[dtype]);
    this.#pointers.push(pointer);
    const data = new views[dtype](this.engine.memory.buffer, pointer, size);
    return new Tensor(this, dtype, shape, pointer, data);
  }
}
