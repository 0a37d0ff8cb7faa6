import type { Engine, NativeConvolutionKernels } from "../memory/engine.ts";
import type { Tensor } from "../memory/tensor.ts";
import { convolutionWays, nativeShapeWords, wordsOfShape } from "../native/native_shape.ts";
import type { ConvolutionProducts, ProductsOptions } from "./_convolution_products.ts";
import { partsFor } from "./_parts_for.ts";
import type { Plan } from "./_plan.ts";

/** Pieces of a batch whose weight gradients are summed apart. */
const mostPieces = 8;

/**
 * By a native library's convolutions, of f32.
 *
 * Images are computed a few at once, and the weight gradient in pieces of the batch, by the shapes alone, so that no
 * bit depends on the number of threads.
 */
export class LibraryProducts implements ConvolutionProducts {
  readonly #engine: Engine;
  readonly #library: NativeConvolutionKernels;
  readonly #forward: Plan;
  readonly #shape: number;
  readonly #imageProducts: number;
  /** Images that are convolved at once, and those of a piece. */
  readonly #images: number;
  readonly #pieceImages: number;
  readonly #packed: number;
  readonly #weightPieces: Tensor;
  readonly #biasPieces: Tensor;
  /** For each thread. */
  readonly #scratch: readonly number[];

  /** `undefined` where the engine has no such library, or it cannot convolve the shape. */
  static plan(options: ProductsOptions): LibraryProducts | undefined {
    const { arena, dtype, batch, shape } = options;
    const library = arena.engine.matmul.convolutions;
    if (dtype !== "f32" || library === undefined || batch === 0) return undefined;
    const winograd = arena.engine.convolution === "auto";
    const described = wordsOfShape({ ...shape, winograd });
    const words = arena.from(described, [nativeShapeWords], "i32").pointer;
    const pieceImages = Math.ceil(batch / mostPieces);
    const sizes = library.kernels.sizes(words, batch, pieceImages);
    if (sizes === undefined) return undefined;
    const packed = arena.tensor([sizes.packed], "u8").pointer;
    const scratch = Array.from(
      { length: arena.engine.threads.size },
      () => arena.tensor([sizes.scratch], "u8").pointer,
    );
    const { images } = sizes;
    return new LibraryProducts(options, library, { words, images, pieceImages, packed, scratch });
  }

  private constructor(
    { arena, batch, imageProducts, shape, forward }: ProductsOptions,
    library: NativeConvolutionKernels,
    { words, images, pieceImages, packed, scratch }: {
      readonly words: number;
      readonly images: number;
      readonly pieceImages: number;
      readonly packed: number;
      readonly scratch: readonly number[];
    },
  ) {
    this.#engine = arena.engine;
    this.#library = library;
    this.#forward = forward;
    this.#shape = words;
    this.#imageProducts = imageProducts;
    this.#images = images;
    this.#pieceImages = pieceImages;
    this.#packed = packed;
    this.#scratch = scratch;
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

  /** The images `first` to `end`, `images` at once. */
  #convolve(
    way: number,
    images: number,
    first: number,
    end: number,
    source: number,
    gate: number,
    weight: number,
    bias: number,
    relu: number,
    target: number,
  ): void {
    if (first === end) return;
    const { threads } = this.#engine;
    const { kernels, ids } = this.#library;
    const scratch = this.#scratch, shape = this.#shape, packed = this.#packed;
    kernels.pack(way, shape, images, weight, packed, scratch[0]);
    const parts = partsFor(this.#engine, (end - first) * this.#imageProducts);
    const share = Math.ceil((end - first) / images / parts) * images;
    for (let part = 1; first + part * share < end; part++) {
      const from = first + part * share, to = Math.min(from + share, end);
      // deno-fmt-ignore
      threads.start(
        part, ids.convolve,
        way, shape, images, from, to, source, gate, packed, bias, relu, target, scratch[part],
      );
    }
    // deno-fmt-ignore
    kernels.convolve(
      way, shape, images, first, Math.min(first + share, end), source, gate, packed,
      bias, relu, target, scratch[0],
    );
    if (parts > 1) threads.join();
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
    const { threads, kernels: { f32 } } = this.#engine;
    const { kernels, ids } = this.#library;
    const scratch = this.#scratch, shape = this.#shape, pieceImages = this.#pieceImages;
    const weightPieces = this.#weightPieces.pointer;
    const biasPieces = biasGradient === 0 ? 0 : this.#biasPieces.pointer;
    const pieces = Math.ceil(batch / pieceImages);
    const share = Math.ceil(pieces / partsFor(this.#engine, batch * this.#imageProducts));
    this.#biasPieces.data.fill(0);
    for (let part = 1; part * share < pieces; part++) {
      const from = part * share, to = Math.min(from + share, pieces);
      // deno-fmt-ignore
      threads.start(
        part, ids.gradient,
        shape, batch, pieceImages, from, to, source, outputGradient, gate,
        weight, sourceGradient, weightPieces, biasPieces, scratch[part],
      );
    }
    // deno-fmt-ignore
    kernels.gradient(
      shape, batch, pieceImages, 0, Math.min(share, pieces), source, outputGradient, gate,
      weight, sourceGradient, weightPieces, biasPieces, scratch[0],
    );
    if (share < pieces) threads.join();
    f32.sumPieces(pieces, this.#weightPieces.shape[1], weightPieces, weightGradient);
    if (biasGradient === 0) return;
    f32.narrowPieces(pieces, this.#biasPieces.shape[1], biasPieces, biasGradient);
  }
}
