import {
  Attention,
  columnSums,
  givenOptions,
  type Heads,
  matmul,
  matmulTransposedA,
  matmulTransposedB,
  type Parameter,
  RotaryPositions,
  type Shape,
  type Tensor,
} from "@descent/core";
import { BatchViews } from "../_batch_views.ts";
import { createParameter } from "../initializers/create_parameter.ts";
import { layerLabel, requireCount, requirePositive } from "../_require.ts";
import { RowViews } from "../row_views.ts";
import { zeros } from "../initializers/constant.ts";
import { glorotUniform } from "../initializers/glorot.ts";
import type { Initializer } from "../initializers/initializer.ts";
import type { BuildContext, BuiltLayer, Layer } from "../layer.ts";
import { requireSequences } from "./_sequence_input.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode multiHeadAttention}.
 *
 * @category Sequences
 */
export interface MultiHeadAttentionOptions {
  /** Heads of queries, H, a divisor of the input's width, at least 1. */
  readonly heads: number;
  /** Heads of keys and values, K, a divisor of `heads`: neighbouring heads share one; default `heads`. */
  readonly keyHeads?: number;
  /** Whether step t sees only the steps 0 to t; default false. */
  readonly causal?: boolean;
  /** Base b of rotary positions, such as 10000, above 0, which turn queries and keys; default none: no positions. */
  readonly rotaryBase?: number;
  /** Name within the network; default `multiHeadAttention` and its number. */
  readonly name?: string;
  /** Initial values of both weights; default {@linkcode glorotUniform}. */
  readonly weight?: Initializer;
  /** Initial values of both biases, or false for a layer without; default {@linkcode zeros}. */
  readonly bias?: Initializer | false;
}

/**
 * Self-attention with several heads: `[Q, K, V] = x W + b`, `Oₕ = softmax(Qₕ Kₕᵀ / √d) Vₕ`, `y = [O₁, O₂, …] U + c`,
 * d = D / H.
 *
 * Backward: `dU = Oᵀ dy`, `dc = Σ dy`, `dO = dy Uᵀ`; for each head with the probabilities P, `dV = Pᵀ dO`,
 * `dP = dO Vᵀ`, `dS = P (dP − Σₛ dP P) / √d`, `dQ = dS K`, `dK = dSᵀ Q`; `dW = xᵀ [dQ, dK, dV]`, `db = Σ [dQ, dK, dV]`,
 * `dx = [dQ, dK, dV] Wᵀ`.
 *
 * Takes [N, T, D] and gives [N, T, D]. Parameters are `inputWeight` [D, (H + 2K) d], which holds the columns of queries,
 * keys and values in this order, and `outputWeight` [D, D], which decay, `inputBias` [(H + 2K) d] and `outputBias` [D].
 * Keys that `paddingMask` marks are seen by nobody, see {@linkcode masking}; a step that sees no key at all gives NaN.
 *
 * @category Sequences
 * @param options Heads, masks, positions, initializers and name.
 * @returns The layer.
 * @throws {RangeError} When a number of heads is no whole number of at least 1, or `rotaryBase` is not above 0.
 * @throws {TypeError} When `keyHeads` does not divide `heads`, or it is built for an input that is not [N, T, D] with D
 * a multiple of the heads (of twice the heads for rotary positions).
 *
 * @example Four heads of which two share a head of keys
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, multiHeadAttention } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(multiHeadAttention({ heads: 4, keyHeads: 2, causal: true }), [2, 5, 12], { arena, needsInputGradient: false });
 * assertEquals(built.output, [2, 5, 12]);
 * assertEquals(built.parameters[0].value.shape, [12, 24]);
 * ```
 *
 * @see A. Vaswani and others: "Attention is all you need", 2017, https://arxiv.org/abs/1706.03762
 * @see J. Ainslie and others: "GQA", 2023, for shared heads of keys, https://arxiv.org/abs/2305.13245
 */
export function multiHeadAttention(options: MultiHeadAttentionOptions): Layer {
  const { heads, keyHeads = heads, rotaryBase, name } = givenOptions("multiHeadAttention", options);
  const label = layerLabel("multiHeadAttention", name);
  requireCount(label, "heads", heads);
  requireCount(label, "keyHeads", keyHeads);
  if (heads % keyHeads !== 0) {
    throw new TypeError(
      `${label}: expected keyHeads to divide heads, got ${keyHeads} and ${heads}; choose a divisor`,
    );
  }
  if (rotaryBase !== undefined) requirePositive(label, "rotaryBase", rotaryBase, "10000");
  return configured("multiHeadAttention", options, {
    kind: "multiHeadAttention",
    name,
    build: (input, context) =>
      new BuiltMultiHeadAttention({ ...options, keyHeads }, input, context),
  });
}

class BuiltMultiHeadAttention implements BuiltLayer {
  readonly output: Shape;
  readonly multiplyAdds: number;
  readonly parameters: readonly Parameter[];
  readonly buffers = [];
  readonly keepsOutputGradient = true;
  readonly #steps: number;
  readonly #turnedHeads: number;
  readonly #inputWeight: Parameter;
  readonly #inputBias: Parameter | undefined;
  readonly #outputWeight: Parameter;
  readonly #outputBias: Parameter | undefined;
  readonly #attention: Attention;
  readonly #positions: RotaryPositions | undefined;
  readonly #rows: BatchViews;
  readonly #sequences: BatchViews;
  /** Queries, keys and values of all steps, [N · T, (H + 2K) d], and the heads' outputs, [N · T, D]. */
  readonly #projections: RowViews;
  readonly #contexts: RowViews;
  readonly #outputs: RowViews;
  readonly #projectionGradients: RowViews;
  readonly #contextGradients: RowViews;
  readonly #inputGradients: RowViews | undefined;
  /** Where queries, keys and values begin, in projections and in their gradients. */
  readonly #places: readonly Heads[];
  readonly #gradientPlaces: readonly Heads[];
  readonly #context: Heads;
  readonly #contextGradient: Heads;
  #x!: Tensor;

  constructor(
    options: MultiHeadAttentionOptions & { readonly keyHeads: number },
    input: Shape,
    context: BuildContext,
  ) {
    const { heads, keyHeads, causal = false, rotaryBase } = options;
    const { weight = glorotUniform(), bias = zeros() } = options;
    const { arena, dtype, path, needsInputGradient, paddingMask } = context;
    requireSequences(`multiHeadAttention '${path}'`, input, context);
    const [N, T, D] = input, width = D / heads, parts = rotaryBase === undefined ? 1 : 2;
    if (!Number.isInteger(width / parts)) {
      throw new TypeError(
        `multiHeadAttention '${path}': expected a width that is a multiple of ${
          parts * heads
        }, got ${D}; change the heads or the width`,
      );
    }
    const columns = (heads + 2 * keyHeads) * width;
    const fans = { fanIn: D, fanOut: D };
    const createWeight = (name: string, shape: Shape) =>
      createParameter(context, { name, shape, initializer: weight, role: "weight", ...fans });
    const createBias = (name: string, shape: Shape) =>
      bias === false
        ? undefined
        : createParameter(context, { name, shape, initializer: bias, role: "bias", ...fans });
    this.#inputWeight = createWeight("inputWeight", [D, columns]);
    this.#inputBias = createBias("inputBias", [columns]);
    this.#outputWeight = createWeight("outputWeight", [D, D]);
    this.#outputBias = createBias("outputBias", [D]);
    const all = [this.#inputWeight, this.#inputBias, this.#outputWeight, this.#outputBias];
    this.parameters = all.filter((parameter) => parameter !== undefined);
    this.output = input;
    // Two projections, then scores and their sums of values, of which a causal one has half.
    this.multiplyAdds = T * D * (columns + D) + (causal ? T * (T + 1) : 2 * T * T) * D;
    this.#steps = T;
    this.#rows = new BatchViews([D]);
    this.#sequences = new BatchViews([T, D]);
    const tensor = (extent: number) => arena.tensor([N * T, extent], dtype);
    const projections = tensor(columns), projectionGradients = tensor(columns);
    const contexts = tensor(D), contextGradients = tensor(D);
    this.#projections = new RowViews(projections);
    this.#projectionGradients = new RowViews(projectionGradients);
    this.#contexts = new RowViews(contexts);
    this.#contextGradients = new RowViews(contextGradients);
    this.#outputs = new RowViews(tensor(D));
    if (needsInputGradient) this.#inputGradients = new RowViews(tensor(D));
    const offsets = [0, heads * width, (heads + keyHeads) * width];
    this.#places = offsets.map((offset) => ({ tensor: projections, offset }));
    this.#gradientPlaces = offsets.map((offset) => ({ tensor: projectionGradients, offset }));
    this.#context = { tensor: contexts };
    this.#contextGradient = { tensor: contextGradients };
    const packed = { sequence: T * columns, head: width, step: columns };
    this.#attention = new Attention({
      arena,
      dtype,
      batch: N,
      queryHeads: heads,
      keyHeads,
      queries: T,
      keys: T,
      width,
      strides: {
        query: packed,
        key: packed,
        value: packed,
        output: { sequence: T * D, head: width, step: D },
      },
      causal,
      mask: paddingMask,
    });
    this.#turnedHeads = heads + keyHeads;
    if (rotaryBase !== undefined) {
      this.#positions = new RotaryPositions({ arena, dtype, steps: T, width, base: rotaryBase });
    }
  }

  forward(x: Tensor): Tensor {
    const N = x.shape[0], rows = N * this.#steps, [q, k, v] = this.#places;
    this.#x = this.#rows.of(x);
    const projections = this.#projections.first(rows), contexts = this.#contexts.first(rows);
    matmul(this.#x, this.#inputWeight.value, projections, this.#inputBias?.value);
    this.#positions?.rotate(projections, { heads: this.#turnedHeads });
    this.#attention.forward(N, q, k, v, this.#context);
    const y = this.#outputs.first(rows);
    return this.#sequences.of(
      matmul(contexts, this.#outputWeight.value, y, this.#outputBias?.value),
    );
  }

  backward(dy: Tensor): Tensor | undefined {
    const N = dy.shape[0], rows = N * this.#steps, gradient = this.#rows.of(dy);
    const [q, k, v] = this.#places, [dq, dk, dv] = this.#gradientPlaces;
    const projections = this.#projectionGradients.first(rows);
    if (this.#outputBias !== undefined) columnSums(gradient, this.#outputBias.gradient);
    matmulTransposedA(this.#contexts.first(rows), gradient, this.#outputWeight.gradient);
    matmulTransposedB(gradient, this.#outputWeight.value, this.#contextGradients.first(rows));
    this.#attention.backward(N, q, k, v, this.#contextGradient, dq, dk, dv);
    this.#positions?.rotate(projections, { heads: this.#turnedHeads, back: true });
    if (this.#inputBias !== undefined) columnSums(projections, this.#inputBias.gradient);
    matmulTransposedA(this.#x, projections, this.#inputWeight.gradient);
    const dx = this.#inputGradients?.first(rows);
    if (dx === undefined) return undefined;
    return this.#sequences.of(matmulTransposedB(projections, this.#inputWeight.value, dx));
  }
}
