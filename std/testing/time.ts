/**
 * A stand-in for `jsr:@std/testing/time` on machines that cannot reach JSR, for what Descent uses,
 * over `npm:@sinonjs/fake-timers`.
 *
 * @module
 */
// @ts-types="@types/sinonjs__fake-timers"
import { install, type InstalledClock } from "@sinonjs/fake-timers";

/**
 * Replaces `Date`, `setTimeout`, `setInterval` and their `clear…` by ones that stand still until they
 * are told to go on. `performance.now()` stays real.
 */
export class FakeTime implements Disposable {
  readonly #clock: InstalledClock;

  /** Stops the clock at `start`: milliseconds since 1970, a date or its text; default now. */
  constructor(start?: number | string | Date | null) {
    this.#clock = install({
      now: start === undefined || start === null ? Date.now() : new Date(start),
      toFake: ["Date", "setTimeout", "clearTimeout", "setInterval", "clearInterval"],
    });
  }

  /** The fake time in milliseconds since 1970; setting it runs the timers that come due. */
  get now(): number {
    return this.#clock.now;
  }

  set now(value: number) {
    if (value < this.now) throw new RangeError("Cannot set time in the past");
    this.tick(value - this.now);
  }

  /** Goes on by `ms` milliseconds and runs the timers that come due. */
  tick(ms = 0): void {
    this.#clock.tick(ms);
  }

  /** Lets pending promises settle, then does as {@linkcode tick}. */
  async tickAsync(ms = 0): Promise<void> {
    await this.#clock.tickAsync(0);
    this.tick(ms);
  }

  /** Puts the real clock back. */
  restore(): void {
    this.#clock.uninstall();
  }

  /** Puts the real clock back at the end of a `using` block. */
  [Symbol.dispose](): void {
    this.restore();
  }
}
