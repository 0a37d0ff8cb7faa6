/**
 * A stand-in for `jsr:@std/testing/mock` on machines that cannot reach JSR, for what Descent uses.
 *
 * @module
 */
import { AssertionError } from "@std/assert";

// deno-lint-ignore no-explicit-any
type AnyFunction = (...args: any[]) => any;

/** One call of a spy. */
export interface SpyCall<F extends AnyFunction = AnyFunction> {
  /** What the function was called with. */
  args: Parameters<F>;
  /** What it returned. */
  returned?: ReturnType<F>;
  /** What it threw. */
  error?: Error;
  /** What it was called on. */
  self?: unknown;
}

/** A function that records its calls. */
export interface Spy<F extends AnyFunction = AnyFunction> {
  (...args: Parameters<F>): ReturnType<F>;
  /** The function that does the work. */
  original: F;
  /** Every call so far, the first one first. */
  calls: SpyCall<F>[];
}

/** A method that records its calls until the method is put back. */
export interface MethodSpy<F extends AnyFunction = AnyFunction> extends Spy<F>, Disposable {
  /** Puts the method back. */
  restore(): void;
}

/** Wraps `func`, which does nothing by default, in a function that records its calls. */
export function spy<F extends AnyFunction = () => void>(func?: F): Spy<F>;
/** Lets the method `property` of `self` record its calls, until it is put back. */
export function spy<T extends object, K extends keyof T>(
  self: T,
  property: K,
): MethodSpy<Extract<T[K], AnyFunction>>;
export function spy(target: object = () => undefined, property?: PropertyKey): Spy {
  if (property === undefined) return recorder(target as AnyFunction);
  return replace(target, property, (target as Record<PropertyKey, AnyFunction>)[property]);
}

/** Replaces the method `property` of `self` by `func`, which does nothing by default. */
export function stub<T extends object, K extends keyof T>(
  self: T,
  property: K,
  func?: Extract<T[K], AnyFunction>,
): MethodSpy<Extract<T[K], AnyFunction>>;
export function stub(self: object, property: PropertyKey, func: AnyFunction = () => undefined) {
  return replace(self, property, func);
}

/** Fails unless `spy` was called `expectedCalls` times. */
export function assertSpyCalls(spy: Spy, expectedCalls: number): void {
  if (spy.calls.length === expectedCalls) return;
  throw new AssertionError(`Expected ${expectedCalls} spy calls, got ${spy.calls.length}`);
}

function recorder(original: AnyFunction): Spy {
  const calls: SpyCall[] = [];
  function record(this: unknown, ...args: unknown[]): unknown {
    const call: SpyCall = this === undefined ? { args } : { args, self: this };
    calls.push(call);
    try {
      return call.returned = original.apply(this, args);
    } catch (error) {
      call.error = error as Error;
      throw error;
    }
  }
  return Object.assign(record, { original, calls });
}

function replace(self: object, property: PropertyKey, func: AnyFunction): MethodSpy {
  const own = Object.getOwnPropertyDescriptor(self, property);
  const original = (self as Record<PropertyKey, AnyFunction>)[property];
  const record = Object.assign(recorder(func), { original });
  Object.defineProperty(self, property, { value: record, configurable: true, writable: true });
  const restore = () => {
    if (own === undefined) Reflect.deleteProperty(self, property);
    else Object.defineProperty(self, property, own);
  };
  return Object.assign(record, { restore, [Symbol.dispose]: restore });
}
