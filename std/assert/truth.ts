import { sentence, show } from "./_message.ts";
import { AssertionError } from "./assertion_error.ts";

/** Fails with `msg` unless `expr` is truthy. */
export function assert(expr: unknown, msg = ""): asserts expr {
  if (!expr) throw new AssertionError(msg);
}

/** What {@linkcode assertFalse} lets pass. */
export type Falsy = false | 0 | 0n | "" | null | undefined;

/** Fails with `msg` unless `expr` is falsy. */
export function assertFalse(expr: unknown, msg = ""): asserts expr is Falsy {
  if (expr) throw new AssertionError(msg);
}

/** Fails where `actual` is null or undefined. */
export function assertExists<T>(
  actual: T,
  msg?: string,
): asserts actual is NonNullable<T> {
  if (actual === undefined || actual === null) {
    throw new AssertionError(
      sentence(
        `Expected ${show(actual)} to be neither null nor undefined`,
        msg,
      ),
    );
  }
}

/** Fails always. */
export function fail(msg?: string): never {
  throw new AssertionError(sentence("Failed assertion", msg));
}
