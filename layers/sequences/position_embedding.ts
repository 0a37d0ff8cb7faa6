import {
  addRow,
  columnSums,
  givenOptions,
  type Parameter,
  type Shape,
  type Tensor,
} from "@descent/core";
import { BatchViews } from "../_batch_views.ts";
import { createParameter } from "../initializers/create_parameter.ts";
import { RowViews } from "../row_views.ts";
import type { Initializer } from "../initializers/initializer.ts";
import { normal } from "../initializers/normal.ts";
import type { BuildContext, BuiltLayer, Layer } from "../layer.ts";
import { requireSequences } from "./_sequence_input.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode positionEmbedding}.
 *
 * @category Sequences
 */
export interface PositionEmbeddingOptions {
  /** Name within the network; default `positionEmbedding` and its number. */
  readonly name?: string;
  /** Initial values of the table; default {@linkcode normal} with scale 0.02. */
  readonly weight?: Initializer;
}

/**
 * A trained vector for each position, added to the input: `y[n, t] = x[n, t] + W[t]`.
 *
 * Backward: `dx = dy`, `dW = Σₙ dy[n]`.
 *
 * Takes [N, T, D] and gives [N, T, D]; the parameter is `weight` [T, D], which decays.
 *
 * @category Sequences
 * @param options Name and initializer.
 * @returns The layer.
 * @throws {TypeError} When it is built for an input that is not [N, T, D].
 *
 * @example Positions that count from 1
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, positionEmbedding } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(positionEmbedding({ weight: (values) => values.set([1, 2, 3]) }), [2, 3, 1], { arena, needsInputGradient: false });
 * const x = arena.from([0, 0, 0, 10, 10, 10], [2, 3, 1]);
 * assertEquals([...built.forward(x, "eval").data], [1, 2, 3, 11, 12, 13]);
 * ```
 *
 * @see J. Gehring and others: "Convolutional sequence to sequence learning", 2017, https://arxiv.org/abs/1705.03122
 */
export function positionEmbedding(options: PositionEmbeddingOptions = {}): Layer {
  const { name, weight = normal({ scale: 0.02 }) } = givenOptions("positionEmbedding", options);
  return configured("positionEmbedding", { name, weight }, {
    kind: "positionEmbedding",
    name,
    build: (input, context) => new BuiltPositionEmbedding(weight, input, context),
  });
}

class BuiltPositionEmbedding implements BuiltLayer {
  readonly output: Shape;
  readonly parameters: readonly Parameter[];
  readonly buffers = [];
  readonly #weight: Parameter;
  readonly #outputs: RowViews;
  readonly #rows: BatchViews;
  readonly #needsInputGradient: boolean;

  constructor(initializer: Initializer, input: Shape, context: BuildContext) {
    requireSequences(`positionEmbedding '${context.path}'`, input, context);
    const [, T, D] = input;
    this.#weight = createParameter(context, {
      name: "weight",
      shape: [T, D],
      initializer,
      role: "embedding",
      // Of all rows, each output reads one.
      fanIn: 1,
      fanOut: D,
    });
    this.parameters = [this.#weight];
    this.output = input;
    this.#outputs = new RowViews(context.arena.tensor(input, context.dtype));
    this.#rows = new BatchViews([T * D]);
    this.#needsInputGradient = context.needsInputGradient;
  }

  forward(x: Tensor): Tensor {
    return addRow(x, this.#weight.value, this.#outputs.first(x.shape[0]));
  }

  backward(dy: Tensor): Tensor | undefined {
    columnSums(this.#rows.of(dy), this.#weight.gradient);
    return this.#needsInputGradient ? dy : undefined;
  }
}
