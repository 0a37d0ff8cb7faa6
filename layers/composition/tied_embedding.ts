import {
  addRow,
  columnSums,
  formatShape,
  gatherRows,
  givenOptions,
  matmul,
  matmulTransposedA,
  matmulTransposedB,
  type Parameter,
  pointwise,
  type PointwiseKernel,
  scatterAddRows,
  type Shape,
  type Tensor,
} from "@descent/core";
import { BatchViews } from "../_batch_views.ts";
import { createParameter } from "../initializers/create_parameter.ts";
import { layerLabel, requireCount } from "../_require.ts";
import { RowViews } from "../row_views.ts";
import { zeros } from "../initializers/constant.ts";
import type { Initializer } from "../initializers/initializer.ts";
import { normal } from "../initializers/normal.ts";
import type { BuildContext, BuiltLayer, Layer, Mode, NamedTensor } from "../layer.ts";
import { buildChild, childNames } from "./_children.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode tiedEmbedding}.
 *
 * @category Composition
 */
export interface TiedEmbeddingOptions {
  /** Number of different indices, V: the size of the vocabulary, at least 1. */
  readonly numEmbeddings: number;
  /** Length of the vector of an index, D, at least 1. */
  readonly embeddingDim: number;
  /** Name within the network; default `tiedEmbedding` and its number. */
  readonly name?: string;
  /** Initial values of the table; default {@linkcode normal} with scale 0.02. */
  readonly weight?: Initializer;
  /** Initial values of the bias of the scores, or false for none; default {@linkcode zeros}. */
  readonly bias?: Initializer | false;
}

/**
 * An embedding and an output layer that share one table: `y = f(W[x]) Wᵀ + b`.
 *
 * Backward: with `h = f(W[x])`, `dh = dy W` goes back through the body to `de`, and
 * `dW[v] = Σ dy[…, v] h + Σ de` over all steps with `x = v`; `db = Σ dy`.
 *
 * Takes i32 indices [N, T] and gives scores [N, T, V]; the body takes and gives [N, T, D]. Parameters are `weight`
 * [V, D], which decays, `bias` [V], and the body's.
 *
 * @category Composition
 * @param body The layers between, most often a {@linkcode sequential}.
 * @param options Number of indices, length of the vectors, initializers and name.
 * @returns The layer.
 * @throws {RangeError} When `numEmbeddings` or `embeddingDim` is not a whole number of at least 1.
 * @throws {TypeError} When it is built for an input that is not [N, T], or the body's output is not [N, T, D].
 *
 * @example Scores of five words for each of three steps
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, lstm, tiedEmbedding } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const layer = tiedEmbedding(lstm({ units: 4 }), { numEmbeddings: 5, embeddingDim: 4 });
 * const built = buildLayer(layer, [2, 3], { arena, needsInputGradient: false });
 * assertEquals(built.output, [2, 3, 5]);
 * ```
 *
 * @see O. Press, L. Wolf: "Using the output embedding to improve language models", 2017, https://arxiv.org/abs/1608.05859
 */
export function tiedEmbedding(body: Layer, options: TiedEmbeddingOptions): Layer {
  const { numEmbeddings, embeddingDim, name } = givenOptions("tiedEmbedding", options);
  const label = layerLabel("tiedEmbedding", name);
  requireCount(label, "numEmbeddings", numEmbeddings);
  requireCount(label, "embeddingDim", embeddingDim);
  return configured("tiedEmbedding", { body, ...options }, {
    kind: "tiedEmbedding",
    name,
    indexCount: numEmbeddings,
    build: (input, context) => new BuiltTiedEmbedding(body, options, input, context),
  });
}

/** The two gradients of the table, one from each of its uses. */
const sumRule = pointwise({
  name: "gradient of a tied embedding",
  tensors: ["weight", "embedding"],
  update: ({ weight, embedding }) => ({ weight: weight.add(embedding) }),
});

class BuiltTiedEmbedding implements BuiltLayer {
  readonly output: Shape;
  readonly multiplyAdds: number;
  readonly parameters: readonly Parameter[];
  readonly buffers: readonly NamedTensor[];
  readonly keepsOutputGradient = true;
  readonly #label: string;
  readonly #body: BuiltLayer;
  readonly #weight: Parameter;
  readonly #bias: Parameter | undefined;
  readonly #embeddings: RowViews;
  readonly #scores: RowViews;
  readonly #hiddenGradients: RowViews;
  readonly #embeddingGradient: Tensor;
  readonly #addGradients: PointwiseKernel<"weight" | "embedding", never>;
  readonly #hiddenRows: BatchViews;
  readonly #scoreRows: BatchViews;
  #x!: Tensor<"i32">;
  #hidden!: Tensor;

  constructor(
    body: Layer,
    { numEmbeddings: V, embeddingDim: D, ...initializers }: TiedEmbeddingOptions,
    input: Shape,
    context: BuildContext,
  ) {
    const { weight = normal({ scale: 0.02 }), bias = zeros() } = initializers;
    const { arena, dtype, path } = context;
    this.#label = `tiedEmbedding '${path}'`;
    const [N, T] = input;
    if (input.length !== 2 || T === 0) {
      throw new TypeError(
        `${this.#label}: expected input of indices [N, T], got ${
          formatShape(["N", ...input.slice(1)])
        }; give the steps an axis`,
      );
    }
    const fans = { fanIn: 1, fanOut: D };
    this.#weight = createParameter(context, {
      name: "weight",
      shape: [V, D],
      initializer: weight,
      role: "embedding",
      ...fans,
    });
    this.#bias = bias === false ? undefined : createParameter(context, {
      name: "bias",
      shape: [V],
      initializer: bias,
      role: "bias",
      ...fans,
    });
    const [name] = childNames("TiedEmbedding", path, [body]);
    this.#body = buildChild(body, [N, T, D], context, { name, needsInputGradient: true });
    const { output } = this.#body;
    if (output.length !== 3 || output[1] !== T || output[2] !== D) {
      throw new TypeError(
        `${this.#label}: expected a body that gives ${formatShape(["N", T, D])}, got ${
          formatShape(["N", ...output.slice(1)])
        }; make its last layer as wide as the embedding`,
      );
    }
    this.output = [N, T, V];
    this.multiplyAdds = T * D * V;
    this.parameters = [
      this.#weight,
      ...this.#bias === undefined ? [] : [this.#bias],
      ...this.#body.parameters,
    ];
    this.buffers = this.#body.buffers;
    this.#embeddings = new RowViews(arena.tensor([N, T, D], dtype));
    this.#scores = new RowViews(arena.tensor(this.output, dtype));
    this.#hiddenGradients = new RowViews(arena.tensor([N, T, D], dtype));
    this.#embeddingGradient = arena.tensor([V, D], dtype);
    this.#addGradients = sumRule.bind({
      weight: this.#weight.gradient,
      embedding: this.#embeddingGradient,
    });
    this.#hiddenRows = new BatchViews([D]);
    this.#scoreRows = new BatchViews([V]);
  }

  forward(x: Tensor<"i32">, mode: Mode): Tensor {
    this.#x = x;
    const N = x.shape[0], embeddings = this.#embeddings.first(N);
    gatherRows(this.#weight.value, x, embeddings, this.#label);
    this.#hidden = this.#hiddenRows.of(this.#body.forward(embeddings, mode));
    const y = this.#scores.first(N), rows = this.#scoreRows.of(y);
    matmulTransposedB(this.#hidden, this.#weight.value, rows);
    if (this.#bias !== undefined) addRow(rows, this.#bias.value, rows);
    return y;
  }

  backward(dy: Tensor): undefined {
    const scores = this.#scoreRows.of(dy), dh = this.#hiddenGradients.first(dy.shape[0]);
    if (this.#bias !== undefined) columnSums(scores, this.#bias.gradient);
    matmulTransposedA(scores, this.#hidden, this.#weight.gradient);
    matmul(scores, this.#weight.value, this.#hiddenRows.of(dh));
    const embeddings = this.#body.backward(dh)!;
    scatterAddRows(embeddings, this.#x, this.#embeddingGradient);
    this.#addGradients.run();
  }
}
