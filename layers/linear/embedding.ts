import {
  formatShape,
  gatherRows,
  givenOptions,
  type Parameter,
  scatterAddRows,
  type Shape,
  type Tensor,
} from "@descent/core";
import { createParameter } from "../initializers/create_parameter.ts";
import { RowViews } from "../row_views.ts";
import type { Initializer } from "../initializers/initializer.ts";
import { normal } from "../initializers/normal.ts";
import type { BuildContext, BuiltLayer, Layer } from "../layer.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode embedding}.
 *
 * @category Linear and convolution
 */
export interface EmbeddingOptions {
  /** Number of different indices, V: the size of the vocabulary, at least 1. */
  readonly numEmbeddings: number;
  /** Length of the vector of an index, D, at least 1. */
  readonly embeddingDim: number;
  /** Name within the network; default `embedding` and its number. */
  readonly name?: string;
  /** Initial values of the table; default {@linkcode normal} with scale 1. */
  readonly weight?: Initializer;
}

/**
 * A trained vector for each index: `y[n, t] = W[x[n, t]]`.
 *
 * Backward: `dW[v] = Σ dy[n, t]` over all n, t with `x[n, t] = v`, added in the order of the batch. Indices have no
 * gradient, so the layer comes first in a network.
 *
 * Takes i32 indices [N, T], or of any other shape, and gives [N, T, D]; the parameter is `weight` [V, D], which
 * decays. An index below 0 or above V − 1 makes forward throw a RangeError.
 *
 * @category Linear and convolution
 * @param options Number of indices, length of the vectors, name and initializer.
 * @returns The layer.
 * @throws {RangeError} When `numEmbeddings` or `embeddingDim` is not a whole number of at least 1.
 * @throws {TypeError} When it is built for a scalar.
 *
 * @example Words of a vocabulary of five as three numbers each
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, embedding } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(embedding({ numEmbeddings: 5, embeddingDim: 3 }), [2, 2], { arena, needsInputGradient: false });
 * const y = built.forward(arena.from([4, 0, 1, 4], [2, 2], "i32"), "train");
 * assertEquals(y.shape, [2, 2, 3]);
 * const [{ value }] = built.parameters;
 * assertEquals(y.data.slice(0, 3), value.rows(4, 5).data.slice());
 * ```
 */
export function embedding(options: EmbeddingOptions): Layer {
  const { numEmbeddings, embeddingDim, name, weight = normal({ scale: 1 }) } = givenOptions(
    "embedding",
    options,
  );
  for (
    const [option, value] of [["numEmbeddings", numEmbeddings], [
      "embeddingDim",
      embeddingDim,
    ]] as const
  ) {
    if (Number.isSafeInteger(value) && value >= 1) continue;
    throw new RangeError(
      `Embedding${
        name === undefined ? "" : ` '${name}'`
      }: expected ${option} to be a whole number of at least 1, got ${value}; give the ${
        option === "numEmbeddings" ? "number of different indices" : "length of a vector"
      }`,
    );
  }
  return configured("embedding", { numEmbeddings, embeddingDim, name, weight }, {
    kind: "embedding",
    name,
    indexCount: numEmbeddings,
    build: (input, context) =>
      new BuiltEmbedding([numEmbeddings, embeddingDim], weight, input, context),
  });
}

class BuiltEmbedding implements BuiltLayer {
  readonly output: Shape;
  readonly parameters: readonly Parameter[];
  readonly buffers = [];
  readonly #label: string;
  readonly #weight: Parameter;
  readonly #outputs: RowViews;
  #x!: Tensor<"i32">;

  constructor(
    shape: readonly [V: number, D: number],
    initializer: Initializer,
    input: Shape,
    context: BuildContext,
  ) {
    const { arena, dtype, path } = context;
    const [, D] = shape;
    if (input.length === 0) {
      throw new TypeError(
        `Embedding '${path}': expected input [N, ...], got ${
          formatShape(input)
        }; give the batch an axis`,
      );
    }
    this.#label = `Embedding '${path}'`;
    this.#weight = createParameter(context, {
      name: "weight",
      shape,
      initializer,
      role: "embedding",
      // Of all rows, each output reads one.
      fanIn: 1,
      fanOut: D,
    });
    this.parameters = [this.#weight];
    this.output = [...input, D];
    this.#outputs = new RowViews(arena.tensor(this.output, dtype));
  }

  forward(x: Tensor<"i32">): Tensor {
    this.#x = x;
    const y = this.#outputs.first(x.shape[0]);
    return gatherRows(this.#weight.value, x, y, this.#label);
  }

  backward(dy: Tensor): undefined {
    scatterAddRows(dy, this.#x, this.#weight.gradient);
  }
}
