import {
  exchangeAxes,
  givenOptions,
  type Parameter,
  type Shape,
  type Tensor,
  zeroRows,
} from "@descent/core";
import { layerLabel, requireCount } from "../_require.ts";
import { RowViews } from "../row_views.ts";
import type { Initializer } from "../initializers/initializer.ts";
import type { BuildContext, BuiltLayer, Layer } from "../layer.ts";
import { RecurrentDirection, type RecurrentSettings } from "./_recurrent_direction.ts";
import type { RecurrentOptions } from "./recurrent_options.ts";
import { requireSequences } from "./_sequence_input.ts";

/** A recurrent layer of some cell. */
export function recurrentLayer(
  kind: string,
  cell: RecurrentSettings["cell"],
  options: RecurrentOptions,
): Layer {
  const { units, name, bidirectional = false, ...initializers } = givenOptions(kind, options);
  requireCount(layerLabel(kind, name), "units", units);
  const uniform: Initializer = (values, _, random) =>
    random.fillUniform(values, -1 / Math.sqrt(units), 1 / Math.sqrt(units));
  const { inputWeight = uniform, recurrentWeight = uniform, bias = uniform } = initializers;
  const settings = { cell, units, inputWeight, recurrentWeight, bias };
  return {
    kind,
    name,
    build: (input, context) => {
      requireSequences(`${kind} '${context.path}'`, input, context);
      return new BuiltRecurrent(settings, bidirectional, input, context);
    },
  };
}

/** Tensors of one batch size with the steps outermost. */
interface Views {
  /** [T, N, D] and the same as [T · N, D]. */
  readonly x: Tensor;
  readonly rows: Tensor;
  readonly dx: Tensor | undefined;
  readonly dxRows: Tensor | undefined;
  readonly dy: Tensor;
}

class BuiltRecurrent implements BuiltLayer {
  readonly output: Shape;
  readonly multiplyAdds: number;
  readonly parameters: readonly Parameter[];
  readonly buffers = [];
  readonly keepsOutputGradient = true;
  readonly #units: number;
  readonly #directions: readonly RecurrentDirection[];
  readonly #mask: RowMasks | undefined;
  readonly #outputs: RowViews;
  readonly #inputGradients: RowViews | undefined;
  readonly #x: Tensor;
  readonly #dx: Tensor | undefined;
  readonly #dy: Tensor;
  readonly #views: Views[] = [];

  constructor(
    settings: RecurrentSettings,
    bidirectional: boolean,
    input: Shape,
    context: BuildContext,
  ) {
    const { arena, dtype, needsInputGradient, paddingMask } = context;
    const [N, T, D] = input, H = settings.units;
    const ways = bidirectional ? [false, true] : [false];
    this.#directions = ways.map((reverse) =>
      new RecurrentDirection(settings, input, reverse, context)
    );
    this.parameters = this.#directions.flatMap(({ parameters }) => parameters);
    this.multiplyAdds = this.#directions.reduce((sum, { multiplyAdds }) => sum + multiplyAdds, 0);
    this.#units = H;
    this.#mask = paddingMask === undefined ? undefined : new RowMasks(paddingMask);
    this.output = [N, T, ways.length * H];
    this.#outputs = new RowViews(arena.tensor(this.output, dtype));
    this.#x = arena.tensor([T * N, D], dtype);
    this.#dy = arena.tensor([T * N, H], dtype);
    if (needsInputGradient) {
      this.#inputGradients = new RowViews(arena.tensor(input, dtype));
      this.#dx = arena.tensor([T * N, D], dtype);
    }
  }

  forward(x: Tensor): Tensor {
    const N = x.shape[0], views = this.#viewsFor(N), y = this.#outputs.first(N);
    exchangeAxes(x, views.x);
    for (let i = 0; i < this.#directions.length; i++) {
      exchangeAxes(this.#directions[i].forward(views.rows, N), y, i * this.#units);
    }
    if (this.#mask !== undefined) zeroRows(y, this.#mask.first(N));
    return y;
  }

  backward(dy: Tensor): Tensor | undefined {
    const N = dy.shape[0], views = this.#viewsFor(N);
    for (let i = 0; i < this.#directions.length; i++) {
      exchangeAxes(dy, views.dy, i * this.#units);
      this.#directions[i].backward(views.rows, views.dy, N, views.dxRows, i > 0);
    }
    const dx = this.#inputGradients?.first(N);
    return dx === undefined ? undefined : exchangeAxes(views.dx!, dx);
  }

  #viewsFor(N: number): Views {
    return this.#views[N] ??= this.#makeViews(N);
  }

  #makeViews(N: number): Views {
    const T = this.output[1];
    const packed = (tensor: Tensor) => {
      const rows = tensor.rows(0, T * N);
      return { rows, steps: rows.reshape([T, N, rows.shape[1]]) };
    };
    const x = packed(this.#x), dx = this.#dx && packed(this.#dx);
    return {
      x: x.steps,
      rows: x.rows,
      dx: dx?.steps,
      dxRows: dx?.rows,
      dy: packed(this.#dy).steps,
    };
  }
}

/** The first rows of a mask, for each batch size that occurs. */
class RowMasks {
  readonly #whole: Tensor<"i32">;
  readonly #views: Tensor<"i32">[] = [];

  constructor(whole: Tensor<"i32">) {
    this.#whole = whole;
  }

  first(count: number): Tensor<"i32"> {
    return this.#views[count] ??= this.#whole.rows(0, count);
  }
}
