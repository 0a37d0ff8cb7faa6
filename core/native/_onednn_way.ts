import type { DTypeKernels } from "../kernels/kernel_table.ts";
import { alignedPlaces } from "./_aligned_places.ts";
import type {
  CompiledConvolution,
  ConvolutionDescription,
  OneDnnEngine,
} from "./_onednn_engine.ts";
import { OneDnnProgram, type Operation } from "./_onednn_program.ts";
import { onednn } from "./_onednn_symbols.ts";

/** Shape and element type that {@linkcode OneDnnWay} is compiled for. */
export interface OneDnnWayOptions {
  readonly engine: OneDnnEngine;
  readonly kernels: DTypeKernels;
  /** Address of the kernel memory. */
  readonly base: number;
  readonly way: "forward" | "transposed";
  /** Of as many images as are convolved at once. */
  readonly description: ConvolutionDescription;
  /** Place of the scratch memory in the kernel memory. */
  readonly scratch: number;
}

/**
 * One way of a convolution, compiled for a few images: copies them into the layout that the library computes in,
 * convolves, copies the result back. A few at a time, so that the copies stay in a cache.
 */
export class OneDnnWay {
  /** Bytes of the filters as the library wants them. */
  readonly packedBytes: number;
  /** Bytes of scratch memory. */
  readonly scratchBytes: number;
  readonly #options: OneDnnWayOptions;
  readonly #program: OneDnnProgram;
  readonly #pack: Operation | undefined;
  /** Into the library's layout and back, where it is another. */
  readonly #enter: Operation | undefined;
  readonly #convolution: Operation;
  readonly #leave: Operation | undefined;
  readonly #source: number;
  readonly #target: number;
  readonly #weight: number;
  readonly #packed: number;
  readonly #gated: number;
  readonly #sums: number;
  /** Bytes of the images at once, and of their outputs. */
  readonly #sourceBytes: number;
  readonly #targetBytes: number;

  /** Compiles it; `undefined` where the library cannot. */
  static compile(options: OneDnnWayOptions): OneDnnWay | undefined {
    const compiled = options.engine.convolution(options.way, options.description);
    return compiled && new OneDnnWay(options, compiled);
  }

  private constructor(options: OneDnnWayOptions, compiled: CompiledConvolution) {
    this.#options = options;
    const { engine, base, description, way, scratch } = options;
    const program = this.#program = new OneDnnProgram(engine);
    const isForward = way === "forward";
    const given = engine.givenLayouts(description);
    const ends = [
      { given: given.source, wanted: compiled.source },
      { given: given.target, wanted: compiled.target },
    ];
    const [from, to] = isForward ? ends : ends.toReversed();
    const filters = description.target[1];
    this.#sourceBytes = engine.bytes(from.given);
    this.#targetBytes = engine.bytes(to.given);
    const sizes = [from.given, from.wanted, to.wanted].map((layout) => engine.bytes(layout));
    const { places, bytes } = alignedPlaces([8 * filters, ...sizes]);
    this.scratchBytes = bytes;
    this.#sums = scratch + places[0];
    this.#gated = scratch + places[1];
    const source = this.#source = program.tensor(from.given, base);
    const target = this.#target = program.tensor(to.given, base);
    const at = base + scratch;
    const entered = program.inLayout(source, from.given, from.wanted, at + places[2]);
    const left = program.inLayout(target, to.given, to.wanted, at + places[3]);
    this.#enter = program.copy(from.given, from.wanted, source, entered);
    this.#leave = program.copy(to.wanted, to.given, left, target);
    const weights = engine.layout(description.weights);
    this.packedBytes = engine.bytes(compiled.weights);
    this.#weight = program.tensor(weights, base);
    this.#packed = program.tensor(compiled.weights, base);
    this.#pack = program.copy(weights, compiled.weights, this.#weight, this.#packed);
    const { argument } = onednn;
    this.#convolution = program.operation(compiled.primitive, [
      [isForward ? argument.source : argument.targetGradient, entered],
      [argument.weights, this.#packed],
      [isForward ? argument.target : argument.sourceGradient, left],
    ]);
  }

  /** Lays filters out as the library wants them. */
  pack(weight: number, packed: number): void {
    this.#program.move(this.#weight, this.#options.base + weight);
    this.#program.move(this.#packed, this.#options.base + packed);
    this.#program.run(this.#pack);
  }

  /** Convolves the images `from` to `to`, as many as are convolved at once or some times as many. */
  convolve(
    from: number,
    to: number,
    source: number,
    gate: number,
    packed: number,
    bias: number,
    relu: number,
    target: number,
  ): void {
    const { base, kernels, way, description } = this.#options;
    const { source: [N, C, H, W], target: [, F, OH, OW] } = description;
    const [rows, columns] = way === "forward" ? [F, OH * OW] : [C, H * W];
    const program = this.#program;
    program.move(this.#packed, base + packed);
    for (let image = from; image < to; image += N) {
      const at = source + image / N * this.#sourceBytes, gates = gate + at - source;
      if (gate !== 0) this.#gate(at, gates);
      const outputs = target + image / N * this.#targetBytes;
      program.move(this.#source, base + (gate === 0 ? at : this.#gated));
      program.move(this.#target, base + outputs);
      program.run(this.#enter);
      program.run(this.#convolution);
      program.run(this.#leave);
      if (bias === 0 && relu === 0) continue;
      for (let i = 0; i < N; i++) {
        kernels.finishRows(rows, columns, bias, relu, outputs + i / N * this.#targetBytes);
      }
    }
  }

  /** Frees what was compiled. */
  forget(): void {
    this.#program.forget();
  }

  /** Copies a gradient behind its gate; the sums are of no use here. */
  #gate(source: number, gate: number): void {
    const { kernels, description: { target: [N, F, OH, OW] } } = this.#options;
    for (let i = 0; i < N; i++) {
      const offset = i / N * this.#sourceBytes;
      kernels.gateRows(
        F,
        OH * OW,
        source + offset,
        gate + offset,
        this.#gated + offset,
        this.#sums,
      );
    }
  }
}
