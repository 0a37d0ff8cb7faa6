import { formatShape, givenOptions, permuteAxes, type Shape, type Tensor } from "@descent/core";
import { RowViews } from "../row_views.ts";
import type { BuildContext, BuiltLayer, Layer } from "../layer.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode transpose}.
 *
 * @category Pooling and shape
 */
export interface TransposeOptions {
  /** Name within the network; default `transpose` and its number. */
  readonly name?: string;
}

/**
 * The two axes after the batch exchanged: `y[n, b, a] = x[n, a, b]`, as between steps of features [N, T, D] and
 * channels of steps [N, C, W].
 *
 * Backward: `dx[n, a, b] = dy[n, b, a]`.
 *
 * Takes [N, A, B] and gives [N, B, A].
 *
 * @category Pooling and shape
 * @param options Name.
 * @returns The layer.
 * @throws {TypeError} When it is built for an input without two axes after the batch.
 *
 * @example Steps of two features as two channels
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, transpose } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(transpose(), [1, 3, 2], { arena });
 * const y = built.forward(arena.from([1, 2, 3, 4, 5, 6], [1, 3, 2]), "eval");
 * assertEquals([...y.data], [1, 3, 5, 2, 4, 6]);
 * ```
 */
export function transpose(options: TransposeOptions = {}): Layer {
  const { name } = givenOptions("transpose", options);
  return configured("transpose", { name }, {
    kind: "transpose",
    name,
    build: (input, context) => new BuiltTranspose(input, context),
  });
}

/** Its own inverse. */
const axes = [0, 2, 1];

class BuiltTranspose implements BuiltLayer {
  readonly output: Shape;
  readonly parameters = [];
  readonly buffers = [];
  readonly keepsOutputGradient = true;
  readonly #outputs: RowViews;
  readonly #inputGradients: RowViews | undefined;

  constructor(input: Shape, { arena, dtype, path, needsInputGradient }: BuildContext) {
    if (input.length !== 3) {
      throw new TypeError(
        `transpose '${path}': expected input [N, A, B], got ${
          formatShape(["N", ...input.slice(1)])
        }; put a reshape layer before it`,
      );
    }
    const [N, A, B] = input;
    this.output = [N, B, A];
    this.#outputs = new RowViews(arena.tensor(this.output, dtype));
    if (needsInputGradient) this.#inputGradients = new RowViews(arena.tensor(input, dtype));
  }

  forward(x: Tensor): Tensor {
    return permuteAxes(x, axes, this.#outputs.first(x.shape[0]));
  }

  backward(dy: Tensor): Tensor | undefined {
    const dx = this.#inputGradients?.first(dy.shape[0]);
    return dx === undefined ? undefined : permuteAxes(dy, axes, dx);
  }
}
