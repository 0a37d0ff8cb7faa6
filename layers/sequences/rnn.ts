import { givenOptions } from "@descent/core";
import type { Layer } from "../layer.ts";
import { recurrentLayer } from "./_recurrent_layer.ts";
import type { RecurrentOptions } from "./recurrent_options.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode rnn}.
 *
 * @category Sequences
 */
export interface RNNOptions extends RecurrentOptions {
  /** Activation of a step; default `"tanh"`. */
  readonly activation?: "tanh" | "relu";
}

/**
 * A simple recurrent layer, the states of all steps: `hₜ = f(xₜ W + b + hₜ₋₁ U + d)` with f the tangent or rectifier.
 *
 * Backward, from the last step to the first: `dsₜ = f′ (dyₜ + dsₜ₊₁ Uᵀ)`; `dx = ds Wᵀ`, `dW = xᵀ ds`,
 * `dU = Σₜ hₜ₋₁ᵀ dsₜ`, `db = dd = Σ ds`.
 *
 * Takes [N, T, D] and gives [N, T, H], or [N, T, 2H] for both directions; the first state is 0. Parameters are
 * `inputWeight` [D, H], `recurrentWeight` [H, H], which decay, `inputBias` and `recurrentBias` [H]; those of the second
 * direction end in `Reverse`. Where `paddingMask` marks a step, its output is 0 and the state is handed on: see
 * {@linkcode masking}.
 *
 * @category Sequences
 * @param options Units, activation, directions, initializers and name.
 * @returns The layer.
 * @throws {RangeError} When `units` is not a whole number of at least 1, or `activation` is none of the two.
 * @throws {TypeError} When it is built for an input that is not [N, T, D].
 *
 * @example A sum of everything so far
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, constant, rnn } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const one = constant({ value: 1 }), zero = constant({ value: 0 });
 * const layer = rnn({ units: 1, activation: "relu", inputWeight: one, recurrentWeight: one, bias: zero });
 * const built = buildLayer(layer, [1, 3, 1], { arena, needsInputGradient: false });
 * assertEquals([...built.forward(arena.from([1, 10, 100], [1, 3, 1]), "eval").data], [1, 11, 111]);
 * ```
 *
 * @see J. L. Elman: "Finding structure in time", Cognitive Science 14, 1990
 */
export function rnn(options: RNNOptions): Layer {
  const { activation = "tanh", ...rest } = givenOptions("rnn", options);
  if (activation !== "tanh" && activation !== "relu") {
    throw new RangeError(
      `rnn: expected activation to be "tanh" or "relu", got ${activation}; choose one of them`,
    );
  }
  return configured("rnn", { activation, ...rest }, recurrentLayer("rnn", activation, rest));
}
