/**
 * Options of {@linkcode twoLoopDirection}.
 *
 * @category Writing an optimizer
 */
export interface TwoLoopOptions {
  /** The gradient g, n numbers. */
  readonly gradient: Float64Array;
  /** Steps s, n numbers each, the oldest first. */
  readonly steps: Float64Array;
  /** Changes y of the gradient in those steps. */
  readonly differences: Float64Array;
  /** How many pairs of them there are, at least 0. */
  readonly pairs: number;
  /** Takes the n numbers of the direction. */
  readonly direction: Float64Array;
  /** A number of its own for each pair. */
  readonly scratch: Float64Array;
}

/**
 * The direction `−H·g` of L-BFGS by the two-loop recursion, from `H₀ = (s·y / y·y)·I` of the newest pair; −g without pairs.
 *
 * Reference: Nocedal, "Updating quasi-Newton matrices with limited storage", 1980.
 *
 * @category Writing an optimizer
 * @param options The gradient, the pairs and where the direction goes, see {@linkcode TwoLoopOptions}.
 *
 * @example One pair of a parabola with curvature 4
 * ```ts
 * import { twoLoopDirection } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const direction = new Float64Array(1);
 * twoLoopDirection({
 *   gradient: new Float64Array([8]),
 *   steps: new Float64Array([1]),
 *   differences: new Float64Array([4]),
 *   pairs: 1,
 *   direction,
 *   scratch: new Float64Array(1),
 * });
 * assertEquals(direction[0], -2);
 * ```
 */
export function twoLoopDirection(
  { gradient, steps, differences, pairs, direction, scratch }: TwoLoopOptions,
): void {
  const n = gradient.length;
  for (let i = 0; i < n; i++) direction[i] = -gradient[i];
  for (let pair = pairs - 1; pair >= 0; pair--) {
    const at = pair * n, curvature = dot(steps, at, differences, at, n);
    const share = scratch[pair] = dot(steps, at, direction, 0, n) / curvature;
    for (let i = 0; i < n; i++) direction[i] -= share * differences[at + i];
  }
  if (pairs > 0) {
    const at = (pairs - 1) * n;
    const scale = dot(steps, at, differences, at, n) / dot(differences, at, differences, at, n);
    for (let i = 0; i < n; i++) direction[i] *= scale;
  }
  for (let pair = 0; pair < pairs; pair++) {
    const at = pair * n, curvature = dot(steps, at, differences, at, n);
    const share = scratch[pair] - dot(differences, at, direction, 0, n) / curvature;
    for (let i = 0; i < n; i++) direction[i] += share * steps[at + i];
  }
}

function dot(a: Float64Array, atA: number, b: Float64Array, atB: number, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += a[atA + i] * b[atB + i];
  return sum;
}
