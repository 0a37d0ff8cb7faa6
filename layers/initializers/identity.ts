import { givenOptions } from "@descent/core";
import { requireShape } from "./_require_shape.ts";
import type { Initializer } from "./initializer.ts";

/**
 * Options of {@linkcode identity} and {@linkcode dirac}.
 *
 * @category Initializers
 */
export interface IdentityOptions {
  /** The value on the diagonal, finite; default 1. */
  readonly gain?: number;
}

/**
 * The identity: `w[i, j] = gain [i = j]`, for matrices of any two extents.
 *
 * @category Initializers
 * @param options The value on the diagonal.
 * @returns The initializer; it throws a `TypeError` for a parameter of fewer than two axes.
 * @throws {RangeError} When the gain is not finite.
 *
 * @example Two outputs that copy two of three inputs
 * ```ts
 * import { randomStream } from "@descent/core";
 * import { identity } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * const values = new Float64Array(6);
 * identity()(values, { fanIn: 3, fanOut: 2, shape: [3, 2] }, randomStream({ seed: 1 }));
 * assertEquals([...values], [1, 0, 0, 1, 0, 0]);
 * ```
 */
export function identity(options: IdentityOptions = {}): Initializer {
  const { gain = 1 } = givenOptions("identity", options);
  requireGain("Identity", gain);
  return (values, fans) => {
    const [rows] = requireShape("Identity", fans), columns = values.length / rows;
    values.fill(0);
    for (let i = 0; i < Math.min(rows, columns); i++) values[i * columns + i] = gain;
  };
}

/**
 * Filters that copy: `w[f, c, ...]` is the gain at the middle of the filter where c = f, else 0 (Dirac's delta, also
 * called delta orthogonal), for convolutions with weights [F, C, ...].
 *
 * With a padding of `"same"` a layer gives its input channels. In an even kernel the middle is the place after it.
 *
 * @category Initializers
 * @param options The value in the middle.
 * @returns The initializer; it throws a `TypeError` for a parameter of fewer than two axes.
 * @throws {RangeError} When the gain is not finite.
 *
 * @example A filter of three
 * ```ts
 * import { randomStream } from "@descent/core";
 * import { dirac } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * const values = new Float64Array(6);
 * dirac()(values, { fanIn: 6, fanOut: 3, shape: [1, 2, 3] }, randomStream({ seed: 1 }));
 * assertEquals([...values], [0, 1, 0, 0, 0, 0]);
 * ```
 *
 * @see S. Zagoruyko, N. Komodakis: "DiracNets", 2017, https://arxiv.org/abs/1706.00388
 */
export function dirac(options: IdentityOptions = {}): Initializer {
  const { gain = 1 } = givenOptions("dirac", options);
  requireGain("Dirac", gain);
  return (values, fans) => {
    const [F, C, ...window] = requireShape("Dirac", fans);
    const middle = window.reduce((at, extent) => at * extent + Math.floor(extent / 2), 0);
    const size = window.reduce((product, extent) => product * extent, 1);
    values.fill(0);
    for (let i = 0; i < Math.min(F, C); i++) values[(i * C + i) * size + middle] = gain;
  };
}

function requireGain(initializer: string, gain: number): void {
  if (Number.isFinite(gain)) return;
  throw new RangeError(`${initializer} initializer: expected a finite gain, got ${gain}; try 1`);
}
