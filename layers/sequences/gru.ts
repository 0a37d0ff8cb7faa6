import type { Layer } from "../layer.ts";
import { recurrentLayer } from "./_recurrent_layer.ts";
import type { RecurrentOptions } from "./recurrent_options.ts";
import { configured } from "../_configured.ts";

/**
 * Gated recurrent units, the states of all steps: with `s = xₜ W + b` and `u = hₜ₋₁ U + d`, each in parts r, z, n:
 * `r = σ(sᵣ + uᵣ)`, `z = σ(s_z + u_z)`, `n = tanh(sₙ + r uₙ)`, `hₜ = (1 − z) n + z hₜ₋₁`.
 *
 * Backward, from the last step to the first, with `dhₜ = dyₜ + zₜ₊₁ dhₜ₊₁ + duₜ₊₁ Uᵀ`: `dsₙ = dh (1 − z) tanh′`,
 * `ds_z = dh (hₜ₋₁ − n) σ′`, `dsᵣ = dsₙ uₙ σ′`, `du = [dsᵣ, ds_z, r dsₙ]`; `dx = ds Wᵀ`, `dW = xᵀ ds`,
 * `dU = Σₜ hₜ₋₁ᵀ duₜ`, `db = Σ ds`, `dd = Σ du`. The reset gate acts inside the candidate's product, as in PyTorch.
 *
 * Takes [N, T, D] and gives [N, T, H], or [N, T, 2H] for both directions; the first state is 0. Parameters are
 * `inputWeight` [D, 3H], `recurrentWeight` [H, 3H], which decay, `inputBias` and `recurrentBias` [3H], in PyTorch's
 * order of gates; those of the second direction end in `Reverse`. Where `paddingMask` marks a step, its output is 0
 * and the state is handed on: see {@linkcode masking}.
 *
 * @category Sequences
 * @param options Units, directions, initializers and name.
 * @returns The layer.
 * @throws {RangeError} When `units` is not a whole number of at least 1.
 * @throws {TypeError} When it is built for an input that is not [N, T, D].
 *
 * @example States of seven units
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, gru } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(gru({ units: 7 }), [2, 5, 4], { arena, needsInputGradient: false });
 * assertEquals(built.output, [2, 5, 7]);
 * assertEquals(built.parameters.map(({ value }) => value.shape), [[4, 21], [7, 21], [21], [21]]);
 * ```
 *
 * @see K. Cho and others: "Learning phrase representations using RNN encoder-decoder", 2014,
 * https://arxiv.org/abs/1406.1078
 */
export function gru(options: RecurrentOptions): Layer {
  return configured("gru", options, recurrentLayer("gru", "gru", options));
}
