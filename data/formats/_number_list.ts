/** Longer lists grow by blocks of so many numbers, so that nothing is copied and little is spare. */
const LONGEST_BLOCK = 8192;

/** A list that grows, of numbers of one byte each while all of a block are whole and from 0 to 255. */
export class NumberList {
  #blocks: (Uint8Array | Float64Array)[] = [];
  #used = 0;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    let block = this.#blocks.at(-1);
    if (block === undefined || this.#used === block.length) {
      // Tables of 100,000 columns and few rows have as many lists.
      block = new Uint8Array(Math.min(LONGEST_BLOCK, 2 * (block?.length ?? 2)));
      this.#blocks.push(block);
      this.#used = 0;
    }
    if (block instanceof Uint8Array && !isByte(value)) {
      block = Float64Array.from(block);
      this.#blocks[this.#blocks.length - 1] = block;
    }
    block[this.#used++] = value;
    this.#length++;
  }

  /** All numbers, to read only: bytes where every block is of bytes. */
  values(): Uint8Array | Float64Array {
    const [first] = this.#blocks;
    if (this.#blocks.length === 1 && this.#used === first.length) return first;
    const isBytes = this.#blocks.every((block) => block instanceof Uint8Array);
    const all = isBytes ? new Uint8Array(this.#length) : new Float64Array(this.#length);
    let at = 0;
    for (const [i, block] of this.#blocks.entries()) {
      const isLast = i === this.#blocks.length - 1;
      all.set(isLast ? block.subarray(0, this.#used) : block, at);
      at += block.length;
    }
    this.#blocks = [all];
    this.#used = all.length;
    return all;
  }
}

function isByte(value: number): boolean {
  return value === (value & 255) && !Object.is(value, -0);
}
