import { sentence, show } from "./_message.ts";
import { AssertionError } from "./assertion_error.ts";

/**
 * Fails unless `|actual - expected| <= tolerance`; the default tolerance is 1e-7 of `expected`, or
 * 1e-7 where `expected` is not finite.
 */
export function assertAlmostEquals(
  actual: number,
  expected: number,
  tolerance?: number,
  msg?: string,
): void {
  if (Object.is(actual, expected)) return;
  const allowed = tolerance ??
    (Number.isFinite(expected) ? Math.abs(expected) * 1e-7 : 1e-7);
  const delta = Math.abs(expected - actual);
  // Written so that a NaN on either side fails.
  if (delta <= allowed) return;
  throw new AssertionError(
    sentence(
      `Expected ${actual} to be within ${allowed} of ${expected}, not ${delta} away`,
      msg,
    ),
  );
}

/** Fails unless `actual > expected`. */
export function assertGreater<T>(actual: T, expected: T, msg?: string): void {
  if (actual > expected) return;
  throw new AssertionError(
    sentence(`Expected ${show(actual)} > ${show(expected)}`, msg),
  );
}

/** Fails unless `actual >= expected`. */
export function assertGreaterOrEqual<T>(
  actual: T,
  expected: T,
  msg?: string,
): void {
  if (actual >= expected) return;
  throw new AssertionError(
    sentence(`Expected ${show(actual)} >= ${show(expected)}`, msg),
  );
}

/** Fails unless `actual < expected`. */
export function assertLess<T>(actual: T, expected: T, msg?: string): void {
  if (actual < expected) return;
  throw new AssertionError(
    sentence(`Expected ${show(actual)} < ${show(expected)}`, msg),
  );
}

/** Fails unless `actual <= expected`. */
export function assertLessOrEqual<T>(
  actual: T,
  expected: T,
  msg?: string,
): void {
  if (actual <= expected) return;
  throw new AssertionError(
    sentence(`Expected ${show(actual)} <= ${show(expected)}`, msg),
  );
}
