import type { Layer } from "../layer.ts";
import { recurrentLayer } from "./_recurrent_layer.ts";
import type { RecurrentOptions } from "./recurrent_options.ts";
import { configured } from "../_configured.ts";

/**
 * Long short-term memory, the states of all steps: `[i, f, g, o] = xₜ W + b + hₜ₋₁ U + d`,
 * `cₜ = σ(f) cₜ₋₁ + σ(i) tanh(g)`, `hₜ = σ(o) tanh(cₜ)`.
 *
 * Backward, from the last step to the first, with `dhₜ = dyₜ + [dsₜ₊₁] Uᵀ`:
 * `dcₜ = dhₜ σ(o) tanh′(cₜ) + dcₜ₊₁ σ(fₜ₊₁)`, `do = dhₜ tanh(cₜ) σ′(o)`, `di = dcₜ tanh(g) σ′(i)`,
 * `df = dcₜ cₜ₋₁ σ′(f)`, `dg = dcₜ σ(i) tanh′(g)`; with `dsₜ = [di, df, dg, do]`, `dx = ds Wᵀ`, `dW = xᵀ ds`,
 * `dU = Σₜ hₜ₋₁ᵀ dsₜ` and `db = dd = Σ ds`.
 *
 * Takes [N, T, D] and gives [N, T, H], or [N, T, 2H] for both directions; the first states are 0. Parameters are
 * `inputWeight` [D, 4H], `recurrentWeight` [H, 4H], which decay, `inputBias` and `recurrentBias` [4H], in PyTorch's
 * order of gates; those of the second direction end in `Reverse`. Where `paddingMask` marks a step, its output is 0
 * and the state is handed on, so that sequences may be padded at either end: see {@linkcode masking}.
 *
 * @category Sequences
 * @param options Units, directions, initializers and name.
 * @returns The layer.
 * @throws {RangeError} When `units` is not a whole number of at least 1.
 * @throws {TypeError} When it is built for an input that is not [N, T, D].
 *
 * @example Two directions of three units each
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, lstm } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(lstm({ units: 3, bidirectional: true }), [2, 5, 4], { arena, needsInputGradient: false });
 * assertEquals(built.output, [2, 5, 6]);
 * assertEquals(built.parameters[0].value.shape, [4, 12]);
 * ```
 *
 * @see S. Hochreiter, J. Schmidhuber: "Long short-term memory", Neural Computation 9 (8), 1997
 * @see F. A. Gers, J. Schmidhuber, F. Cummins: "Learning to forget", Neural Computation 12 (10), 2000, for the gate f
 */
export function lstm(options: RecurrentOptions): Layer {
  return configured("lstm", options, recurrentLayer("lstm", "lstm", options));
}
