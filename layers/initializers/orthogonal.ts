import { givenOptions } from "@descent/core";
import { requireShape } from "./_require_shape.ts";
import type { Initializer } from "./initializer.ts";

/**
 * Options of {@linkcode orthogonal}.
 *
 * @category Initializers
 */
export interface OrthogonalOptions {
  /** Factor of the orthogonal matrix, finite; √2 keeps variances through relus; default 1. */
  readonly gain?: number;
}

/**
 * A random orthogonal matrix times a gain, which keeps the length of what it is multiplied with: `w wᵀ = gain² I`, or
 * `wᵀ w` where there are more rows than columns.
 *
 * Filters [F, C, ...] are F rows. Drawn as normal numbers and made orthogonal row by row (Gram and Schmidt, twice), so
 * that all orthogonal matrices are equally likely. Takes time in the cube of the shorter side.
 *
 * @category Initializers
 * @param options The gain.
 * @returns The initializer; it throws a `TypeError` for a parameter of fewer than two axes.
 * @throws {RangeError} When the gain is not finite.
 *
 * @example Two rows at right angles
 * ```ts
 * import { randomStream } from "@descent/core";
 * import { orthogonal } from "@descent/layers";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const values = new Float64Array(6), fans = { fanIn: 2, fanOut: 3, shape: [2, 3] };
 * orthogonal()(values, fans, randomStream({ seed: 1 }));
 * const [a, b, c, d, e, f] = values;
 * assertAlmostEquals(a * d + b * e + c * f, 0, 1e-15);
 * assertAlmostEquals(a * a + b * b + c * c, 1, 1e-15);
 * ```
 *
 * @see A. M. Saxe, J. L. McClelland, S. Ganguli: "Exact solutions to the nonlinear dynamics of learning in deep linear
 * neural networks", ICLR 2014, https://arxiv.org/abs/1312.6120
 */
export function orthogonal(options: OrthogonalOptions = {}): Initializer {
  const { gain = 1 } = givenOptions("orthogonal", options);
  if (!Number.isFinite(gain)) {
    throw new RangeError(`Orthogonal initializer: expected a finite gain, got ${gain}; try 1`);
  }
  return (values, fans, random) => {
    const [rows] = requireShape("Orthogonal", fans), columns = values.length / rows;
    // The shorter side's vectors can all be orthogonal; in f64, that f32 may round the same numbers.
    const count = Math.min(rows, columns), length = Math.max(rows, columns);
    const vectors = new Float64Array(count * length);
    random.fillNormal(vectors);
    for (let k = 0; k < count; k++) orthogonalize(vectors, k, length);
    for (let r = 0; r < rows; r++) {
      for (let c = 0; c < columns; c++) {
        const at = rows <= columns ? r * length + c : c * length + r;
        values[r * columns + c] = gain * vectors[at];
      }
    }
  };
}

/** Takes the parts along earlier vectors off vector k, twice for the digits, and gives it the length 1. */
function orthogonalize(vectors: Float64Array, k: number, length: number): void {
  const row = k * length;
  for (let pass = 0; pass < 2; pass++) {
    for (let other = 0; other < row; other += length) {
      let product = 0;
      for (let i = 0; i < length; i++) product += vectors[row + i] * vectors[other + i];
      for (let i = 0; i < length; i++) vectors[row + i] -= product * vectors[other + i];
    }
  }
  let squares = 0;
  for (let i = 0; i < length; i++) squares += vectors[row + i] ** 2;
  const factor = 1 / Math.sqrt(squares);
  for (let i = 0; i < length; i++) vectors[row + i] *= factor;
}
