import { sentence, show } from "./_message.ts";
import { AssertionError } from "./assertion_error.ts";

/** A class of errors. */
// deno-lint-ignore no-explicit-any
export type ErrorConstructor<E extends Error> = new (...args: any[]) => E;

/** Fails unless `fn` throws; returns what it threw. */
export function assertThrows(fn: () => unknown, msg?: string): unknown;
/** Fails unless `fn` throws an `ErrorClass` whose message contains `msgIncludes`; returns that error. */
export function assertThrows<E extends Error = Error>(
  fn: () => unknown,
  ErrorClass: ErrorConstructor<E>,
  msgIncludes?: string,
  msg?: string,
): E;
export function assertThrows<E extends Error = Error>(
  fn: () => unknown,
  errorClassOrMsg?: ErrorConstructor<E> | string,
  msgIncludes?: string,
  msg?: string,
): unknown {
  const wanted = readExpectation(errorClassOrMsg, msgIncludes, msg);
  let thrown: unknown;
  try {
    fn();
  } catch (error) {
    thrown = error;
    checkError(thrown, wanted);
    return thrown;
  }
  throw new AssertionError(sentence("Expected function to throw", wanted.msg));
}

/** Fails unless the promise that `fn` returns rejects; resolves to the reason. */
export function assertRejects(
  fn: () => PromiseLike<unknown>,
  msg?: string,
): Promise<unknown>;
/**
 * Fails unless the promise that `fn` returns rejects with an `ErrorClass` whose message contains
 * `msgIncludes`; resolves to that error.
 */
export function assertRejects<E extends Error = Error>(
  fn: () => PromiseLike<unknown>,
  ErrorClass: ErrorConstructor<E>,
  msgIncludes?: string,
  msg?: string,
): Promise<E>;
export async function assertRejects<E extends Error = Error>(
  fn: () => PromiseLike<unknown>,
  errorClassOrMsg?: ErrorConstructor<E> | string,
  msgIncludes?: string,
  msg?: string,
): Promise<unknown> {
  const wanted = readExpectation(errorClassOrMsg, msgIncludes, msg);
  let promise: PromiseLike<unknown> | undefined;
  try {
    promise = fn();
    await promise;
  } catch (error) {
    if (promise === undefined) {
      throw new AssertionError(
        sentence(
          "Expected function to reject, but it threw before it returned a promise",
          wanted.msg,
        ),
        { cause: error },
      );
    }
    checkError(error, wanted);
    return error;
  }
  throw new AssertionError(sentence("Expected function to reject", wanted.msg));
}

interface Expectation {
  ErrorClass: ErrorConstructor<Error> | undefined;
  msgIncludes: string | undefined;
  msg: string | undefined;
}

function readExpectation(
  errorClassOrMsg: ErrorConstructor<Error> | string | undefined,
  msgIncludes: string | undefined,
  msg: string | undefined,
): Expectation {
  return typeof errorClassOrMsg === "string"
    ? { ErrorClass: undefined, msgIncludes: undefined, msg: errorClassOrMsg }
    : { ErrorClass: errorClassOrMsg, msgIncludes, msg };
}

function checkError(
  error: unknown,
  { ErrorClass, msgIncludes, msg }: Expectation,
): void {
  if (ErrorClass === undefined) return;
  if (error instanceof Error === false) {
    throw new AssertionError(
      sentence(`A non-Error object was thrown: ${show(error)}`, msg),
    );
  }
  if (error instanceof ErrorClass === false) {
    throw new AssertionError(
      sentence(
        `Expected error to be an instance of ${ErrorClass.name}, but was ${error}`,
        msg,
      ),
      { cause: error },
    );
  }
  if (msgIncludes !== undefined && !error.message.includes(msgIncludes)) {
    throw new AssertionError(
      sentence(
        `Expected error message to include ${show(msgIncludes)}, but got ${show(error.message)}`,
        msg,
      ),
      { cause: error },
    );
  }
}
