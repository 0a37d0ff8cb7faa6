/**
 * Tolerance of a comparison.
 *
 * @category Testing
 */
export type Criterion =
  /** `|a − b| ≤ atol + rtol |b|` for each element, with an absolute part that may grow with the array's largest. */
  | {
    readonly kind: "close";
    readonly rtol: number;
    readonly atol: number;
    readonly atolOfLargest?: number;
  }
  /** `|a − b| / max(1e-8, |a| + |b|) ≤ most` for each element. */
  | { readonly kind: "relative"; readonly most: number }
  /** `Σ |a − b| ≤ most`. */
  | { readonly kind: "sum"; readonly most: number };

/**
 * An answer beside what it should be.
 *
 * @category Testing
 */
export interface GoldenComparison {
  /** Which figure of the case: `out`, `grad_x`. */
  readonly what: string;
  /** Numbers that the library computed. */
  readonly got: ArrayLike<number>;
  /** Expected numbers, as many. */
  readonly want: ArrayLike<number>;
  /** Its tolerance. */
  readonly criterion: Criterion;
}

/**
 * How a comparison came out.
 *
 * @category Testing
 */
export interface Deviation {
  /** Which figure. */
  readonly what: string;
  /** Whether it is within what is allowed. */
  readonly passes: boolean;
  /** How many times what is allowed it is off; Infinity when a number is missing, or not finite where it should be. */
  readonly excess: number;
  /** Both in words: `out[3]: got 1.5, wanted 1.25, off by 2.5e-1, allowed 1e-9`. */
  readonly text: string;
}

/**
 * Finds the element that is furthest off, by what is allowed there.
 *
 * @category Testing
 * @param comparison The answer and what it should be.
 * @returns The deviation.
 *
 * @example One element is off by more than allowed
 * ```ts
 * import { deviationOf } from "@descent/core/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const criterion = { kind: "close", rtol: 0, atol: 0.1 } as const;
 * const { passes, text } = deviationOf({ what: "out", got: [1, 2.5], want: [1, 2], criterion });
 * assertEquals(passes, false);
 * assertEquals(text, "out[1]: got 2.5, wanted 2, off by 5.0e-1, allowed 1.0e-1");
 * ```
 */
export function deviationOf({ what, got, want, criterion }: GoldenComparison): Deviation {
  if (got.length !== want.length) {
    return {
      what,
      passes: false,
      excess: Infinity,
      text: `${what}: got ${got.length} numbers, wanted ${want.length}`,
    };
  }
  if (criterion.kind === "sum") return deviationOfSum(what, got, want, criterion.most);
  let largest = 0;
  for (let i = 0; i < want.length; i++) {
    if (Number.isFinite(want[i])) largest = Math.max(largest, Math.abs(want[i]));
  }
  let worst = { excess: -1, index: 0, off: 0, allowed: 0 };
  for (let index = 0; index < want.length; index++) {
    const a = got[index], b = want[index];
    const allowed = allowedAt(criterion, a, b, largest), off = Math.abs(a - b);
    // What is not finite is as far off as can be, unless it is what was wanted.
    const ratio = Number.isFinite(off) ? off / allowed : Infinity;
    const excess = Object.is(a, b) || off === 0 ? 0 : ratio;
    if (excess > worst.excess) worst = { excess, index, off, allowed };
  }
  const { excess, index, off, allowed } = worst;
  const place = want.length === 1 ? what : `${what}[${index}]`;
  return {
    what,
    passes: excess <= 1,
    excess,
    text: `${place}: got ${got[index]}, wanted ${want[index]}, off by ${
      off.toExponential(1)
    }, allowed ${allowed.toExponential(1)}`,
  };
}

/**
 * Fails where an answer is further off than its criterion allows.
 *
 * @category Testing
 * @param comparison The answer and what it should be.
 * @throws {Error} With the element that is furthest off.
 *
 * @example A part of each number
 * ```ts
 * import { assertWithin } from "@descent/core/testing";
 * import { assertThrows } from "@std/assert";
 *
 * const criterion = { kind: "close", rtol: 1e-3, atol: 0 } as const;
 * assertWithin({ what: "w", got: [1.0005], want: [1], criterion });
 * assertThrows(() => assertWithin({ what: "w", got: [1.002], want: [1], criterion }), Error, "w: got 1.002");
 * ```
 */
export function assertWithin(comparison: GoldenComparison): void {
  const { passes, text } = deviationOf(comparison);
  if (!passes) throw new Error(text);
}

function allowedAt(
  criterion: Exclude<Criterion, { kind: "sum" }>,
  a: number,
  b: number,
  largest: number,
): number {
  if (criterion.kind === "relative") {
    return criterion.most * Math.max(1e-8, Math.abs(a) + Math.abs(b));
  }
  const { rtol, atol, atolOfLargest = 0 } = criterion;
  return atol + rtol * Math.abs(b) + atolOfLargest * largest;
}

function deviationOfSum(
  what: string,
  got: ArrayLike<number>,
  want: ArrayLike<number>,
  most: number,
): Deviation {
  let off = 0;
  for (let i = 0; i < want.length; i++) off += Math.abs(got[i] - want[i]);
  return {
    what,
    passes: off <= most,
    excess: Number.isNaN(off) ? Infinity : off / most,
    text: `${what}: off by ${off.toExponential(1)} in all, allowed ${most.toExponential(1)}`,
  };
}
