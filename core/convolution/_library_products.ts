import type { Engine, NativeConvolutionKernels } from "../memory/engine.ts";
import type { Tensor } from "../memory/tensor.ts";
import type { NativeConvolutions, NativeConvolutionSizes } from "../native/native_convolutions.ts";
import { convolutionWays, nativeShapeWords, wordsOfShape } from "../native/native_shape.ts";
import { allPlanes, blockChannels, type ImageLayouts } from "../types/image_layout.ts";
import type { ConvolutionProducts, ProductsOptions } from "./_convolution_products.ts";
import type { Plan } from "./_plan.ts";
import { type SharedKernel, SharedWork } from "./_shared_work.ts";

/** Pieces of a batch whose weight gradients are summed apart. */
const mostPieces = 8;

/**
 * By a native library's convolutions, of f32.
 *
 * Images are computed a few at once, and the weight gradient in pieces of the batch, by the shapes alone, so that no
 * bit depends on the number of threads.
 */
export class LibraryProducts implements ConvolutionProducts {
  readonly layouts: ImageLayouts;
  readonly #engine: Engine;
  readonly #library: NativeConvolutions;
  readonly #convolution: SharedKernel;
  readonly #differentiation: SharedKernel;
  readonly #work: SharedWork;
  readonly #forward: Plan;
  readonly #shape: number;
  /** Images that are convolved at once, and those of a piece. */
  readonly #images: number;
  readonly #pieceImages: number;
  readonly #packed: number;
  readonly #weightPieces: Tensor;
  readonly #biasPieces: Tensor;

  /** `undefined` where the engine has no such library, or it cannot convolve the shape. */
  static plan(options: ProductsOptions): LibraryProducts | undefined {
    const { arena, dtype, batch, shape } = options, { filters } = shape;
    const library = arena.engine.matmul.convolutions;
    if (dtype !== "f32" || library === undefined || batch === 0) return undefined;
    const winograd = arena.engine.convolution === "auto";
    const { input, output } = shape.layouts ?? allPlanes;
    const layouts: ImageLayouts = {
      input,
      output: filters % blockChannels === 0 ? output : "planes",
    };
    const described = wordsOfShape({ ...shape, layouts, winograd });
    const words = arena.from(described, [nativeShapeWords], "i32").pointer;
    const pieceImages = Math.ceil(batch / mostPieces);
    const sizes = library.kernels.sizes(words, batch, pieceImages);
    if (sizes === undefined) return undefined;
    return new LibraryProducts(options, library, { words, pieceImages, sizes, layouts });
  }

  private constructor(
    options: ProductsOptions,
    { kernels, ids }: NativeConvolutionKernels,
    { words, pieceImages, layouts, sizes: { images, packed, scratch } }: {
      readonly words: number;
      readonly pieceImages: number;
      readonly layouts: ImageLayouts;
      readonly sizes: NativeConvolutionSizes;
    },
  ) {
    const { arena, batch, shape, forward } = options;
    this.layouts = layouts;
    this.#engine = arena.engine;
    this.#library = kernels;
    this.#convolution = shared(kernels, "convolve", ids);
    this.#differentiation = shared(kernels, "gradient", ids);
    this.#work = new SharedWork(options, scratch);
    this.#forward = forward;
    this.#shape = words;
    this.#images = images;
    this.#pieceImages = pieceImages;
    this.#packed = arena.tensor([packed], "u8").pointer;
    const { filters, channels, groups, window: { kernel: [KH, KW] } } = shape;
    const pieces = Math.ceil(batch / pieceImages);
    this.#weightPieces = arena.tensor([pieces, filters * channels / groups * KH * KW], "f32");
    this.#biasPieces = arena.tensor([pieces, filters], "f64");
  }

  convolve(
    plan: Plan,
    batch: number,
    source: number,
    gate: number,
    weight: number,
    bias: number,
    relu: number,
    target: number,
  ): void {
    const { forward, transposed } = convolutionWays;
    const way = plan === this.#forward ? forward : transposed;
    const rest = batch - batch % this.#images;
    // deno-fmt-ignore
    this.#convolve(way, this.#images, 0, rest, source, gate, weight, bias, relu, target);
    this.#convolve(way, 1, rest, batch, source, gate, weight, bias, relu, target);
  }

  /** The images `from` to `to`, `images` at once. */
  #convolve(
    way: number,
    images: number,
    from: number,
    to: number,
    source: number,
    gate: number,
    weight: number,
    bias: number,
    relu: number,
    target: number,
  ): void {
    if (from === to) return;
    const shape = this.#shape, packed = this.#packed;
    this.#library.pack(way, shape, images, weight, packed, this.#work.scratch);
    // deno-fmt-ignore
    this.#work.run(
      this.#convolution, to - from, from, to, images, 3,
      way, shape, images, source, gate, packed, bias, relu, target,
    );
  }

  gradient(
    batch: number,
    source: number,
    outputGradient: number,
    gate: number,
    weightGradient: number,
    biasGradient: number,
  ): void {
    // deno-fmt-ignore
    this.backward(
      batch, source, outputGradient, gate, 0, 0, weightGradient, biasGradient,
    );
  }

  backward(
    batch: number,
    source: number,
    outputGradient: number,
    gate: number,
    weight: number,
    sourceGradient: number,
    weightGradient: number,
    biasGradient: number,
  ): void {
    const { kernels: { f32 } } = this.#engine;
    const pieceImages = this.#pieceImages, weightPieces = this.#weightPieces.pointer;
    const biasPieces = biasGradient === 0 ? 0 : this.#biasPieces.pointer;
    const pieces = Math.ceil(batch / pieceImages);
    this.#biasPieces.data.fill(0);
    // deno-fmt-ignore
    this.#work.run(
      this.#differentiation, batch, 0, pieces, 1, 3,
      this.#shape, batch, pieceImages, source, outputGradient, gate,
      weight, sourceGradient, weightPieces, biasPieces,
    );
    f32.sumPieces(pieces, this.#weightPieces.shape[1], weightPieces, weightGradient);
    if (biasGradient === 0) return;
    f32.narrowPieces(pieces, this.#biasPieces.shape[1], biasPieces, biasGradient);
  }
}

/** A kernel of the library, which threads call by its number. */
function shared(
  kernels: NativeConvolutions,
  name: "convolve" | "gradient",
  ids: NativeConvolutionKernels["ids"],
): SharedKernel {
  return { run: kernels[name].bind(kernels) as SharedKernel["run"], id: ids[name] };
}
