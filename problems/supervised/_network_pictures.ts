import type { Tensor } from "@descent/core";
import type { SharedDataset } from "@descent/data";
import type { ProblemPictures } from "../contract/pictures.ts";

/** A record stays small. */
const MOST_WORST = 8, MOST_FILTERS = 10;
/** Few shades of grey, which weights do not need more of, take half the room once they are packed. */
const GREYS = 8, STEP = 15;
/** Bytes of an image, those of 64 x 64 in colour. */
const LARGEST_IMAGE = 3 * 64 * 64;

type ImageShape = ProblemPictures["shape"];

/** An image that was taken for another class. */
interface Mistake {
  readonly index: number;
  readonly target: number;
  readonly predicted: number;
  readonly probability: number;
  /** Probability of its own class. */
  readonly own: number;
}

/** The shape of images that may be shown; `undefined` of other data. */
export function imageShape({ inputShape, test }: SharedDataset): ImageShape | undefined {
  const [C, H, W] = inputShape;
  const isImage = inputShape.length === 3 && (C === 1 || C === 3) && H > 1 && W > 1;
  const isShown = isImage && C * H * W <= LARGEST_IMAGE && test.inputs instanceof Uint8Array;
  return isShown ? [C, H, W] : undefined;
}

/** The worst mistakes of scores, batch after batch. */
export class Mistakes {
  readonly #worst: Mistake[] = [];
  #seen = 0;

  /** Looks at a batch: scores [N, K] and classes [N]. Every evaluation of the test part comes here, so it allocates little. */
  add({ data, shape: [N, K] }: Tensor, target: Tensor<"i32">): void {
    for (let n = 0; n < N; n++) {
      const first = n * K, index = this.#seen + n, wanted = target.data[n];
      let predicted = 0;
      for (let k = 1; k < K; k++) {
        if (data[first + k] > data[first + predicted]) predicted = k;
      }
      if (predicted === wanted) continue;
      const most = data[first + predicted];
      let sum = 0;
      for (let k = 0; k < K; k++) sum += Math.exp(data[first + k] - most);
      const own = Math.exp(data[first + wanted] - most) / sum;
      const last = this.#worst.at(MOST_WORST - 1);
      // Scores that are no numbers are no mistake that could be shown.
      if (Number.isNaN(own) || (last !== undefined && own >= last.own)) continue;
      this.#worst.push({ index, target: wanted, predicted, probability: 1 / sum, own });
      this.#worst.sort((a, b) => a.own - b.own || a.index - b.index).splice(MOST_WORST);
    }
    this.#seen += N;
  }

  /** The worst of all, with their pixels. */
  pictures({ test: { inputs } }: SharedDataset, [C, H, W]: ImageShape): ProblemPictures["worst"] {
    const size = C * H * W;
    return this.#worst.map(({ own: _, index, probability, ...classes }) => ({
      index,
      ...classes,
      probability: Number(probability.toPrecision(6)),
      pixels: Uint8Array.from(inputs.subarray(index * size, (index + 1) * size)).toBase64(),
    }));
  }
}

/** The filters of a layer over images: columns of [C H W, units], or [filters, C, h, w]. */
export function filterPictures(
  { shape, data }: Tensor,
  [C, H, W]: ImageShape,
): ProblemPictures["filters"] {
  const isDense = shape.length === 2 && shape[0] === C * H * W;
  const isConvolution = shape.length === 4 && shape[1] === C && shape[2] > 1;
  if (!isDense && !isConvolution) return null;
  const count = Math.min(MOST_FILTERS, isDense ? shape[1] : shape[0]);
  const size = isDense ? shape[0] : C * shape[2] * shape[3];
  const pixels = Array.from({ length: count }, (_, f) => {
    const weights = Array.from(
      { length: size },
      (_, i) => isDense ? data[i * shape[1] + f] : data[f * size + i],
    );
    const largest = Math.max(...weights.map(Math.abs));
    return Uint8Array.from(
      weights,
      (weight) => 128 + STEP * Math.round(GREYS * (largest > 0 ? weight / largest : 0)),
    ).toBase64();
  });
  return { shape: isDense ? [C, H, W] : [C, shape[2], shape[3]], pixels };
}
