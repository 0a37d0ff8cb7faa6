import { givenOptions } from "@descent/core";
import { requireFinite } from "../_require.ts";
import type { Initializer } from "./initializer.ts";

/**
 * Options of {@linkcode constant}.
 *
 * @category Initializers
 */
export interface ConstantOptions {
  /** The value of each element, finite. */
  readonly value: number;
}

/**
 * Every value the same: `w = value`.
 *
 * @category Initializers
 * @param options The value, finite.
 * @returns The initializer.
 * @throws {RangeError} When the value is not finite.
 *
 * @example Biases that start a little above 0
 * ```ts
 * import { randomStream } from "@descent/core";
 * import { constant } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * const values = new Float64Array(2);
 * constant({ value: 0.5 })(values, { fanIn: 1, fanOut: 1 }, randomStream({ seed: 1 }));
 * assertEquals([...values], [0.5, 0.5]);
 * ```
 */
export function constant(options: ConstantOptions): Initializer {
  const { value } = givenOptions("constant", options);
  requireFinite("constant", "value", value, "0");
  return (values) => void values.fill(value);
}

/**
 * Every value zero: `w = 0`, as biases start.
 *
 * @category Initializers
 * @returns The initializer.
 *
 * @example Biases that start at 0
 * ```ts
 * import { randomStream } from "@descent/core";
 * import { zeros } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * const values = new Float64Array([1, 2]);
 * zeros()(values, { fanIn: 1, fanOut: 1 }, randomStream({ seed: 1 }));
 * assertEquals([...values], [0, 0]);
 * ```
 */
export function zeros(): Initializer {
  return constant({ value: 0 });
}
