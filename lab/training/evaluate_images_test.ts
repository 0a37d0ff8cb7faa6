import { createEngine, randomStream } from "@descent/core";
import { problemNetwork, twoLayer } from "@descent/problems";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { sampleDataset } from "@descent/data/testing";
import { evaluateImages } from "./evaluate_images.ts";
import { imageBatches } from "./image_batches.ts";
import { imageTensors } from "./image_tensors.ts";

const dataset = sampleDataset();

/** Scores of one untrained net, evaluated in batches of a size. */
function scores(size: number, count?: number) {
  using engine = createEngine();
  const problem = twoLayer({ dataset: "rows", batchSize: size, dtype: "f64" });
  using network = problemNetwork({ problem, dataset, engine, random: randomStream({ seed: 3 }) });
  const { arena, dtype } = network;
  const preprocessing = { scale: 1 / 255 };
  const batches = imageBatches({ arena, dtype, size, preprocessing }, dataset.imageShape);
  const set = imageTensors(arena, dataset.train, dataset.imageShape);
  return evaluateImages(network, batches, set, count);
}

Deno.test("evaluateImages gives the same for any batch size, also where it does not divide the set", () => {
  const whole = scores(90);
  for (const size of [1, 7, 64, 128]) {
    assertAlmostEquals(scores(size).loss, whole.loss, 1e-14);
    assertEquals(scores(size).accuracy, whole.accuracy);
  }
});

Deno.test("evaluateImages looks at the first images only where that is asked for", () => {
  const first = scores(8, 1);
  assertEquals(first.accuracy === 0 || first.accuracy === 1, true);
  const two = scores(8, 2);
  assertEquals(two.accuracy * 2 % 1, 0);
});
