import type { Examples } from "../dataset.ts";
import { BadFileError } from "./bad_file_error.ts";
import { classLabels } from "./class_labels.ts";
import { decodePicture } from "./decode_picture.ts";
import type { ImagesRead } from "./format.ts";
import { pictureSize } from "./picture_size.ts";
import { resizePicture } from "./resize_picture.ts";

/** Pictures of different sizes become the most frequent one, and at most so many pixels on the longer side. */
const LONGEST_SIDE = 64;

/** A picture's file with its class. */
export interface LabelledPicture {
  readonly path: string;
  readonly bytes: () => Uint8Array;
  readonly label: number;
}

/** Decodes the pictures of both parts to one size, grey where all of them are. */
export async function picturesRead(
  path: string,
  parts: { readonly train: readonly LabelledPicture[]; readonly test: readonly LabelledPicture[] },
  names: readonly string[] | null,
): Promise<ImagesRead> {
  const { train, test } = parts;
  if (train.length === 0) throw new BadFileError(path, "expected pictures to train on, got none");
  const sizes = new Map<string, { height: number; width: number; count: number }>();
  for (const { path, bytes } of [...train, ...test]) {
    const size = pictureSize(path, bytes());
    const known = sizes.get(`${size.width}x${size.height}`) ?? { ...size, count: 0 };
    sizes.set(`${size.width}x${size.height}`, { ...known, count: known.count + 1 });
  }
  const common = [...sizes.values()].sort((a, b) => b.count - a.count)[0];
  const shrink = Math.min(1, LONGEST_SIDE / Math.max(common.height, common.width));
  const height = Math.max(1, Math.round(common.height * shrink));
  const width = Math.max(1, Math.round(common.width * shrink));
  const size = height * width;
  const decoded = async (pictures: readonly LabelledPicture[]) => {
    const pixels = new Uint8Array(3 * size * pictures.length);
    let isGrey = true;
    for (const [n, { path, bytes }] of pictures.entries()) {
      const picture = resizePicture(await decodePicture(path, bytes()), { height, width });
      pixels.set(picture.pixels, 3 * size * n);
      isGrey &&= picture.isGrey;
    }
    return { pixels, isGrey };
  };
  const first = await decoded(train), second = await decoded(test);
  const channels = first.isGrey && second.isGrey ? 1 : 3;
  const labels = classLabels({
    path,
    train: train.map(({ label }) => label),
    test: test.map(({ label }) => label),
    names,
  });
  const set = ({ pixels }: { readonly pixels: Uint8Array }, targets: Int32Array): Examples => ({
    inputs: channelsFirst(pixels, channels, size),
    targets,
    count: targets.length,
  });
  return {
    kind: "images",
    inputShape: [channels, height, width],
    classNames: labels.classNames,
    train: set(first, labels.train),
    test: test.length === 0 ? null : set(second, labels.test),
    resize: "area",
    transposed: false,
  };
}

function channelsFirst(pixels: Uint8Array, channels: number, size: number): Uint8Array {
  const count = pixels.length / (3 * size);
  const out = new Uint8Array(count * channels * size);
  for (let n = 0; n < count; n++) {
    for (let c = 0; c < channels; c++) {
      for (let pixel = 0; pixel < size; pixel++) {
        out[(n * channels + c) * size + pixel] = pixels[3 * (n * size + pixel) + c];
      }
    }
  }
  return out;
}
