import { type DType, type Engine, matmul } from "@descent/core";

/**
 * What the machine's multiply-add units allow just now: the best of several short runs of a product that stays
 * in the first-level cache, on one thread.
 *
 * @param engine Where it runs.
 * @param dtype Number format of the product.
 * @returns Floating-point operations per second.
 *
 * @example A machine computes
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { peakRate } from "@descent/experiments";
 * import { assertGreater } from "@std/assert";
 *
 * using engine = createEngine();
 * assertGreater(peakRate(engine, "f32"), 1e6);
 * ```
 */
export function peakRate(engine: Engine, dtype: DType): number {
  using arena = engine.arena();
  const [M, N, K] = [96, 8, dtype === "f32" ? 256 : 128];
  const a = arena.tensor([M, K], dtype), b = arena.tensor([K, N], dtype);
  const c = arena.tensor([M, N], dtype);
  let best = 0;
  // The first runs warm the compiler up; the best of the rest is the one that nothing disturbed.
  for (let run = 0; run < 12; run++) {
    const start = performance.now();
    let products = 0, elapsed = 0;
    do {
      for (let i = 0; i < 50; i++) matmul(a, b, c);
      products += 50;
      elapsed = performance.now() - start;
    } while (elapsed < 4);
    best = Math.max(best, 2 * M * N * K * products * 1000 / elapsed);
  }
  return best;
}
