/**
 * Memory that the convolutions of one shape take, in bytes.
 *
 * @category Kernels
 */
export interface NativeConvolutionSizes {
  /** Images of a batch that are convolved at once. */
  readonly images: number;
  /** The filters as the library wants them, the largest of all. */
  readonly packed: number;
  /** Scratch memory of each thread. */
  readonly scratch: number;
}

/**
 * Convolutions of a native library, for one thread.
 *
 * All values are numbers, so that a thread pool can pass them: addresses in kernel memory, 0 for none, and counts.
 * `shape` is the address of what `wordsOfShape` gives.
 *
 * @category Kernels
 */
export interface NativeConvolutions {
  /** Memory and addresses that the shape takes; `undefined` where the library cannot convolve it. */
  sizes(shape: number, batch: number, pieceImages: number): NativeConvolutionSizes | undefined;
  /** Lays filters out as `way` wants them for so many images at once. */
  pack(
    way: number,
    shape: number,
    images: number,
    weight: number,
    packed: number,
    scratch: number,
  ): void;
  /**
   * Convolves the images `from` to `to`, `images` at once, of which they are a multiple; where `gate` is given, sources
   * count where it is above 0.
   */
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
  ): void;
  /**
   * The gradients of filters of the pieces `from` to `to` of a batch, each of `pieceImages` images, apart from each
   * other; where asked adds those of the biases to the f64 numbers at `biasPieces`, and stores those of the images at
   * `sourceGradient`, for which it needs the filters.
   */
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
  ): void;
}
