import {
  dropoutMask,
  type DropoutMaskOptions,
  formatShape,
  givenOptions,
  pointwise,
  type PointwiseKernel,
  type Shape,
  type Tensor,
} from "@descent/core";
import { RowViews } from "../row_views.ts";
import type { BuildContext, BuiltLayer, Layer, Mode, NamedTensor } from "../layer.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode dropout}.
 *
 * @category Normalization and regularization
 */
export interface DropoutOptions {
  /** Probability that an element is set to 0 (`p` in PyTorch), at least 0 and below 1. */
  readonly rate: number;
  /** Name within the network; default `dropout` and its number. */
  readonly name?: string;
  /**
   * A factor for each element of the largest batch, in place of drawn ones, for checks against known answers; default
   * none.
   */
  readonly mask?: ArrayLike<number> | undefined;
}

const maskRule = pointwise({
  name: "dropout",
  tensors: ["from", "mask", "to"],
  // A product and no choice: a NaN that is dropped stays one.
  update: ({ from, mask }) => ({ to: from.mul(mask) }),
});

/**
 * Inverted dropout: in training `y = x · m`, where each element of m is 0 with probability `rate`, else
 * `1 / (1 − rate)`; in evaluation `y = x`.
 *
 * Backward: `dx = dy · m`, or dy after an evaluation. NaN stays NaN both ways.
 *
 * The mask of the p-th training pass comes from the layer's random stream `dropout`, from p and from the place of the
 * element alone: it is the same on any number of threads and in `f32` and `f64`. The number of passes is kept as the
 * buffer `passes`; setting it back repeats the masks. A pass in mode `"repeat"` takes the mask of the last training
 * pass and is not counted.
 *
 * Takes any shape and gives the same shape.
 *
 * @category Normalization and regularization
 * @param options Rate and name.
 * @returns The layer.
 * @throws {RangeError} When the rate is not at least 0 and below 1.
 * @throws {TypeError} When it is built with a given mask of another size than the input's.
 *
 * @example Half of the elements is dropped, the others are doubled
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, dropout } from "@descent/layers";
 * import { assert, assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(dropout({ rate: 0.5 }), [1, 8], { arena });
 * const x = arena.from([1, 1, 1, 1, 1, 1, 1, 1], [1, 8]);
 * const y = [...built.forward(x, "train").data];
 * assert(y.includes(0) && y.includes(2));
 * assertEquals([...built.backward(arena.from(x.data, [1, 8]))!.data], y);
 * assertEquals([...built.forward(x, "eval").data], [...x.data]);
 * ```
 *
 * @see N. Srivastava and others: "Dropout: a simple way to prevent neural networks from overfitting", JMLR 15, 2014
 */
export function dropout(options: DropoutOptions): Layer {
  const { rate, name, mask } = givenOptions("dropout", options);
  if (!(rate >= 0 && rate < 1)) {
    throw new RangeError(
      `Dropout${
        name === undefined ? "" : ` '${name}'`
      }: expected a rate of at least 0 and below 1, got ${rate}; try 0.5`,
    );
  }
  return configured("dropout", { rate, name, mask }, {
    kind: "dropout",
    name,
    build: (input, context) => new BuiltDropout(rate, mask, input, context),
  });
}

class BuiltDropout implements BuiltLayer {
  readonly output: Shape;
  readonly parameters = [];
  readonly buffers: readonly NamedTensor[];
  readonly #draws: boolean;
  readonly #drawing: { -readonly [K in keyof DropoutMaskOptions]: DropoutMaskOptions[K] };
  readonly #passes: Tensor;
  readonly #masks: RowViews;
  readonly #outputs: RowViews;
  readonly #needsInputGradient: boolean;
  readonly #forward: PointwiseKernel<"from" | "mask" | "to", never>;
  readonly #backward: PointwiseKernel<"from" | "mask" | "to", never>;
  #mode: Mode = "eval";
  /** Rows of the mask that have been drawn for the last training pass. */
  #drawnRows = 0;

  constructor(
    rate: number,
    given: ArrayLike<number> | undefined,
    input: Shape,
    { arena, dtype, path, random, needsInputGradient }: BuildContext,
  ) {
    this.output = input;
    this.#needsInputGradient = needsInputGradient;
    const mask = arena.tensor(input, dtype), y = arena.tensor(input, dtype);
    if (given !== undefined) setMask(path, mask, given);
    this.#draws = given === undefined;
    this.#drawing = { rate, key: random.split("dropout").key, pass: 0 };
    // In f32 it would stop at 2²⁴.
    this.#passes = arena.tensor([1], "f64");
    this.buffers = [{ name: `${path}.passes`, value: this.#passes }];
    this.#masks = new RowViews(mask);
    this.#outputs = new RowViews(y);
    this.#forward = maskRule.bind({ from: y, mask, to: y });
    this.#backward = maskRule.bind({ from: y, mask, to: y });
  }

  forward(x: Tensor, mode: Mode): Tensor {
    this.#mode = mode;
    if (mode === "eval") return x;
    const N = x.shape[0];
    if (this.#draws) {
      if (mode === "train") this.#drawing.pass = this.#passes.data[0]++;
      if (mode === "train" || N > this.#drawnRows) {
        dropoutMask(this.#masks.first(N), this.#drawing);
        this.#drawnRows = N;
      }
    }
    this.#forward.rebind("from", x);
    this.#forward.run(undefined, x.size);
    return this.#outputs.first(N);
  }

  backward(dy: Tensor): Tensor | undefined {
    if (!this.#needsInputGradient) return undefined;
    if (this.#mode === "eval") return dy;
    this.#backward.rebind("from", dy);
    this.#backward.rebind("to", dy);
    this.#backward.run(undefined, dy.size);
    return dy;
  }
}

function setMask(path: string, mask: Tensor, given: ArrayLike<number>): void {
  if (given.length !== mask.size) {
    throw new TypeError(
      `Dropout '${path}': expected a mask of ${mask.size} factors for input ${
        formatShape(mask.shape)
      }, got ${given.length}; give one for each element`,
    );
  }
  mask.data.set(given);
}
