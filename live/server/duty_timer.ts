/**
 * Options of {@linkcode dutyTimer}.
 *
 * @category Server
 */
export interface DutyTimerOptions {
  /** The work; it does not throw. */
  readonly work: () => Promise<void>;
  /** The share of the time that it may take, from 0 to 1. */
  readonly share: number;
  /** The shortest pause between two, in milliseconds. */
  readonly pause: number;
  /** Tells the time in milliseconds; default the clock. */
  readonly now?: () => number;
}

/**
 * Work that is done again and again.
 *
 * @category Server
 */
export interface DutyTimer {
  /**
   * Starts it, where it does not go on already.
   *
   * @param goesOn Asked before each time.
   */
  start(goesOn: () => boolean): void;
  /** Ends it. */
  stop(): void;
}

/**
 * Does some work again and again, the more seldom the longer it takes.
 *
 * @category Server
 * @param options Work and share, see {@linkcode DutyTimerOptions}.
 * @returns The timer, not started.
 *
 * @example
 * ```ts
 * import { dutyTimer } from "@descent/live";
 *
 * const timer = dutyTimer({ work: () => Promise.resolve(), share: 0.01, pause: 1000 });
 * timer.start(() => true);
 * timer.stop();
 * ```
 */
export function dutyTimer(
  { work, share, pause, now = () => performance.now() }: DutyTimerOptions,
): DutyTimer {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isActive = false;
  return {
    start(goesOn) {
      if (isActive) return;
      isActive = true;
      const next = async () => {
        if (!isActive || !goesOn()) {
          isActive = false;
          return;
        }
        const startedAt = now();
        await work();
        if (isActive) timer = setTimeout(next, Math.max(pause, (now() - startedAt) / share));
      };
      timer = setTimeout(next, pause);
    },
    stop() {
      isActive = false;
      clearTimeout(timer);
    },
  };
}
