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

/** Decodes the pictures of both parts to one size, the one that is wanted or the most frequent; grey where all of them are. */
export async function picturesRead(
  path: string,
  parts: { readonly train: readonly LabelledPicture[]; readonly test: readonly LabelledPicture[] },
  names: readonly string[] | null,
  wanted?: ImagesRead["inputShape"],
): Promise<ImagesRead> {
  const { train, test } = parts;
  if (train.length === 0) throw new BadFileError(path, "expected pictures to train on, got none");
  const { height, width } = wanted === undefined
    ? commonSize([...train, ...test])
    : { height: wanted[1], width: wanted[2] };
  const first = await decodedPictures(train, { height, width });
  const second = await decodedPictures(test, { height, width });
  const isGrey = first.isGrey && second.isGrey;
  const channels = wanted === undefined ? isGrey ? 1 : 3 : checkedChannels(path, isGrey, wanted[0]);
  const labels = classLabels({
    path,
    train: train.map(({ label }) => label),
    test: test.map(({ label }) => label),
    names,
  });
  const set = ({ pixels }: { readonly pixels: Uint8Array }, targets: Int32Array): Examples => ({
    inputs: channelsFirst(pixels, channels, height * width),
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

/** The most frequent size, shrunk where it is large. */
function commonSize(pictures: readonly LabelledPicture[]) {
  const sizes = new Map<string, { height: number; width: number; count: number }>();
  for (const { path, bytes } of pictures) {
    const size = pictureSize(path, bytes());
    const known = sizes.get(`${size.width}x${size.height}`) ?? { ...size, count: 0 };
    sizes.set(`${size.width}x${size.height}`, { ...known, count: known.count + 1 });
  }
  const common = [...sizes.values()].sort((a, b) => b.count - a.count)[0];
  const shrink = Math.min(1, LONGEST_SIDE / Math.max(common.height, common.width));
  return {
    height: Math.max(1, Math.round(common.height * shrink)),
    width: Math.max(1, Math.round(common.width * shrink)),
  };
}

/** The channels of a shape that pictures can be brought to: coloured ones do not become grey. */
export function checkedChannels(path: string, isGrey: boolean, channels: number): number {
  if (channels === 3 || (channels === 1 && isGrey)) return channels;
  throw new BadFileError(
    path,
    `expected pictures of ${channels} ${channels === 1 ? "channel, all grey" : "channels"}, got ${
      isGrey ? "grey" : "coloured"
    } ones`,
    "give pictures as the others are",
  );
}

/** Red, green and blue of each pixel of pictures, each brought to one size. */
export async function decodedPictures(
  pictures: readonly Pick<LabelledPicture, "path" | "bytes">[],
  { height, width }: { readonly height: number; readonly width: number },
) {
  const size = 3 * height * width, pixels = new Uint8Array(size * pictures.length);
  let isGrey = true;
  for (const [n, { path, bytes }] of pictures.entries()) {
    const picture = resizePicture(await decodePicture(path, bytes()), { height, width });
    pixels.set(picture.pixels, size * n);
    isGrey &&= picture.isGrey;
  }
  return { pixels, isGrey };
}

/** Pixels as models take them, [N, C, H, W]; of one channel the first one's. */
export function channelsFirst(pixels: Uint8Array, channels: number, size: number): Uint8Array {
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
