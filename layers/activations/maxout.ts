import { givenOptions, MaximumPooling, type Shape, type Tensor } from "@descent/core";
import { layerLabel, requireCount } from "../_require.ts";
import { ReshapedViews } from "../_reshaped_views.ts";
import { RowViews } from "../row_views.ts";
import type { BuildContext, BuiltLayer, Layer } from "../layer.ts";
import { partsOfAxis } from "./_axis.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode maxout}.
 *
 * @category Activations
 */
export interface MaxoutOptions {
  /** Numbers of which the largest is taken, k, a whole number of at least 1. */
  readonly pieces: number;
  /** The axis that is grouped, not the batch; negative numbers count from the end; default 1, features or channels. */
  readonly axis?: number;
  /** Name within the network; default `maxout` and its number. */
  readonly name?: string;
}

/**
 * The largest of k neighbours on an axis: `y[n, c] = max x[n, c k + i]` over i from 0 to k − 1.
 *
 * Behind an affine layer or a convolution, that is a convex function of k linear pieces. Backward: dy goes to the
 * largest, the first of equal ones. A NaN wins over every number.
 *
 * Takes [N, k C, ...] and gives [N, C, ...].
 *
 * @category Activations
 * @param options Pieces, axis and name.
 * @returns The layer.
 * @throws {RangeError} When `pieces` is not a whole number of at least 1.
 * @throws {TypeError} When it is built for an input without that axis, or whose extent is no multiple of `pieces`.
 *
 * @example Two pairs
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, maxout } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(maxout({ pieces: 2 }), [1, 4], { arena });
 * assertEquals([...built.forward(arena.from([-1, 2, 5, 3], [1, 4]), "eval").data], [2, 5]);
 * assertEquals([...built.backward(arena.from([7, 8], [1, 2]))!.data], [0, 7, 8, 0]);
 * ```
 *
 * @see I. J. Goodfellow and others: "Maxout networks", ICML 2013, https://arxiv.org/abs/1302.4389
 */
export function maxout(options: MaxoutOptions): Layer {
  const { pieces, axis = 1, name } = givenOptions("maxout", options);
  requireCount(layerLabel("Maxout", name), "pieces", pieces);
  return configured("maxout", { pieces, axis, name }, {
    kind: "maxout",
    name,
    build: (input, context) => new BuiltMaxout(pieces, axis, input, context),
  });
}

class BuiltMaxout implements BuiltLayer {
  readonly output: Shape;
  readonly parameters = [];
  readonly buffers = [];
  readonly keepsOutputGradient = true;
  readonly #pooling: MaximumPooling;
  readonly #outputs: RowViews;
  readonly #inputGradients: RowViews | undefined;
  /** Inputs as images with a row for each piece, and outputs as images of one row. */
  readonly #images: ReshapedViews;
  readonly #rows: ReshapedViews;

  constructor(
    pieces: number,
    given: number,
    input: Shape,
    { arena, dtype, path, needsInputGradient }: BuildContext,
  ) {
    const label = layerLabel("Maxout", path);
    const { axis, extent, outer, inner } = partsOfAxis(label, input, given, pieces);
    const C = extent / pieces;
    this.output = input.with(axis, C);
    this.#pooling = new MaximumPooling({
      arena,
      dtype,
      input: [input[0] * outer, C, pieces, inner],
      kernel: [pieces, 1],
      label,
    });
    this.#outputs = new RowViews(arena.tensor(this.output, dtype));
    if (needsInputGradient) this.#inputGradients = new RowViews(arena.tensor(input, dtype));
    this.#images = new ReshapedViews([C, pieces, inner], outer);
    this.#rows = new ReshapedViews([C, 1, inner], outer);
  }

  forward(x: Tensor): Tensor {
    const y = this.#outputs.first(x.shape[0]);
    this.#pooling.forward(this.#images.of(x), this.#rows.of(y));
    return y;
  }

  backward(dy: Tensor): Tensor | undefined {
    const dx = this.#inputGradients?.first(dy.shape[0]);
    if (dx === undefined) return undefined;
    this.#pooling.gradient(this.#rows.of(dy), this.#images.of(dx));
    return dx;
  }
}
