import type { DTypeKernels } from "../kernels/kernel_table.ts";
import { type ConvolutionDescription, OneDnnEngine } from "./_onednn_engine.ts";
import { OneDnnGradient } from "./_onednn_gradient.ts";
import type { OneDnnCalls } from "./_onednn_symbols.ts";
import { imagesAtOnce } from "./_images_at_once.ts";
import { OneDnnWay } from "./_onednn_way.ts";
import { worthWinograd } from "./_worth_winograd.ts";
import type { NativeConvolutions, NativeConvolutionSizes } from "./native_convolutions.ts";
import { convolutionWays, nativeShapeWords, shapeOfWords } from "./native_shape.ts";

/** Primitives that a thread has compiled for the shape at an address. */
interface Compiled {
  /** The shape's words when it was compiled, and where they lie. */
  readonly words: Int32Array;
  readonly place: Int32Array;
  readonly scratch: number;
  /** By way, and by the images at once. */
  readonly ways: readonly Map<number, OneDnnWay>[];
  /** By the images of a piece. */
  readonly gradients: Map<number, OneDnnGradient>;
}

/** oneDNN's convolutions, compiled at first use. */
export class OneDnnConvolutions implements NativeConvolutions {
  readonly #engine: OneDnnEngine;
  readonly #kernels: DTypeKernels;
  readonly #memory: WebAssembly.Memory;
  readonly #base: number;
  readonly #compiled = new Map<number, Compiled>();

  constructor(
    calls: OneDnnCalls,
    { kernels, memory, base }: {
      readonly kernels: DTypeKernels;
      readonly memory: WebAssembly.Memory;
      readonly base: number;
    },
  ) {
    this.#engine = new OneDnnEngine(calls);
    this.#kernels = kernels;
    this.#memory = memory;
    this.#base = base;
  }

  sizes(shape: number, batch: number, pieceImages: number): NativeConvolutionSizes | undefined {
    const images = imagesAtOnce(shapeOfWords(this.#of(shape, 0).words), batch);
    const ways = [];
    for (const way of Object.values(convolutionWays)) {
      for (const count of images === 1 ? [1] : [images, 1]) {
        const compiled = this.#way(way, shape, count, 0);
        if (compiled === undefined) return undefined;
        ways.push(compiled);
      }
    }
    const gradient = this.#gradient(shape, pieceImages, 0);
    if (gradient === undefined) return undefined;
    return {
      images,
      packed: Math.max(...ways.map(({ packedBytes }) => packedBytes)),
      scratch: Math.max(...[...ways, gradient].map(({ scratchBytes }) => scratchBytes)),
    };
  }

  pack(
    way: number,
    shape: number,
    images: number,
    weight: number,
    packed: number,
    scratch: number,
  ): void {
    this.#way(way, shape, images, scratch)!.pack(weight, packed);
  }

  convolve(
    way: number,
    shape: number,
    images: number,
    from: number,
    to: number,
    source: number,
    gate: number,
    packed: number,
    bias: number,
    relu: number,
    target: number,
    scratch: number,
  ): void {
    const compiled = this.#way(way, shape, images, scratch)!;
    compiled.convolve(from, to, source, gate, packed, bias, relu, target);
  }

  gradient(
    shape: number,
    batch: number,
    pieceImages: number,
    from: number,
    to: number,
    source: number,
    outputGradient: number,
    gate: number,
    weight: number,
    sourceGradient: number,
    weightPieces: number,
    biasPieces: number,
    scratch: number,
  ): void {
    let packed: OneDnnGradient | undefined;
    for (let piece = from; piece < to; piece++) {
      const first = piece * pieceImages;
      const images = Math.min(pieceImages, batch - first);
      const compiled = this.#gradient(shape, images, scratch)!;
      if (sourceGradient !== 0 && compiled !== packed) {
        compiled.pack(weight);
        packed = compiled;
      }
      // deno-fmt-ignore
      compiled.gradient(
        first, piece, source, outputGradient, gate, sourceGradient, weightPieces, biasPieces,
      );
    }
  }

  #way(way: number, shape: number, images: number, scratch: number): OneDnnWay | undefined {
    const { words, ways } = this.#of(shape, scratch);
    const known = ways[way].get(images);
    if (known !== undefined) return known;
    const compiled = OneDnnWay.compile({
      engine: this.#engine,
      kernels: this.#kernels,
      base: this.#base,
      way: way === convolutionWays.forward ? "forward" : "transposed",
      description: describe(words, images),
      scratch,
    });
    if (compiled !== undefined) ways[way].set(images, compiled);
    return compiled;
  }

  #gradient(shape: number, images: number, scratch: number): OneDnnGradient | undefined {
    const compiled = this.#of(shape, scratch);
    const known = compiled.gradients.get(images);
    if (known !== undefined) return known;
    const gradient = OneDnnGradient.compile({
      engine: this.#engine,
      kernels: this.#kernels,
      base: this.#base,
      description: describe(compiled.words, images),
      scratch,
    });
    if (gradient !== undefined) compiled.gradients.set(images, gradient);
    return gradient;
  }

  /** An address may have held another shape before. */
  #of(shape: number, scratch: number): Compiled {
    const known = this.#compiled.get(shape);
    if (known !== undefined) {
      if (known.scratch === scratch && isSame(known.words, known.place)) return known;
      known.ways.forEach((ways) => ways.forEach((way) => way.forget()));
      known.gradients.forEach((gradient) => gradient.forget());
    }
    const place = new Int32Array(this.#memory.buffer, shape, nativeShapeWords);
    const words = place.slice();
    const ways = [new Map<number, OneDnnWay>(), new Map<number, OneDnnWay>()];
    const compiled: Compiled = { words, place, scratch, ways, gradients: new Map() };
    this.#compiled.set(shape, compiled);
    return compiled;
  }
}

function isSame(words: Int32Array, others: Int32Array): boolean {
  for (let index = 0; index < words.length; index++) {
    if (words[index] !== others[index]) return false;
  }
  return true;
}

function describe(words: Int32Array, images: number): ConvolutionDescription {
  const shape = shapeOfWords(words);
  const { window, channels, filters, groups } = shape;
  const [top, bottom, left, right] = window.padding;
  const perGroup = [filters / groups, channels / groups, ...window.kernel];
  return {
    source: [images, channels, ...window.image],
    weights: groups === 1 ? perGroup : [groups, ...perGroup],
    target: [images, filters, ...window.output],
    strides: window.stride,
    dilations: window.dilation.map((dilation) => dilation - 1),
    before: [top, left],
    after: [bottom, right],
    winograd: worthWinograd(shape, images),
    layouts: shape.layouts,
  };
}
