import { bytesPerElement, type DType } from "../types/dtype.ts";
import type { Engine } from "../memory/engine.ts";
import type { ConvolutionProducts, ProductsOptions } from "./_convolution_products.ts";
import { GradientChunks } from "./_gradient_chunks.ts";
import { inPlacePlan } from "./_in_place_plan.ts";
import { PieceGradient } from "./_piece_gradient.ts";
import { panelsOf, type Plan, wholeVectors } from "./_plan.ts";
import { fixedKernel, type SharedKernel, SharedWork } from "./_shared_work.ts";

/** Work of a pair of taps with panels of six and of four filters, as the gradient's kernel counts it. */
const workOfSix = 5, workOfFour = 4;
/** Bytes for what kernels write past the end of a laid-out image, and for aligning what follows it. */
const slackBytes = 128;

/**
 * By kernels that read the taps straight from the laid-out image: panels of filters, or where groups have one filter
 * each, which would leave panels mostly empty, rows of outputs.
 */
export class DirectProducts implements ConvolutionProducts {
  readonly #dtype: DType;
  readonly #engine: Engine;
  /** By which the filters' gradient reads the images. */
  readonly #gradientPlan: Plan;
  readonly #chunks: GradientChunks;
  readonly #narrowGradient: PieceGradient | undefined;
  readonly #packed: number;
  readonly #panels: SharedKernel;
  readonly #narrow: SharedKernel;
  readonly #panelGradient: SharedKernel;
  /** With scratch memory for laid-out images, and for the weight gradient packed runs. */
  readonly #work: SharedWork;

  constructor(options: ProductsOptions) {
    const { arena, dtype, batch, output, shape, forward, transposed } = options;
    this.#dtype = dtype;
    const engine = this.#engine = arena.engine;
    this.#gradientPlan = inPlacePlan(arena, dtype, shape) ?? forward;
    this.#panels = fixedKernel(engine, dtype, "convolve");
    this.#narrow = fixedKernel(engine, dtype, "convolveNarrow");
    this.#panelGradient = fixedKernel(engine, dtype, "convolutionGradient");
    this.#chunks = new GradientChunks(arena, dtype, batch, output, this.#gradientPlan);
    const packedSize = Math.max(forward.packedSize, transposed.packedSize);
    this.#packed = arena.tensor([packedSize], dtype).pointer;
    const scratchBytes = Math.max(
      forward.laidOutBytes + slackBytes + paddedBytes(output, dtype),
      transposed.laidOutBytes + slackBytes,
      this.#chunks.scratchBytes,
    );
    this.#work = new SharedWork(options, scratchBytes);
    if (forward.groupRows === 1) {
      this.#narrowGradient = new PieceGradient("gradientNarrow", options, this.#work);
    }
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
    const { pointer, groupStride, filterStride } = plan;
    const { packFilters, gatherFilters } = this.#engine.kernels[this.#dtype];
    const isNarrow = plan.groupRows === 1;
    const pack = isNarrow ? gatherFilters : packFilters;
    pack(pointer, groupStride, filterStride, weight, this.#packed);
    // deno-fmt-ignore
    this.#work.run(
      isNarrow ? this.#narrow : this.#panels, batch, 0, isNarrow ? batch : batch * plan.panels, 1, 1,
      pointer, source, gate, this.#packed, bias, relu, target,
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
    if (this.#narrowGradient !== undefined) {
      // deno-fmt-ignore
      this.#narrowGradient.gradient(
        batch, source, outputGradient, gate, weightGradient, biasGradient,
      );
      return;
    }
    const { groups, groupRows, taps, pointer } = this.#gradientPlan;
    const { images, rows, runs } = this.#chunks;
    const { sixes, fours } = panelsOf(groupRows);
    const work = groups * (workOfSix * sixes + workOfFour * fours) * Math.ceil(taps / 2);
    // deno-fmt-ignore
    this.#work.run(
      this.#panelGradient, batch, 0, work, 1, 5,
      pointer, batch, images, rows, runs,
      source, outputGradient, gate, weightGradient, biasGradient,
    );
  }
}

/** Bytes of a channel of the output whose rows are whole vectors. */
function paddedBytes([rows, columns]: readonly [number, number], dtype: DType): number {
  return rows * wholeVectors(columns, dtype) * bytesPerElement[dtype];
}
