import { givenOptions } from "@descent/core";
import type { Initializer } from "./initializer.ts";

/**
 * Options of {@linkcode normal}.
 *
 * @category Initializers
 */
export interface NormalOptions {
  /** Standard deviation, at least 0: the weight scale. */
  readonly scale: number;
}

/**
 * Normal numbers of a given scale: `w ~ N(0, scale²)`.
 *
 * @category Initializers
 * @param options The standard deviation.
 * @returns The initializer.
 * @throws {RangeError} When the scale is negative or not finite.
 *
 * @example The initial weights of the course CS231n
 * ```ts
 * import { randomStream } from "@descent/core";
 * import { normal } from "@descent/layers";
 * import { assert } from "@std/assert";
 *
 * const values = new Float64Array(1000);
 * normal({ scale: 1e-3 })(values, { fanIn: 784, fanOut: 100 }, randomStream({ seed: 1 }));
 * assert(values.every((value) => Math.abs(value) < 6e-3));
 * ```
 */
export function normal(options: NormalOptions): Initializer {
  const { scale } = givenOptions("normal", options);
  if (!(Number.isFinite(scale) && scale >= 0)) {
    throw new RangeError(
      `Normal initializer: expected a finite scale of at least 0, got ${scale}; try 0.01`,
    );
  }
  return (values, _fans, random) => random.fillNormal(values, 0, scale);
}
