import { splitItems } from "../memory/split_items.ts";
import type { Arena } from "../memory/arena.ts";
import type { DType } from "../types/dtype.ts";
import { formatShape } from "../types/shape.ts";
import type { Tensor } from "../memory/tensor.ts";

/**
 * Options of {@linkcode RotaryPositions}.
 *
 * @category Sequences
 */
export interface RotaryPositionsOptions {
  /** Where the table of angles is allocated. */
  readonly arena: Arena;
  /** Element type. */
  readonly dtype: DType;
  /** Steps, T; positions are 0 to T − 1. */
  readonly steps: number;
  /** Width of a head, d, even. */
  readonly width: number;
  /** How fast angles fall along the width, b, above 0; default 10000. */
  readonly base?: number;
}

/**
 * Rotary positions: elements i and i + d/2 of a head at step t are turned by the angle `t b^(−2i/d)`.
 *
 * Products of a query and a key so turned depend on the distance of their steps alone. Backward turns back.
 *
 * @category Sequences
 *
 * @example A quarter of a turn at step 1 would take base and width that make the angle π/2; here it is 1
 * ```ts
 * import { createEngine, RotaryPositions } from "@descent/core";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const positions = new RotaryPositions({ arena, dtype: "f64", steps: 2, width: 2 });
 * const x = arena.from([1, 0, 1, 0], [2, 2], "f64");
 * positions.rotate(x, { heads: 1 });
 * assertAlmostEquals(x.data[2], Math.cos(1));
 * assertAlmostEquals(x.data[3], Math.sin(1));
 * ```
 *
 * @see J. Su and others: "RoFormer: enhanced transformer with rotary position embedding", 2021,
 * https://arxiv.org/abs/2104.09864
 */
export class RotaryPositions {
  readonly #steps: number;
  readonly #width: number;
  readonly #cosines: Tensor;
  readonly #sines: Tensor;

  /**
   * Computes the table of angles.
   *
   * @param options Steps, width and base, see {@linkcode RotaryPositionsOptions}.
   * @throws {RangeError} When the width is odd or the base is not above 0.
   */
  constructor({ arena, dtype, steps, width, base = 10_000 }: RotaryPositionsOptions) {
    if (!(Number.isSafeInteger(width) && width >= 2 && width % 2 === 0 && base > 0)) {
      throw new RangeError(
        `RotaryPositions: expected an even width of at least 2 and a base above 0, got ${width} and ${base}; choose another number of heads`,
      );
    }
    const half = width / 2;
    const angles = Array.from(
      { length: steps * half },
      (_, at) => Math.floor(at / half) * base ** (-(at % half) / half),
    );
    this.#steps = steps;
    this.#width = width;
    this.#cosines = arena.from(angles.map(Math.cos), [steps, half], dtype);
    this.#sines = arena.from(angles.map(Math.sin), [steps, half], dtype);
  }

  /**
   * Turns heads in their place.
   *
   * @param x Rows of heads, [..., D]; row r is step `r % T`.
   * @param options How many heads at the beginning of each row are turned, and whether back instead.
   * @returns `x`.
   * @throws {TypeError} When a row has fewer elements than the heads.
   */
  rotate<T extends Tensor>(
    x: T,
    { heads, back = false }: { readonly heads: number; readonly back?: boolean },
  ): T {
    const D = x.shape.at(-1)!, half = this.#width / 2;
    if (!(D >= heads * this.#width && x.dtype === this.#cosines.dtype)) {
      throw new TypeError(
        `RotaryPositions: expected ${this.#cosines.dtype} rows of at least ${heads} heads of ${this.#width}, got ${x.dtype} ${
          formatShape(x.shape)
        }; check the number of heads`,
      );
    }
    splitItems(
      x.engine,
      x.dtype,
      "rotate",
      x.size / D,
      x.size,
      this.#steps,
      heads,
      half,
      D,
      this.#cosines.pointer,
      this.#sines.pointer,
      back ? -1 : 1,
      x.pointer,
      x.pointer,
    );
    return x;
  }
}
