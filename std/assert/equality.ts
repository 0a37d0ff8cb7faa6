import { isEqual } from "es-toolkit/predicate";
import { AssertionError as NodeAssertionError } from "node:assert";
import { sentence, show } from "./_message.ts";
import { AssertionError } from "./assertion_error.ts";

/** Fails unless `actual` and `expected` are equal, and shows how they differ. */
export function assertEquals<T>(actual: T, expected: T, msg?: string): void {
  // As in the real package 0 equals -0, which `node:assert` would tell apart.
  if (isEqual(actual, expected)) return;
  const { message } = new NodeAssertionError({
    actual,
    expected,
    operator: "deepStrictEqual",
  });
  throw new AssertionError(
    `${sentence("Values are not equal", msg)}\n${message}`,
  );
}

/** Fails where `actual` and `expected` are equal. */
export function assertNotEquals<T>(actual: T, expected: T, msg?: string): void {
  if (!isEqual(actual, expected)) return;
  throw new AssertionError(
    sentence(`Expected a value other than ${show(actual)}`, msg),
  );
}

/** Fails unless `actual` is `expected` itself, as `Object.is` tells. */
export function assertStrictEquals<T>(
  actual: unknown,
  expected: T,
  msg?: string,
): asserts actual is T {
  if (Object.is(actual, expected)) return;
  throw new AssertionError(
    sentence(
      `Expected ${show(actual)} to be strictly equal to ${show(expected)}`,
      msg,
    ),
  );
}
