import { sentence, show } from "./_message.ts";
import { AssertionError } from "./assertion_error.ts";

/** A class that may be abstract. */
// deno-lint-ignore no-explicit-any
export type AnyConstructor = abstract new (...args: any[]) => any;

/** Fails unless `actual` is an instance of `expectedType`. */
export function assertInstanceOf<T extends AnyConstructor>(
  actual: unknown,
  expectedType: T,
  msg?: string,
): asserts actual is InstanceType<T> {
  if (actual instanceof expectedType) return;
  throw new AssertionError(
    sentence(
      `Expected ${show(actual)} to be an instance of ${expectedType.name}`,
      msg,
    ),
  );
}

/** Fails unless the pattern `expected` is found in `actual`. */
export function assertMatch(
  actual: string,
  expected: RegExp,
  msg?: string,
): void {
  if (expected.test(actual)) return;
  throw new AssertionError(
    sentence(`Expected ${show(actual)} to match ${expected}`, msg),
  );
}

/** Fails unless `actual` contains the string `expected`. */
export function assertStringIncludes(
  actual: string,
  expected: string,
  msg?: string,
): void {
  if (actual.includes(expected)) return;
  throw new AssertionError(
    sentence(`Expected ${show(actual)} to contain ${show(expected)}`, msg),
  );
}
