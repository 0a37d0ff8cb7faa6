import type { DTypeKernels } from "../kernels/kernel_table.ts";
import { alignedPlaces } from "./_aligned_places.ts";
import type {
  CompiledConvolution,
  ConvolutionDescription,
  OneDnnEngine,
} from "./_onednn_engine.ts";
import { OneDnnProgram, type Operation } from "./_onednn_program.ts";
import { onednn } from "./_onednn_symbols.ts";

/** Shape and element type that {@linkcode OneDnnGradient} is compiled for. */
export interface OneDnnGradientOptions {
  readonly engine: OneDnnEngine;
  readonly kernels: DTypeKernels;
  /** Address of the kernel memory. */
  readonly base: number;
  /** Of a piece of a batch. */
  readonly description: ConvolutionDescription;
  /** Place of the scratch memory in the kernel memory. */
  readonly scratch: number;
}

/**
 * The gradients over a piece of a batch: of filters, of biases and, where asked, of the images; the output's gradient
 * is laid out once for all of them.
 */
export class OneDnnGradient {
  /** Bytes of scratch memory. */
  readonly scratchBytes: number;
  readonly #options: OneDnnGradientOptions;
  readonly #program: OneDnnProgram;
  readonly #pack: Operation | undefined;
  readonly #ofFilters: readonly (Operation | undefined)[];
  readonly #ofImages: readonly (Operation | undefined)[];
  /** Tensors that lie where the caller says. */
  readonly #source: number;
  readonly #sourceGradient: number;
  readonly #outputGradient: number;
  readonly #weight: number;
  readonly #weightGradient: number;
  readonly #gated: number;
  readonly #sums: number;
  /** Bytes of one image, of one output and of all filters. */
  readonly #sourceBytes: number;
  readonly #targetBytes: number;
  readonly #weightBytes: number;

  /** Compiles it; `undefined` where the library cannot. */
  static compile(options: OneDnnGradientOptions): OneDnnGradient | undefined {
    const { engine, description } = options;
    const ofFilters = engine.convolution("gradient", description);
    const ofImages = ofFilters && engine.convolution("transposed", description);
    return ofImages && new OneDnnGradient(options, ofFilters, ofImages);
  }

  private constructor(
    options: OneDnnGradientOptions,
    ofFilters: CompiledConvolution,
    ofImages: CompiledConvolution,
  ) {
    this.#options = options;
    const { engine, base, description, scratch } = options;
    const program = this.#program = new OneDnnProgram(engine);
    const { source, target } = engine.givenLayouts(description);
    const weights = engine.layout(description.weights);
    this.#sourceBytes = engine.bytes(source) / description.source[0];
    this.#targetBytes = engine.bytes(target) / description.target[0];
    this.#weightBytes = engine.bytes(weights);
    const sizes = [
      ofFilters.source,
      ofFilters.target,
      ofFilters.weights,
      ofImages.source,
      ofImages.target,
      ofImages.weights,
      target,
    ].map((layout) => engine.bytes(layout));
    const { places, bytes } = alignedPlaces([...sizes, 8 * description.target[1]]);
    this.scratchBytes = bytes;
    this.#gated = scratch + places[6];
    this.#sums = scratch + places[7];
    const at = (place: number) => base + scratch + places[place];
    const x = this.#source = program.tensor(source, base);
    const dx = this.#sourceGradient = program.tensor(source, base);
    const dy = this.#outputGradient = program.tensor(target, base);
    const w = this.#weight = program.tensor(weights, base);
    const dw = this.#weightGradient = program.tensor(weights, base);
    const inX = program.inLayout(x, source, ofFilters.source, at(0));
    const inDy = program.inLayout(dy, target, ofFilters.target, at(1));
    const inDw = program.inLayout(dw, weights, ofFilters.weights, at(2));
    const inDx = program.inLayout(dx, source, ofImages.source, at(3));
    const sharesDy = engine.isSame(ofFilters.target, ofImages.target);
    const itsDy = sharesDy ? inDy : program.inLayout(dy, target, ofImages.target, at(4));
    const inW = program.inLayout(w, weights, ofImages.weights, at(5));
    const { argument } = onednn;
    this.#pack = program.copy(weights, ofImages.weights, w, inW);
    this.#ofFilters = [
      program.copy(source, ofFilters.source, x, inX),
      program.copy(target, ofFilters.target, dy, inDy),
      program.operation(ofFilters.primitive, [
        [argument.source, inX],
        [argument.targetGradient, inDy],
        [argument.weightsGradient, inDw],
      ]),
      program.copy(ofFilters.weights, weights, inDw, dw),
    ];
    this.#ofImages = [
      sharesDy ? undefined : program.copy(target, ofImages.target, dy, itsDy),
      program.operation(ofImages.primitive, [
        [argument.targetGradient, itsDy],
        [argument.weights, inW],
        [argument.sourceGradient, inDx],
      ]),
      program.copy(ofImages.source, source, inDx, dx),
    ];
  }

  /** Lays the filters out for the gradient of the images. */
  pack(weight: number): void {
    this.#program.move(this.#weight, this.#options.base + weight);
    this.#program.run(this.#pack);
  }

  /**
   * Of the piece that begins with the image `first`; where `gate` is given, gradients count where it is above 0. What is
   * not wanted is 0.
   */
  gradient(
    first: number,
    piece: number,
    source: number,
    outputGradient: number,
    gate: number,
    sourceGradient: number,
    weightPieces: number,
    biasPieces: number,
  ): void {
    const { base, kernels, description: { target: [N, F, OH, OW] } } = this.#options;
    const program = this.#program;
    const at = outputGradient + first * this.#targetBytes;
    if (gate !== 0 || biasPieces !== 0) {
      const sums = biasPieces === 0 ? this.#sums : biasPieces + piece * F * 8;
      for (let image = 0; image < N; image++) {
        const offset = image * this.#targetBytes;
        // Without a gate only the sums are of use.
        const to = gate === 0 ? this.#gated : this.#gated + offset;
        const gates = gate === 0 ? 0 : gate + first * this.#targetBytes + offset;
        kernels.gateRows(F, OH * OW, at + offset, gates, to, sums);
      }
    }
    program.move(this.#source, base + source + first * this.#sourceBytes);
    program.move(this.#outputGradient, base + (gate === 0 ? at : this.#gated));
    program.move(this.#weightGradient, base + weightPieces + piece * this.#weightBytes);
    for (const operation of this.#ofFilters) program.run(operation);
    if (sourceGradient === 0) return;
    program.move(this.#sourceGradient, base + sourceGradient + first * this.#sourceBytes);
    for (const operation of this.#ofImages) program.run(operation);
  }

  /** Frees what was compiled. */
  forget(): void {
    this.#program.forget();
  }
}
