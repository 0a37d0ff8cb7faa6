import { givenOptions, type RandomStream } from "@descent/core";
import type { Initializer } from "./initializer.ts";

/**
 * Options of {@linkcode truncatedNormal}.
 *
 * @category Initializers
 */
export interface TruncatedNormalOptions {
  /** Standard deviation before the cut, at least 0. */
  readonly scale: number;
  /** Deviations at which the distribution is cut off, above 0; default 2. */
  readonly cut?: number;
}

/**
 * Normal numbers of a given scale without the far ones: `w ~ N(0, scale²)` given `|w| ≤ cut · scale`; what lies beyond is
 * drawn anew, as TensorFlow's and Keras's `TruncatedNormal` do.
 *
 * A cut at 2 leaves a standard deviation of 0.8796 times the scale.
 *
 * @category Initializers
 * @param options Scale and cut.
 * @returns The initializer.
 * @throws {RangeError} When the scale is negative or not finite, or the cut not above 0.
 *
 * @example Nothing beyond two deviations
 * ```ts
 * import { randomStream } from "@descent/core";
 * import { truncatedNormal } from "@descent/layers";
 * import { assert } from "@std/assert";
 *
 * const values = new Float64Array(1000);
 * truncatedNormal({ scale: 0.02 })(values, { fanIn: 1, fanOut: 1 }, randomStream({ seed: 1 }));
 * assert(values.every((value) => Math.abs(value) <= 0.04));
 * ```
 */
export function truncatedNormal(options: TruncatedNormalOptions): Initializer {
  const { scale, cut = 2 } = givenOptions("truncatedNormal", options);
  if (!(Number.isFinite(scale) && scale >= 0)) {
    throw new RangeError(
      `TruncatedNormal initializer: expected a finite scale of at least 0, got ${scale}; try 0.02`,
    );
  }
  if (!(cut > 0)) {
    throw new RangeError(
      `TruncatedNormal initializer: expected a cut above 0, got ${cut}; try 2`,
    );
  }
  return (values, _fans, random) => {
    // One by one, so that f32 draws as often as f64.
    for (let i = 0; i < values.length; i++) values[i] = scale * within(cut, random);
  };
}

function within(cut: number, random: RandomStream): number {
  for (;;) {
    const value = random.normal();
    if (Math.abs(value) <= cut) return value;
  }
}
