/** Hands out runners, each to one at a time, in the order in which they are asked for. */
export class FreeRunners<T> {
  readonly #free: T[];
  readonly #asking: ((runner: T) => void)[] = [];

  /** @param runners All of them. */
  constructor(runners: readonly T[]) {
    this.#free = [...runners];
  }

  /** A runner, as soon as one is free. */
  take(): Promise<T> {
    const { promise, resolve } = Promise.withResolvers<T>();
    this.#asking.push(resolve);
    this.#serve();
    return promise;
  }

  /** Gives one back. */
  give(runner: T): void {
    this.#free.push(runner);
    this.#serve();
  }

  #serve(): void {
    if (this.#free.length > 0 && this.#asking.length > 0) {
      this.#asking.shift()!(this.#free.shift()!);
    }
  }
}
