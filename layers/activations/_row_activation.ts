import { formatShape, type Shape, type Tensor } from "@descent/core";
import { RowViews } from "../row_views.ts";
import type { BuildContext, BuiltLayer, Layer } from "../layer.ts";

/** A function of the numbers along the last axis, and its gradient from its output. */
export interface RowFunction {
  readonly kind: string;
  readonly title: string;
  readonly forward: (x: Tensor, y: Tensor) => Tensor;
  /** Writes the input gradient over the output gradient. */
  readonly backward: (y: Tensor, dy: Tensor, dx: Tensor) => Tensor;
}

/** The layer of a function of rows. */
export function rowActivation(rows: RowFunction, name: string | undefined): Layer {
  return {
    kind: rows.kind,
    name,
    build: (input, context) => new BuiltRowActivation(rows, input, context),
  };
}

class BuiltRowActivation implements BuiltLayer {
  readonly output: Shape;
  readonly parameters = [];
  readonly buffers = [];
  readonly #rows: RowFunction;
  readonly #needsInputGradient: boolean;
  readonly #outputs: RowViews;
  #y!: Tensor;

  constructor(rows: RowFunction, input: Shape, context: BuildContext) {
    const [, ...rest] = input;
    if (rest.length === 0 || rest.at(-1) === 0) {
      throw new TypeError(
        `${rows.title} '${context.path}': expected input [N, ..., K] with K at least 1, got ${
          formatShape(["N", ...rest])
        }; check the shape of the input`,
      );
    }
    this.output = input;
    this.#rows = rows;
    this.#needsInputGradient = context.needsInputGradient;
    this.#outputs = new RowViews(context.arena.tensor(input, context.dtype));
  }

  forward(x: Tensor): Tensor {
    this.#y = this.#outputs.first(x.shape[0]);
    return this.#rows.forward(x, this.#y);
  }

  backward(dy: Tensor): Tensor | undefined {
    return this.#needsInputGradient ? this.#rows.backward(this.#y, dy, dy) : undefined;
  }
}
