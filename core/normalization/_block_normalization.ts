import type { Arena } from "../memory/arena.ts";
import type { DType } from "../types/dtype.ts";
import type { DTypeKernels } from "../kernels/kernels_generated.ts";
import { splitItems } from "../memory/split_items.ts";
import type { Tensor } from "../memory/tensor.ts";

/** Means and deviations of the channels, which a normalization has for any layout. */
export interface ChannelStatistics {
  readonly mean: Tensor<"f64">;
  readonly variance: Tensor<"f64">;
  readonly inverseDeviation: Tensor<"f64">;
}

/** Examples whose sums are those of a piece, apart from the other pieces' however many threads there are. */
const pieceExamples = 8;
/** The rows of what kernels multiply by and add, of one number for each channel. */
const rows = { center: 0, scale: 1, offset: 2, inverse: 3, slope: 4, constant: 5 } as const;

/** Normalization over the batch of images in blocks of channels: what {@linkcode Normalization} does, for its arguments. */
export class BlockNormalization {
  readonly #arena: Arena;
  readonly #dtype: DType;
  readonly #statistics: ChannelStatistics;
  readonly #C: number;
  readonly #S: number;
  readonly #factors: Tensor;
  /** [pieces, 2, C] */
  readonly #sums: Tensor<"f64">;

  constructor(
    arena: Arena,
    dtype: DType,
    [N, C, S]: readonly [number, number, number],
    statistics: ChannelStatistics,
  ) {
    this.#arena = arena;
    this.#dtype = dtype;
    this.#statistics = statistics;
    this.#C = C;
    this.#S = S;
    this.#factors = arena.tensor([Object.keys(rows).length, C], dtype);
    this.#sums = arena.tensor([Math.max(1, Math.ceil(N / pieceExamples)), 2, C], "f64");
  }

  measure(x: Tensor, epsilon: number): void {
    const C = this.#C, S = this.#S, N = x.shape[0];
    const { data: factors, pointer } = this.#factors, { data: sums } = this.#sums;
    const { mean, variance, inverseDeviation } = this.#statistics;
    // The means of the first example are near those of the batch, so that little is subtracted from the squares.
    factors.fill(0, 0, C);
    const { blockDeviations } = this.#arena.engine.kernels[this.#dtype];
    blockDeviations(0, 1, 1, 1, C, S, x.pointer, pointer, this.#sums.pointer);
    for (let c = 0; c < C; c++) factors[c] = sums[c] / S;
    this.#addUp("blockDeviations", x, pointer);
    const count = N * S;
    for (let c = 0; c < C; c++) {
      const shift = sums[c] / count;
      mean.data[c] = factors[c] + shift;
      // A NaN stays one.
      const squares = sums[C + c] / count - shift * shift;
      variance.data[c] = squares < 0 ? 0 : squares;
      inverseDeviation.data[c] = 1 / Math.sqrt(variance.data[c] + epsilon);
    }
  }

  apply(x: Tensor, gain: Tensor, bias: Tensor, y: Tensor, relu: number): void {
    this.#setScales(gain, bias);
    const { pointer } = this.#factors;
    this.#overExamples("blockNormalize", x, x.pointer, pointer, relu, y.pointer);
  }

  gradient(
    x: Tensor,
    dy: Tensor,
    gain: Tensor,
    bias: Tensor,
    gainGradient: Tensor,
    biasGradient: Tensor,
    dx: Tensor | undefined,
    measured: boolean,
    relu: number,
  ): void {
    const C = this.#C;
    const { data: factors, pointer } = this.#factors, { data: sums } = this.#sums;
    const { mean, inverseDeviation } = this.#statistics;
    this.#setScales(gain, bias);
    this.#addUp("blockGradients", x, dy.pointer, pointer, relu);
    const factor = 1 / (x.shape[0] * this.#S);
    for (let c = 0; c < C; c++) {
      const inverse = inverseDeviation.data[c], rest = mean.data[c] - factors[c];
      const sum = sums[c], product = sums[C + c] - rest * inverse * sum;
      biasGradient.data[c] = sum;
      gainGradient.data[c] = product;
      // A sum that is NaN stays out where the statistics are constants.
      const scale = factor * gain.data[c] * inverse;
      const slope = measured ? scale * product * inverse : 0;
      factors[rows.slope * C + c] = slope;
      factors[rows.constant * C + c] = measured ? scale * sum - slope * rest : 0;
    }
    if (dx === undefined) return;
    this.#overExamples("blockInputGradient", x, x.pointer, dy.pointer, pointer, relu, dx.pointer);
  }

  /** Sets the factors of values and gradients: the same numbers, so that both find the same values rectified. */
  #setScales(gain: Tensor, bias: Tensor): void {
    const C = this.#C, { data: factors } = this.#factors;
    const { mean, inverseDeviation } = this.#statistics;
    for (let c = 0; c < C; c++) {
      const inverse = inverseDeviation.data[c], scale = inverse * gain.data[c];
      factors[c] = mean.data[c];
      factors[rows.scale * C + c] = scale;
      factors[rows.offset * C + c] = bias.data[c] - (mean.data[c] - factors[c]) * scale;
      factors[rows.inverse * C + c] = inverse;
    }
  }

  /** Two sums of each channel, of the pieces apart and then in their order, into the first piece's. */
  #addUp(kernel: keyof DTypeKernels, x: Tensor, ...rest: readonly number[]): void {
    const N = x.shape[0], pieces = Math.ceil(N / pieceExamples), { data, pointer } = this.#sums;
    const { engine } = this.#arena, C = this.#C;
    // deno-fmt-ignore
    splitItems(
      engine, this.#dtype, kernel, pieces, x.size,
      pieceExamples, N, C, this.#S, x.pointer, ...rest, pointer,
    );
    for (let i = 2 * C; i < pieces * 2 * C; i++) data[i % (2 * C)] += data[i];
  }

  #overExamples(kernel: keyof DTypeKernels, x: Tensor, ...rest: readonly number[]): void {
    const { engine } = this.#arena;
    splitItems(engine, this.#dtype, kernel, x.shape[0], x.size, this.#C, this.#S, ...rest);
  }
}
