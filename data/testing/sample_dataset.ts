import type { Dataset, Examples } from "../dataset.ts";

const SIDE = 4;

/**
 * A dataset that is learned in a moment: 4x4 images of three classes, one bright row each.
 *
 * @category Testing
 * @returns 90 training, 30 validation and 30 test images, always the same.
 *
 * @example
 * ```ts
 * import { sampleDataset } from "@descent/data/testing";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sampleDataset().train.count, 90);
 * ```
 */
export function sampleDataset(): Dataset {
  return {
    name: "rows",
    title: "Rows",
    inputShape: [1, SIDE, SIDE],
    targetShape: [],
    classNames: ["first", "second", "third"],
    train: rows(90),
    validation: rows(30),
    test: rows(30),
    source: "drawn",
  };
}

/** Image i is of class i mod 3: that row is bright, and the rest varies with i. */
function rows(count: number): Examples {
  const images = new Uint8Array(count * SIDE * SIDE);
  const labels = new Uint8Array(count);
  for (let image = 0; image < count; image++) {
    labels[image] = image % 3;
    for (let pixel = 0; pixel < SIDE * SIDE; pixel++) {
      const bright = Math.floor(pixel / SIDE) === labels[image];
      images[image * SIDE * SIDE + pixel] = (bright ? 150 : 0) + (image * 31 + pixel * 17) % 100;
    }
  }
  return { inputs: images, targets: labels, count };
}
