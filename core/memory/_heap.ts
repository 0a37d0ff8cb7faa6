/** A first-fit allocator over a growing span of bytes, with neighbours joined on release. */
export class Heap {
  readonly #grow: (end: number) => void;
  /** Free spans, ascending by start, never touching each other. */
  readonly #free: { start: number; end: number }[] = [];
  readonly #used = new Map<number, number>();
  #end: number;
  #bytesInUse = 0;

  /**
   * @param start First address to hand out, a multiple of 64.
   * @param grow Makes the bytes below `end` usable or throws.
   */
  constructor(start: number, grow: (end: number) => void) {
    this.#end = start;
    this.#grow = grow;
  }

  /** Bytes handed out and not yet released, rounded up to cache lines. */
  get bytesInUse(): number {
    return this.#bytesInUse;
  }

  allocate(bytes: number): number {
    // Whole cache lines: no two tensors share one, and every row of vectors starts aligned.
    const length = Math.max(64, Math.ceil(bytes / 64) * 64);
    const start = this.#take(length);
    this.#used.set(start, length);
    this.#bytesInUse += length;
    return start;
  }

  release(start: number): void {
    const length = this.#used.get(start);
    if (length === undefined) return;
    this.#used.delete(start);
    this.#bytesInUse -= length;
    const end = start + length;
    let index = this.#free.findIndex((span) => span.start > start);
    if (index < 0) index = this.#free.length;
    this.#free.splice(index, 0, { start, end });
    this.#join(index);
    if (index > 0) this.#join(index - 1);
  }

  #take(length: number): number {
    const index = this.#free.findIndex((span) => span.end - span.start >= length);
    if (index >= 0) {
      const span = this.#free[index];
      const start = span.start;
      span.start += length;
      if (span.start === span.end) this.#free.splice(index, 1);
      return start;
    }
    const start = this.#end;
    this.#grow(start + length);
    this.#end = start + length;
    return start;
  }

  #join(index: number): void {
    const next = this.#free[index + 1];
    if (next === undefined || this.#free[index].end !== next.start) return;
    this.#free[index].end = next.end;
    this.#free.splice(index + 1, 1);
  }
}
