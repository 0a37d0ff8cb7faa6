import { shareDataset, type SharedDataset } from "@descent/data";
import type { Examples } from "@descent/data";

/**
 * Images of half as many rows and columns: each pixel is the mean of two by two, rounded to a byte.
 *
 * @category Data of problems
 * @param data Images [C, H, W] of bytes, H and W even.
 * @returns The data set on shared memory, with a digest of its own.
 * @throws {TypeError} When the inputs are no images of bytes with even sides.
 *
 * @example
 * ```ts
 * import { halveImages, loadImages } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * const counts = { trainCount: 3, validationCount: 3, testCount: 3 };
 * const images = await loadImages({ dataset: "digits", ...counts }, {});
 * assertEquals((await halveImages(images)).inputShape, [1, 14, 14]);
 * ```
 */
export async function halveImages(data: SharedDataset): Promise<SharedDataset> {
  const { name, inputShape, preprocessing: _whole, ...rest } = data;
  const [C, H, W] = inputShape;
  if (inputShape.length !== 3 || H % 2 + W % 2 > 0 || !(data.train.inputs instanceof Uint8Array)) {
    throw new TypeError(
      `halveImages: expected images of bytes [C, H, W] with even sides, got [${
        inputShape.join(", ")
      }] of '${name}'; pad them first`,
    );
  }
  const halve = ({ inputs, targets, count }: Examples): Examples => {
    const halved = new Uint8Array(new SharedArrayBuffer(inputs.length / 4));
    // Rows of all images and channels follow one another.
    for (let row = 0; row < count * C * H / 2; row++) {
      for (let column = 0; column < W / 2; column++) {
        const at = 2 * row * W + 2 * column;
        const sum = inputs[at] + inputs[at + 1] + inputs[at + W] + inputs[at + W + 1];
        halved[row * W / 2 + column] = (sum + 2) >> 2;
      }
    }
    return { inputs: halved, targets, count };
  };
  return await shareDataset({
    ...rest,
    name,
    inputShape: [C, H / 2, W / 2],
    train: halve(data.train),
    validation: halve(data.validation),
    test: halve(data.test),
  });
}
