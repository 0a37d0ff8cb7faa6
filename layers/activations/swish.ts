import { givenOptions } from "@descent/core";
import { requireFinite } from "../_require.ts";
import type { Layer } from "../layer.ts";
import { pointwiseLayer } from "./pointwise_layer.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode swish}.
 *
 * @category Activations
 */
export interface SwishOptions {
  /** Name within the network; default `swish` and its number. */
  readonly name?: string;
  /** Initial β, finite; default 1, which is `silu`. */
  readonly initial?: number;
  /** Whether each channel (or feature), axis 1, learns its own; default false, one for all. */
  readonly perChannel?: boolean;
}

const activation = pointwiseLayer({
  kind: "swish",
  title: "Swish",
  value: ({ x, beta }) => x.mul(x.mul(beta).sigmoid()),
  slope: ({ x, beta }) => {
    const scaled = x.mul(beta);
    return scaled.sigmoid().mul(scaled.mul(scaled.neg().sigmoid()).add(1));
  },
  parameters: {
    beta: ({ x, beta }) => {
      const e = x.mul(beta).abs().neg().exp();
      return x.mul(x.mul(e.div(e.add(1).square())));
    },
  },
});

/**
 * Swish with a learned slope β: `y = x σ(β x)` for each element.
 *
 * Backward: `dx = dy σ(βx) (1 + βx σ(−βx))`; `dβ = Σ dy x² σ(βx) σ(−βx)` over the elements that share β. A NaN or
 * infinite input gives NaN or infinity, and a NaN gradient.
 *
 * Takes [N, C, ...] and gives the same shape; the parameter is `beta` [C] or [1], which does not decay.
 *
 * @category Activations
 * @param options Name, initial value, and whether each channel has its own.
 * @returns The layer.
 * @throws {RangeError} When the initial value is not finite.
 * @throws {TypeError} When it is built for an input that is not [N, C, ...].
 *
 * @example Large numbers pass, large negative ones do not
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, swish } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(swish(), [1, 3], { arena });
 * assertEquals([...built.forward(arena.from([-999, 0, 999], [1, 3]), "eval").data], [-0, 0, 999]);
 * ```
 *
 * @see P. Ramachandran, B. Zoph, Q. V. Le: "Searching for activation functions", 2017,
 * https://arxiv.org/abs/1710.05941
 */
export function swish(options: SwishOptions = {}): Layer {
  const { name, initial = 1, perChannel = false } = givenOptions("swish", options);
  requireFinite("Swish", "initial", initial, "1");
  return configured(
    "swish",
    { name, initial, perChannel },
    activation({ name, beta: initial, perChannel }),
  );
}
