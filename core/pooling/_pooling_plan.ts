import type { Arena } from "../memory/arena.ts";
import { splitItems } from "../memory/split_items.ts";
import type { DType } from "../types/dtype.ts";
import type { Engine } from "../memory/engine.ts";
import type { DTypeKernels } from "../kernels/kernels_generated.ts";
import { formatShape, type Shape, sizeOf } from "../types/shape.ts";
import type { Tensor } from "../memory/tensor.ts";
import { type WindowOptions, windowShape } from "../windows/window_shape.ts";

/**
 * Options of a pooling.
 *
 * @category Images
 */
export interface PoolingOptions extends Omit<WindowOptions, "dilation"> {
  /** Where tables are allocated. */
  readonly arena: Arena;
  /** Element type of all tensors; default `"f32"`. */
  readonly dtype?: DType;
  /** Shape of the largest batch of images, [N, C, H, W]. */
  readonly input: Shape;
  /** Who asks, for messages. */
  readonly label?: string;
}

/** The common part of maximum and average pooling: windows in kernel memory, checks and the split over planes. */
export class PoolingPlan {
  readonly input: Shape;
  readonly output: Shape;
  readonly dtype: DType;
  /** Address of the window's words, see core/kernels/assembly/pooling.ts. */
  readonly window: number;
  readonly #label: string;
  readonly #engine: Engine;
  readonly #imageElements: number;

  constructor(
    label: string,
    { arena, dtype = "f32", input, ...options }: Omit<PoolingOptions, "label">,
    countIncludePad: boolean,
  ) {
    const [N, C, H, W] = input;
    if (input.length !== 4 || H === 0 || W === 0) {
      throw new TypeError(
        `${label}: expected input [N, C, H, W] with H and W of at least 1, got ${
          formatShape(input)
        }; reshape it to images`,
      );
    }
    const { kernel, stride, padding, output } = windowShape(label, [H, W], options);
    const [top, bottom, left, right] = padding;
    if (Math.max(top, bottom) >= kernel[0] || Math.max(left, right) >= kernel[1]) {
      throw new RangeError(
        `${label}: expected padding smaller than the kernel ${formatShape(kernel)}, got ${
          formatShape(padding)
        }; a window must not lie in the padding alone`,
      );
    }
    this.input = input;
    this.output = [N, C, ...output];
    this.dtype = dtype;
    this.#label = label;
    this.#engine = arena.engine;
    this.#imageElements = C * (H * W + sizeOf(output));
    const words = arena.tensor([13], "i32");
    const innerFrom = Math.ceil(left / stride[1]);
    const innerTo = Math.floor((W + left - kernel[1]) / stride[1]) + 1;
    // deno-fmt-ignore
    words.data.set([
      H, W, ...kernel, ...stride, top, left, ...output,
      innerFrom, Math.min(Math.max(innerFrom, innerTo), output[1]),
      countIncludePad ? kernel[0] * kernel[1] : 0,
    ]);
    this.window = words.pointer;
  }

  /** Checks images and outputs of the same batch. */
  check(operation: string, x: Tensor, y: Tensor): void {
    const N = x.shape[0];
    if (
      N <= this.input[0] && this.#fits(x, N, this.input) && this.#fits(y, N, this.output)
    ) return;
    throw new TypeError(
      `${this.#label}.${operation}: expected ${this.dtype} images ${
        formatShape(["N", ...this.input.slice(1)])
      } and outputs ${formatShape(["N", ...this.output.slice(1)])} with N up to ${
        this.input[0]
      }, got ${x.dtype} ${formatShape(x.shape)} and ${y.dtype} ${
        formatShape(y.shape)
      }; check what the pooling was planned for`,
    );
  }

  /** Runs a kernel over the planes of a batch. */
  run(name: keyof DTypeKernels, batch: number, ...rest: readonly number[]): void {
    const elements = batch * this.#imageElements;
    splitItems(
      this.#engine,
      this.dtype,
      name,
      batch * this.input[1],
      elements,
      this.window,
      ...rest,
    );
  }

  #fits(tensor: Tensor, N: number, planned: Shape): boolean {
    let fits = tensor.dtype === this.dtype && tensor.shape.length === 4 && tensor.shape[0] === N;
    for (let axis = 1; axis < 4; axis++) fits &&= tensor.shape[axis] === planned[axis];
    return fits;
  }
}
