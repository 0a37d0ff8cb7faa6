import { type DType, type Engine, matmul, multiplyAdds } from "@descent/core";

/**
 * Highest rate of matrix products on one thread of this machine just now, the best of several short runs: for wasm
 * multiply-adds in registers, for a native library, whose units are wider, a product of its own in the cache.
 *
 * @category Profiles
 * @param engine Where it runs, an engine of one thread.
 * @param dtype Floating-point type.
 * @returns Floating-point operations per second.
 *
 * @example A machine computes
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { peakRate } from "@descent/lab";
 * import { assertGreater } from "@std/assert";
 *
 * using engine = createEngine();
 * assertGreater(peakRate(engine, "f32"), 1e6);
 * ```
 */
export function peakRate(engine: Engine, dtype: DType): number {
  if (engine.matmul.name === "wasm") return bestRate(() => multiplyAdds(engine, dtype, 1000));
  using arena = engine.arena();
  const extent = 256;
  const [a, b, c] = [1, 2, 3].map(() => arena.tensor([extent, extent], dtype));
  return bestRate(() => {
    matmul(a, b, c);
    return 2 * extent ** 3;
  });
}

/** Of work that returns its operations. */
function bestRate(work: () => number): number {
  let best = 0;
  // The first runs warm the compiler up; the best of the rest is the one that nothing disturbed.
  for (let run = 0; run < 12; run++) {
    const start = performance.now();
    let operations = 0, elapsed = 0;
    do {
      operations += work();
      elapsed = performance.now() - start;
    } while (elapsed < 4);
    best = Math.max(best, 1000 * operations / elapsed);
  }
  return best;
}
