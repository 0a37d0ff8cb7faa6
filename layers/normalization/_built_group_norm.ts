import { Normalization, type Parameter, type Shape, type Tensor } from "@descent/core";
import { RowViews } from "../row_views.ts";
import type { Initializer } from "../initializers/initializer.ts";
import type { BuildContext, BuiltLayer } from "../layer.ts";
import { createGainAndBias, type GainAndBias } from "./_gain_and_bias.ts";

/** Options of {@linkcode BuiltGroupNorm}. */
export interface GroupNormShape {
  readonly groups: number;
  readonly epsilon: number;
  /** Whether gain and bias are trained. */
  readonly affine: boolean;
  readonly gain: Initializer;
  readonly bias: Initializer;
  /** Shape of the largest input batch. */
  readonly input: Shape;
  /** The same elements as [rows, channels, ...], each row normalized for itself. */
  readonly rows: Shape;
  /** Shape of gain and bias. */
  readonly learned: Shape;
}

/** Normalization of each row in groups of its channels: group norm, and layer norm with one group. */
export class BuiltGroupNorm implements BuiltLayer {
  readonly output: Shape;
  readonly parameters: readonly Parameter[];
  readonly buffers = [];
  readonly keepsOutputGradient = true;
  readonly #epsilon: number;
  readonly #learned: GainAndBias;
  readonly #normalization: Normalization;
  readonly #outputs: RowViews;
  readonly #inputGradients: RowViews | undefined;
  /** Elements of a row, and its shape. */
  readonly #rowSize: number;
  readonly #rowShape: Shape;
  readonly #views = new WeakMap<Tensor, Tensor>();
  #x!: Tensor;

  constructor(
    { groups, epsilon, affine, gain, bias, input, rows, learned }: GroupNormShape,
    context: BuildContext,
  ) {
    const { arena, dtype, needsInputGradient } = context;
    this.output = input;
    this.#epsilon = epsilon;
    this.#learned = createGainAndBias(context, learned, gain, bias);
    this.parameters = affine ? this.#learned.parameters : [];
    this.#normalization = new Normalization({ arena, dtype, input: rows, over: groups });
    this.#outputs = new RowViews(arena.tensor(input, dtype));
    if (needsInputGradient) this.#inputGradients = new RowViews(arena.tensor(input, dtype));
    this.#rowShape = rows.slice(1);
    this.#rowSize = this.#rowShape.reduce((product, extent) => product * extent, 1);
  }

  forward(x: Tensor): Tensor {
    const { gain, bias } = this.#learned;
    const y = this.#outputs.first(x.shape[0]);
    this.#x = x;
    this.#normalization.measure(this.#rows(x), this.#epsilon);
    this.#normalization.apply(this.#rows(x), gain.value, bias.value, this.#rows(y));
    return y;
  }

  backward(dy: Tensor): Tensor | undefined {
    const { gain, bias } = this.#learned;
    const dx = this.#inputGradients?.first(dy.shape[0]);
    this.#normalization.gradient(
      this.#rows(this.#x),
      this.#rows(dy),
      gain.value,
      bias.value,
      gain.gradient,
      bias.gradient,
      dx && this.#rows(dx),
      true,
    );
    return dx;
  }

  /** A view of a tensor as rows, made once and kept. */
  #rows(tensor: Tensor): Tensor {
    let view = this.#views.get(tensor);
    if (view === undefined) {
      view = tensor.reshape([tensor.size / this.#rowSize, ...this.#rowShape]);
      this.#views.set(tensor, view);
    }
    return view;
  }
}
