import type { DType } from "../types/dtype.ts";
import type { Engine } from "../memory/engine.ts";
import type { ConvolutionProducts, ProductsOptions } from "./_convolution_products.ts";
import { PieceGradient } from "./_piece_gradient.ts";
import type { Plan } from "./_plan.ts";
import { fixedKernel, type SharedKernel, SharedWork } from "./_shared_work.ts";
import { winogradGradientPlan } from "./_winograd_gradient_plan.ts";
import { type WinogradPlan, winogradPlan } from "./_winograd_plan.ts";

const taps = 9;
/** Fewest tiles of a piece of the batch: its products are transformed into filters apart. */
const pieceTiles = 32;

/** By Winograd's F(4x4, 3x3), for filters of 3 by 3 at stride 1 of one group, with padding of at most 2. */
export class WinogradProducts implements ConvolutionProducts {
  readonly #dtype: DType;
  readonly #engine: Engine;
  readonly #direct: Plan;
  readonly #forward: WinogradPlan;
  readonly #transposed: WinogradPlan;
  readonly #gradient: PieceGradient;
  readonly #channels: number;
  readonly #filters: number;
  readonly #kernel: SharedKernel;
  readonly #work: SharedWork;

  constructor(options: ProductsOptions) {
    const { arena, dtype, batch, shape, forward } = options;
    const { window: { image, output, padding: [top, , left] }, channels, filters } = shape;
    this.#dtype = dtype;
    this.#engine = arena.engine;
    this.#direct = forward;
    this.#channels = channels;
    const source = [channels, ...image] as const, target = [filters, ...output] as const;
    const way = { source, target, top, left };
    const back = { source: target, target: source, top: 2 - top, left: 2 - left };
    this.#forward = winogradPlan(arena, dtype, batch, way);
    this.#transposed = winogradPlan(arena, dtype, batch, back);
    const gradient = winogradGradientPlan(arena, dtype, batch, way);
    const plans = [this.#forward, this.#transposed, gradient];
    const filtersSize = Math.max(...plans.map((plan) => plan.filtersSize));
    this.#filters = arena.tensor([filtersSize], dtype).pointer;
    const scratchBytes = Math.max(...plans.map((plan) => plan.scratchBytes));
    this.#kernel = fixedKernel(arena.engine, dtype, "convolveWinograd");
    this.#work = new SharedWork(options, scratchBytes);
    this.#gradient = new PieceGradient("gradientWinograd", options, this.#work, {
      plan: gradient.pointer,
      biasesMayLack: true,
      mostPieces: Math.floor(batch * gradient.tileRows * gradient.tileColumns / pieceTiles),
    });
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
    const isForward = plan === this.#direct, channels = this.#channels;
    const { pointer } = isForward ? this.#forward : this.#transposed;
    const { transformFilters } = this.#engine.kernels[this.#dtype], { scratch } = this.#work;
    if (isForward) {
      transformFilters(pointer, channels * taps, taps, 0, weight, this.#filters, scratch);
    } else {
      transformFilters(pointer, taps, channels * taps, 1, weight, this.#filters, scratch);
    }
    // deno-fmt-ignore
    this.#work.run(
      this.#kernel, batch, 0, batch, 1, 1,
      pointer, source, gate, this.#filters, bias, relu, target,
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
    this.#gradient.gradient(batch, source, outputGradient, gate, weightGradient, biasGradient);
  }
}
