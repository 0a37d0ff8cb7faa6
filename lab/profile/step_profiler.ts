import type { LayerObserver } from "@descent/layers";

/**
 * Time and work of a part of a training step, over all steps that were watched.
 *
 * @category Profiles
 */
export interface ProfiledPart {
  /** The layer's path and pass, `hidden1 forward`, or `data`, `optimizer`, `loss forward`. */
  readonly name: string;
  /** Seconds spent in it, without the parts that began within it. */
  readonly seconds: number;
  /** Floating-point operations that its products did, likewise. */
  readonly operations: number;
}

/**
 * One run of a part, for a trace.
 *
 * @category Profiles
 */
export interface ProfiledEvent {
  /** The part. */
  readonly name: string;
  /** When it began, in microseconds since the profiler was made. */
  readonly start: number;
  /** How long it ran, in microseconds, parts within it included. */
  readonly duration: number;
}

/**
 * Options of a {@linkcode StepProfiler}.
 *
 * @category Profiles
 */
export interface StepProfilerOptions {
  /** The clock, in milliseconds; default `performance.now`. */
  readonly now?: () => number;
  /** Floating-point operations that were done so far. */
  readonly operations: () => number;
  /** How many events are kept; default 20,000. */
  readonly mostEvents?: number;
}

interface OpenPart {
  readonly name: string;
  readonly start: number;
  readonly operations: number;
  innerMilliseconds: number;
  innerOperations: number;
}

/**
 * Measures where the time of a training step goes: an observer of layers that can also be told of other parts.
 *
 * @category Profiles
 *
 * @example A part within another one counts once
 * ```ts
 * import { StepProfiler } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * let time = 0;
 * const profiler = new StepProfiler({ now: () => time, operations: () => 0 });
 * profiler.enter("block", "forward");
 * profiler.enter("block/inner", "forward");
 * time = 3000;
 * profiler.leave();
 * time = 4000;
 * profiler.leave();
 * assertEquals(profiler.parts().map(({ name, seconds }) => [name, seconds]), [
 *   ["block/inner forward", 3],
 *   ["block forward", 1],
 * ]);
 * ```
 */
export class StepProfiler implements LayerObserver {
  readonly #now: () => number;
  readonly #operations: () => number;
  readonly #mostEvents: number;
  readonly #origin: number;
  readonly #open: OpenPart[] = [];
  readonly #totals = new Map<string, { seconds: number; operations: number }>();
  readonly #events: ProfiledEvent[] = [];

  /**
   * Begins to measure.
   *
   * @param options Clock and counter.
   */
  constructor(
    { now = () => performance.now(), operations, mostEvents = 20_000 }: StepProfilerOptions,
  ) {
    this.#now = now;
    this.#operations = operations;
    this.#mostEvents = mostEvents;
    this.#origin = now();
  }

  /** The first runs of parts, in the order in which they ended. */
  get events(): readonly ProfiledEvent[] {
    return this.#events;
  }

  /**
   * A part begins.
   *
   * @param path Path of the layer, or name of the part.
   * @param pass `forward` or `backward`, if it is a layer.
   */
  enter(path: string, pass?: string): void {
    this.#open.push({
      name: pass === undefined ? path : `${path} ${pass}`,
      start: this.#now(),
      operations: this.#operations(),
      innerMilliseconds: 0,
      innerOperations: 0,
    });
  }

  /** The part that began last ends. */
  leave(): void {
    const part = this.#open.pop()!;
    const milliseconds = this.#now() - part.start;
    const operations = this.#operations() - part.operations;
    const total = this.#totals.get(part.name) ?? { seconds: 0, operations: 0 };
    total.seconds += (milliseconds - part.innerMilliseconds) / 1000;
    total.operations += operations - part.innerOperations;
    this.#totals.set(part.name, total);
    const outer = this.#open.at(-1);
    if (outer !== undefined) {
      outer.innerMilliseconds += milliseconds;
      outer.innerOperations += operations;
    }
    if (this.#events.length < this.#mostEvents) {
      const start = 1000 * (part.start - this.#origin);
      this.#events.push({ name: part.name, start, duration: 1000 * milliseconds });
    }
  }

  /** Forgets what was measured, as after a warm-up. */
  reset(): void {
    this.#totals.clear();
    this.#events.length = 0;
  }

  /**
   * Times and work that were measured.
   *
   * @returns The parts in the order in which they first ended.
   */
  parts(): ProfiledPart[] {
    return [...this.#totals].map(([name, total]) => ({ name, ...total }));
  }
}
