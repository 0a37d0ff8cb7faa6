import { givenOptions } from "@descent/core";
import { conv1d, type Conv1dOptions } from "../convolution/conv1d.ts";
import type { Layer } from "../layer.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode causalConv1d}: those of {@linkcode conv1d} but for stride and padding.
 *
 * @category Sequences
 */
export type CausalConv1dOptions = Omit<Conv1dOptions, "stride" | "padding" | "paddingMode">;

/**
 * Causal convolution: `y[n, f, t] = b[f] + Σ w[f, c, j] x[n, c, t − (K − 1 − j) d]`, with 0 before the first step; a
 * step sees itself and what came before.
 *
 * Backward is that of {@linkcode conv1d} with (K − 1) d zeros on the left. A relu that follows in a sequential network
 * is applied while the sums are stored.
 *
 * Takes [N, C, T] and gives [N, filters, T]; parameters are `weight` [filters, C / groups, K], which decays, and `bias`
 * [filters], which does not.
 *
 * @category Sequences
 * @param options Filters, kernel, dilation, groups, name and initializers.
 * @returns The layer.
 * @throws {RangeError} When an option is out of range.
 * @throws {TypeError} When it is built for an input that is not [N, C, T].
 *
 * @example Each step and the one two before
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, causalConv1d, constant } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const sums = causalConv1d({ filters: 1, kernel: 2, dilation: 2, weight: constant({ value: 1 }) });
 * const built = buildLayer(sums, [1, 1, 4], { arena });
 * const y = built.forward(arena.from([1, 10, 100, 1000], [1, 1, 4]), "eval");
 * assertEquals([...y.data], [1, 10, 101, 1010]);
 * ```
 *
 * @see A. van den Oord and others: "WaveNet", 2016, https://arxiv.org/abs/1609.03499
 */
export function causalConv1d(options: CausalConv1dOptions): Layer {
  const { kernel, dilation = 1 } = givenOptions("causalConv1d", options);
  return configured("causalConv1d", options, {
    ...conv1d({ ...options, padding: [(kernel - 1) * dilation, 0] }),
    kind: "causalConv1d",
  });
}
