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

  /** Goes on by `ms` milliseconds and runs the timers that come due. */
  tick(ms = 0): void {
    this.#clock.tick(ms);
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
