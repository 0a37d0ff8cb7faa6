/**
 * A stand-in for `jsr:@std/testing/mock` on machines that cannot reach JSR, for what Descent uses.
 *
 * @module
 */

// deno-lint-ignore no-explicit-any
type AnyFunction = (...args: any[]) => any;

/** One call of a stubbed method. */
export interface SpyCall<F extends AnyFunction = AnyFunction> {
  /** Arguments of the call. */
  args: Parameters<F>;
  /** Its result. */
  returned?: ReturnType<F>;
  /** The error that it threw. */
  error?: Error;
}

/** A method that is replaced, and records its calls, until it is put back. */
export interface Stub<F extends AnyFunction = AnyFunction> extends Disposable {
  (...args: Parameters<F>): ReturnType<F>;
  /** The method that was replaced. */
  original: F;
  /** Every call so far, the first one first. */
  calls: SpyCall<F>[];
  /** Puts the method back. */
  restore(): void;
}

/** Replaces the method `property` of `self` by `func`, which does nothing by default. */
export function stub<T extends object, K extends keyof T>(
  self: T,
  property: K,
  func?: Extract<T[K], AnyFunction>,
): Stub<Extract<T[K], AnyFunction>>;
export function stub(
  self: object,
  property: PropertyKey,
  func: AnyFunction = () => undefined,
): Stub {
  const own = Object.getOwnPropertyDescriptor(self, property);
  const original = (self as Record<PropertyKey, AnyFunction>)[property];
  const calls: SpyCall[] = [];
  function record(this: unknown, ...args: unknown[]): unknown {
    const call: SpyCall = { args };
    calls.push(call);
    try {
      return call.returned = func.apply(this, args);
    } catch (error) {
      call.error = error as Error;
      throw error;
    }
  }
  const restore = () => {
    if (own === undefined) Reflect.deleteProperty(self, property);
    else Object.defineProperty(self, property, own);
  };
  Object.defineProperty(self, property, { value: record, configurable: true, writable: true });
  return Object.assign(record, { original, calls, restore, [Symbol.dispose]: restore });
}
