import { givenOptions } from "@descent/core";
import { gelu } from "../activations/gelu.ts";
import { layerLabel, requireCount } from "../_require.ts";
import { residual } from "../composition/residual.ts";
import { sequential } from "../composition/sequential.ts";
import { timeDistributed } from "../composition/time_distributed.ts";
import type { Initializer } from "../initializers/initializer.ts";
import type { Layer } from "../layer.ts";
import { affine } from "../linear/affine.ts";
import { layerNorm } from "../normalization/layer_norm.ts";
import { dropout as dropoutLayer } from "../regularization/dropout.ts";
import { multiHeadAttention } from "./multi_head_attention.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode transformerBlock}.
 *
 * @category Sequences
 */
export interface TransformerBlockOptions {
  /** Width of input and output, D, at least 1. */
  readonly width: number;
  /** Heads of attention, a divisor of the width. */
  readonly heads: number;
  /** Hidden units of the two affine layers, at least 1; default four times the width. */
  readonly hidden?: number;
  /** Activation between the affine layers; default {@linkcode gelu}. */
  readonly activation?: Layer;
  /** Whether each branch begins with its layer norm, or the norm follows the sum; default `"before"`. */
  readonly normalization?: "before" | "after";
  /** Whether a step sees only itself and what came before; default false. */
  readonly causal?: boolean;
  /** Heads of keys and values, a divisor of `heads`; default `heads`. */
  readonly keyHeads?: number;
  /** Base of rotary positions; default none. */
  readonly rotaryBase?: number;
  /** Added to the variance in the layer norms, above 0; default 1e-5. */
  readonly epsilon?: number;
  /** Share of each branch's outputs that is set to 0 in training, from 0 to below 1; default 0. */
  readonly dropout?: number;
  /** Name within the network; default `transformerBlock` and its number. */
  readonly name?: string;
  /** Initial values of all weights; default those of attention and of affine layers. */
  readonly weight?: Initializer;
}

/**
 * A block of a transformer: self-attention and two affine layers for each step, each with a shortcut and a layer norm:
 * `y = x + A(norm(x))`, `z = y + F(norm(y))`, or `y = norm(x + A(x))`, `z = norm(y + F(y))` with the norms after.
 *
 * Backward is that of its layers, see {@linkcode multiHeadAttention}, {@linkcode residual} and {@linkcode layerNorm}.
 *
 * Takes [N, T, D] and gives [N, T, D]. Its layers are called `attention/body/norm`, `attention/body/heads`,
 * `feedForward/body/norm`, `feedForward/body/steps/hidden` and `…/output`; norms after the sum `norm1` and `norm2`.
 *
 * @category Sequences
 * @param options Width, heads, hidden units, where the norms are, masks, positions, dropout and name.
 * @returns The layer.
 * @throws {RangeError} When an option is out of range.
 * @throws {TypeError} When it is built for an input that is not [N, T, D].
 *
 * @example A block of a language model
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, transformerBlock } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(transformerBlock({ width: 8, heads: 2, causal: true }), [3, 5, 8], { arena, needsInputGradient: false });
 * assertEquals(built.output, [3, 5, 8]);
 * assertEquals(built.parameters[0].name, "transformerBlock1/attention/body/norm.gain");
 * ```
 *
 * @see A. Vaswani and others: "Attention is all you need", 2017, https://arxiv.org/abs/1706.03762
 * @see R. Xiong and others: "On layer normalization in the transformer architecture", 2020, for the norm before,
 * https://arxiv.org/abs/2002.04745
 */
export function transformerBlock(options: TransformerBlockOptions): Layer {
  const {
    width,
    heads,
    hidden = 4 * width,
    activation = gelu(),
    normalization = "before",
    causal = false,
    keyHeads,
    rotaryBase,
    epsilon = 1e-5,
    dropout = 0,
    name,
    weight,
  } = givenOptions("transformerBlock", options);
  const label = layerLabel("transformerBlock", name);
  requireCount(label, "width", width);
  requireCount(label, "hidden", hidden);
  if (normalization !== "before" && normalization !== "after") {
    throw new RangeError(
      `${label}: expected normalization to be "before" or "after", got ${normalization}; choose one of them`,
    );
  }
  const norm = (name: string) => layerNorm({ epsilon, name });
  const initial = weight === undefined ? {} : { weight };
  const attention = multiHeadAttention({
    heads,
    causal,
    name: "heads",
    ...keyHeads === undefined ? {} : { keyHeads },
    ...rotaryBase === undefined ? {} : { rotaryBase },
    ...initial,
  });
  const steps = timeDistributed(
    sequential([
      affine({ units: hidden, name: "hidden", ...initial }),
      activation,
      affine({ units: width, name: "output", ...initial }),
    ], { name: "layers" }),
    { name: "steps" },
  );
  const drops = dropout === 0 ? [] : [dropoutLayer({ rate: dropout })];
  const isBefore = normalization === "before";
  const branch = (name: string, layer: Layer) => {
    const layers = [...isBefore ? [norm("norm")] : [], layer, ...drops];
    return residual(sequential(layers, { name: "body" }), { name });
  };
  const branches = [branch("attention", attention), branch("feedForward", steps)];
  const layers = isBefore ? branches : branches.flatMap((each, i) => [each, norm(`norm${i + 1}`)]);
  return configured("transformerBlock", options, {
    ...sequential(layers, name === undefined ? {} : { name }),
    kind: "transformerBlock",
  });
}
