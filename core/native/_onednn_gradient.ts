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

/** The gradient of the filters over a piece of a batch, and with it that of the biases. */
export class OneDnnGradient {
  /** Bytes of scratch memory. */
  readonly scratchBytes: number;
  readonly #options: OneDnnGradientOptions;
  readonly #program: OneDnnProgram;
  readonly #operations: readonly Operation[];
  readonly #source: number;
  readonly #weights: number;
  readonly #gated: number;
  /** Bytes of one image, of one output and of all filters. */
  readonly #sourceBytes: number;
  readonly #targetBytes: number;
  readonly #weightBytes: number;

  /** Compiles it; `undefined` where the library cannot. */
  static compile(options: OneDnnGradientOptions): OneDnnGradient | undefined {
    const compiled = options.engine.convolution("gradient", options.description);
    return compiled && new OneDnnGradient(options, compiled);
  }

  private constructor(options: OneDnnGradientOptions, compiled: CompiledConvolution) {
    this.#options = options;
    const { engine, base, description, scratch } = options;
    const program = this.#program = new OneDnnProgram(engine);
    const [plainSource, plainWeights, plainTarget] = [
      description.source,
      description.weights,
      description.target,
    ].map((extents) => engine.layout(extents));
    const { source: wantsSource, weights: wantsWeights, target: wantsTarget } = compiled;
    this.#sourceBytes = engine.bytes(plainSource) / description.source[0];
    this.#targetBytes = engine.bytes(plainTarget) / description.target[0];
    this.#weightBytes = engine.bytes(plainWeights);
    const { places, bytes } = alignedPlaces(
      [plainTarget, wantsSource, wantsTarget, wantsWeights].map((layout) => engine.bytes(layout)),
    );
    this.scratchBytes = bytes;
    this.#gated = scratch + places[0];
    const at = (place: number) => base + scratch + places[place];
    const source = this.#source = program.tensor(plainSource, base);
    const weights = this.#weights = program.tensor(plainWeights, base);
    const gated = program.tensor(plainTarget, at(0));
    const inSource = program.tensor(wantsSource, at(1));
    const inTarget = program.tensor(wantsTarget, at(2));
    const inWeights = program.tensor(wantsWeights, at(3));
    const { argument } = onednn;
    this.#operations = [
      program.copy(plainSource, wantsSource, source, inSource),
      program.copy(plainTarget, wantsTarget, gated, inTarget),
      program.operation(compiled.primitive, [
        [argument.source, inSource],
        [argument.targetGradient, inTarget],
        [argument.weightsGradient, inWeights],
      ]),
      program.copy(wantsWeights, plainWeights, inWeights, weights),
    ];
  }

  /** Of the piece that begins with the image `first`; where `gate` is given, gradients count where it is above 0. */
  gradient(
    first: number,
    piece: number,
    source: number,
    outputGradient: number,
    gate: number,
    weightPieces: number,
    biasPieces: number,
  ): void {
    const { base, kernels, description: { target: [N, F, OH, OW] } } = this.#options;
    const sums = biasPieces + piece * F * 8;
    for (let image = 0; image < N; image++) {
      const to = this.#gated + image * this.#targetBytes;
      const place = (first + image) * this.#targetBytes;
      const gates = gate === 0 ? 0 : gate + place;
      kernels.gateRows(F, OH * OW, outputGradient + place, gates, to, sums);
    }
    this.#program.move(this.#source, base + source + first * this.#sourceBytes);
    this.#program.move(this.#weights, base + weightPieces + piece * this.#weightBytes);
    for (const operation of this.#operations) this.#program.run(operation);
  }

  /** Frees what was compiled. */
  forget(): void {
    this.#program.forget();
  }
}
