import {
  type AveragePooling,
  checkWindow,
  type MaximumPooling,
  type PerAxis,
  perAxis,
  type PoolingOptions,
  type Shape,
  slidingWindows,
  type Tensor,
  WindowPooling,
  windowShape,
} from "@descent/core";
import { layerLabel, requireImages } from "../_require.ts";
import { RowViews } from "../row_views.ts";
import type { BuildContext, BuiltLayer, Layer } from "../layer.ts";
import type { Pool2dOptions } from "./pool2d_options.ts";

type Pooling = AveragePooling | MaximumPooling | WindowPooling;

/** Parts of one kind of pooling. */
export interface Pool2dKind {
  /** Its name in messages: `MaxPool2d`. */
  readonly title: string;
  readonly kind: string;
  readonly options: Pool2dOptions;
  readonly plan: (options: PlannedOptions) => Pooling;
}

/** Options that every pooling is planned from. */
export type PlannedOptions = Required<Omit<PoolingOptions, "dilation">>;

/** A layer that pools windows of images. */
export function pool2d({ title, kind, options, plan }: Pool2dKind): Layer {
  const { kernel, stride = kernel, padding = 0, name } = options;
  checkWindow(layerLabel(title, name), { kernel, stride, padding });
  return {
    kind,
    name,
    build: (input, context) => {
      const { arena, dtype, path } = context;
      const label = layerLabel(title, path);
      requireImages(label, "[N, C, H, W]", input);
      const pooling = plan({ arena, dtype, input, kernel, stride, padding, label });
      return new BuiltPool2d(pooling, input, context);
    },
  };
}

/** How windows differ from those that the fast kernels know. */
export interface TabledWindows {
  readonly take: "maximum" | "average";
  readonly ceilMode: boolean;
  readonly dilation?: PerAxis;
  readonly countIncludePad?: boolean;
  readonly divisor?: number | undefined;
}

/** A pooling whose windows stand in tables. */
export function tabledPooling(
  { arena, dtype, input, kernel, stride, padding, label }: PlannedOptions,
  { take, ceilMode, dilation = 1, countIncludePad = true, divisor }: TabledWindows,
): WindowPooling {
  const [, , H, W] = input;
  const shape = windowShape(label, [H, W], { kernel, stride, padding, dilation });
  const [top, bottom, left, right] = shape.padding, steps = perAxis(dilation);
  const windowsOf = (axis: 0 | 1, sides: readonly [number, number]) =>
    slidingWindows(shape.image[axis], {
      kernel: shape.kernel[axis],
      stride: shape.stride[axis],
      padding: sides,
      dilation: steps[axis],
      ceilMode,
      countIncludePad,
    });
  const windows = [windowsOf(0, [top, bottom]), windowsOf(1, [left, right])] as const;
  return new WindowPooling({ arena, dtype, input, windows, take, dilation: steps, divisor, label });
}

/** A built layer of any pooling of images. */
export class BuiltPool2d implements BuiltLayer {
  readonly output: Shape;
  readonly parameters = [];
  readonly buffers = [];
  readonly keepsOutputGradient = true;
  readonly #pooling: Pooling;
  readonly #outputs: RowViews;
  readonly #inputGradients: RowViews | undefined;

  constructor(
    pooling: Pooling,
    input: Shape,
    { arena, dtype, needsInputGradient }: BuildContext,
  ) {
    this.#pooling = pooling;
    this.output = pooling.output;
    this.#outputs = new RowViews(arena.tensor(this.output, dtype));
    if (needsInputGradient) this.#inputGradients = new RowViews(arena.tensor(input, dtype));
  }

  forward(x: Tensor): Tensor {
    return this.#pooling.forward(x, this.#outputs.first(x.shape[0]));
  }

  backward(dy: Tensor): Tensor | undefined {
    const dx = this.#inputGradients?.first(dy.shape[0]);
    return dx === undefined ? undefined : this.#pooling.gradient(dy, dx);
  }
}
