import { formatShape } from "@descent/core";
import type { Initializer } from "./initializer.ts";

/**
 * Given values, such as weights of another program: `w = values`.
 *
 * @category Initializers
 * @param given The values in row-major order, as many as the parameter has; an affine layer's weight is [D, units].
 * @returns The initializer; it throws a `TypeError` when there are more or fewer values.
 *
 * @example The weights of a filter
 * ```ts
 * import { randomStream } from "@descent/core";
 * import { fromArray } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * const values = new Float32Array(3);
 * fromArray([-1, 0, 1])(values, { fanIn: 3, fanOut: 1 }, randomStream({ seed: 1 }));
 * assertEquals([...values], [-1, 0, 1]);
 * ```
 */
export function fromArray(given: ArrayLike<number>): Initializer {
  return (values, { shape }) => {
    if (given.length !== values.length) {
      throw new TypeError(
        `FromArray initializer: expected ${values.length} values${
          shape === undefined ? "" : ` for ${formatShape(shape)}`
        }, got ${given.length}; check what they are for`,
      );
    }
    values.set(given);
  };
}
