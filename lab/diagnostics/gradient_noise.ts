import type { Parameter } from "@descent/core";

/**
 * Accumulates gradients of successive minibatches, for their noise.
 *
 * @category Training
 */
export interface GradientNoise {
  /** Adds the gradient that the parameters have now. */
  add(): void;
  /**
   * The gradient noise scale of what was added, which is then forgotten.
   *
   * @param batchSize Examples in a minibatch.
   * @returns The scale in examples; `null` of fewer than two gradients, or where they show no common direction.
   */
  take(batchSize: number): number | null;
}

/**
 * Measures the simple gradient noise scale, `B = tr(Σ) / |G|²`: how many examples a minibatch needs until its gradient is
 * more signal than noise. `tr(Σ)` is the batch size times the sample variance of the minibatches' gradients, and `|G|²` the
 * squared norm of their mean without the part that noise adds to it. The parameters move between the minibatches, and so
 * it is an estimate, a little too large.
 *
 * @category Training
 * @param parameters Whose gradients.
 * @returns The accumulator; it allocates here alone.
 *
 * @example Gradients that differ by as much as they agree
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { gradientNoise } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([0], [1]), gradient = arena.from([0], [1]);
 * const noise = gradientNoise([{ name: "w", value, gradient, decays: true, role: "weight" }]);
 * for (const each of [1, 3]) {
 *   gradient.data[0] = each;
 *   noise.add();
 * }
 * // The variance is 2, and the mean's square 4 - 2 / 2.
 * assertEquals(noise.take(30), 30 * 2 / 3);
 * ```
 *
 * S. McCandlish et al., "An empirical model of large-batch training", 2018.
 */
export function gradientNoise(parameters: readonly Parameter[]): GradientNoise {
  const size = parameters.reduce((sum, { gradient }) => sum + gradient.size, 0);
  const total = new Float64Array(size);
  let count = 0, squares = 0;
  return {
    add() {
      count++;
      let place = 0;
      for (const { gradient: { data } } of parameters) {
        for (let index = 0; index < data.length; index++) {
          total[place++] += data[index];
          squares += data[index] ** 2;
        }
      }
    },
    take(batchSize) {
      let meanSquare = 0;
      for (const sum of total) meanSquare += (sum / count) ** 2;
      const variance = (squares - count * meanSquare) / (count - 1);
      const signal = meanSquare - variance / count;
      const scale = count < 2 || !(signal > 0) ? null : batchSize * Math.max(0, variance) / signal;
      total.fill(0);
      count = squares = 0;
      return scale;
    },
  };
}
