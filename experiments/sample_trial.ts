import type { Dataset, ImageSet } from "./datasets/dataset.ts";
import { twoLayer } from "./problems/two_layer.ts";
import type { Trial } from "./trials/trial.ts";

const SIDE = 4;

/**
 * A dataset that is learned in a moment: 4x4 images of three classes, one bright row each.
 *
 * @returns 90 training, 30 validation and 30 test images, always the same.
 *
 * @example
 * ```ts
 * import { sampleDataset } from "@descent/experiments/testing";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sampleDataset().train.count, 90);
 * ```
 */
export function sampleDataset(): Dataset {
  return {
    name: "rows",
    title: "Rows",
    imageShape: [1, SIDE, SIDE],
    classes: 3,
    classNames: ["first", "second", "third"],
    train: rows(90),
    validation: rows(30),
    test: rows(30),
    source: "drawn",
  };
}

/**
 * A trial on {@linkcode sampleDataset}: two epochs of Adam.
 *
 * @param changes Fields to replace, whole.
 * @returns The trial with those changes.
 *
 * @example
 * ```ts
 * import { sampleTrial } from "@descent/experiments/testing";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sampleTrial({ seed: 7 }).seed, 7);
 * ```
 */
export function sampleTrial(changes: Partial<Trial> = {}): Trial {
  return {
    experiment: "compare",
    problem: twoLayer({ dataset: "rows", hidden: 8, batchSize: 16, epochs: 2 }),
    optimizer: { name: "adam", title: "Adam" },
    plugin: null,
    hyperparameters: { learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
    variables: {},
    seed: 0,
    phase: "search",
    selection: null,
    testing: false,
    ...changes,
  };
}

/** Image i is of class i mod 3: that row is bright, and the rest varies with i. */
function rows(count: number): ImageSet {
  const images = new Uint8Array(count * SIDE * SIDE);
  const labels = new Uint8Array(count);
  for (let image = 0; image < count; image++) {
    labels[image] = image % 3;
    for (let pixel = 0; pixel < SIDE * SIDE; pixel++) {
      const bright = Math.floor(pixel / SIDE) === labels[image];
      images[image * SIDE * SIDE + pixel] = (bright ? 150 : 0) + (image * 31 + pixel * 17) % 100;
    }
  }
  return { images, labels, count };
}
