/**
 * How {@linkcode heapGrowth} looks.
 *
 * @category Checking
 */
export interface HeapGrowthOptions {
  /** Bytes that are no growth: what looking itself and the odd boxed number take. */
  readonly bound: number;
  /**
   * For how long it looks again while growth is above the bound, in milliseconds. On a busy machine the compiler comes
   * late. Default 10,000.
   */
  readonly patience?: number;
}

/**
 * By how many bytes the heap and the arrays beside it grow in a run: the median of five runs, taken again while it is
 * above the bound, as code that the compiler has not yet optimized boxes numbers. A collection makes single samples
 * negative.
 *
 * @category Checking
 * @param run What is looked at; called at least five times.
 * @returns Bytes, at most the bound as soon as five runs in a row are.
 *
 * @example
 * ```ts
 * import { assertLessOrEqual } from "@std/assert";
 * import { heapGrowth } from "@descent/core";
 *
 * const kept = new Float64Array(100);
 * const growth = heapGrowth(() => void kept.fill(1), { bound: 4096 });
 *
 * assertLessOrEqual(growth, 4096);
 * ```
 */
export function heapGrowth(run: () => void, options: HeapGrowthOptions): number {
  const { bound, patience = 10_000 } = options;
  const begin = performance.now();
  let growth: number;
  do {
    const samples = Array.from({ length: 5 }, () => {
      const before = bytesNow();
      run();
      return bytesNow() - before;
    });
    growth = samples.sort((a, b) => a - b)[2];
  } while (growth > bound && performance.now() - begin < patience);
  return growth;
}

function bytesNow(): number {
  const { heapUsed, external } = Deno.memoryUsage();
  return heapUsed + external;
}
