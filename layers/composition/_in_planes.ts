import {
  blockChannels,
  type Parameter,
  permuteAxes,
  type Shape,
  sizeOf,
  type Tensor,
} from "@descent/core";
import type { BuildContext, BuiltLayer, LayerInput, Mode, NamedTensor } from "../layer.ts";
import { ReshapedViews } from "../_reshaped_views.ts";
import { RowViews } from "../row_views.ts";

/** A layer whose output lies in planes of channels; what it gives in blocks is copied. */
export function inPlanes(built: BuiltLayer, context: BuildContext): BuiltLayer {
  return built.outputLayout === "blocks" ? new InPlanes(built, context) : built;
}

/** Places and channels of a block change places, whichever of the two comes first. */
const exchanged = [0, 2, 1];

class InPlanes implements BuiltLayer {
  readonly output: Shape;
  readonly parameters: readonly Parameter[];
  readonly buffers: readonly NamedTensor[];
  readonly keepsOutputGradient = true;
  readonly #built: BuiltLayer;
  readonly #outputs: RowViews;
  readonly #outputGradients: RowViews;
  /** Tensors [N, C, ...] as [N · C / 16, 16, S] and as [N · C / 16, S, 16]. */
  readonly #planes: ReshapedViews;
  readonly #blocks: ReshapedViews;

  constructor(built: BuiltLayer, { arena, dtype }: BuildContext) {
    this.#built = built;
    this.output = built.output;
    this.parameters = built.parameters;
    this.buffers = built.buffers;
    this.#outputs = new RowViews(arena.tensor(this.output, dtype));
    this.#outputGradients = new RowViews(arena.tensor(this.output, dtype));
    const [, C, ...axes] = this.output, rows = C / blockChannels, places = sizeOf(axes);
    this.#planes = new ReshapedViews([blockChannels, places], rows);
    this.#blocks = new ReshapedViews([places, blockChannels], rows);
  }

  forward(x: LayerInput, mode: Mode): Tensor {
    const given = this.#built.forward(x, mode), y = this.#outputs.first(given.shape[0]);
    permuteAxes(this.#blocks.of(given), exchanged, this.#planes.of(y));
    return y;
  }

  backward(dy: Tensor): Tensor | undefined {
    const gradient = this.#outputGradients.first(dy.shape[0]);
    permuteAxes(this.#planes.of(dy), exchanged, this.#blocks.of(gradient));
    return this.#built.backward(gradient);
  }
}
