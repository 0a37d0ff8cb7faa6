import { createEngine } from "@descent/core";
import { assertAlmostEquals, assertEquals, assertStrictEquals } from "@std/assert";
import { sampleDataset } from "@descent/data/testing";
import { imageBatches } from "./image_batches.ts";
import { imageTensors } from "./image_tensors.ts";

const { train, imageShape } = sampleDataset();

Deno.test("imageBatches gathers, scales and centres the images of an order", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const mean = Float64Array.from({ length: 16 }, (_, pixel) => pixel / 7);
  const preprocessing = { scale: 1 / 255, mean };
  const batches = imageBatches({ arena, dtype: "f64", size: 4, preprocessing }, imageShape);
  const order = Int32Array.of(5, 89, 0, 5, 17, 3);
  const { x, target } = batches.take(imageTensors(arena, train, imageShape), order, 1);
  assertEquals([x.shape, target.shape], [[4, 1, 4, 4], [4]]);
  for (const [n, index] of [89, 0, 5, 17].entries()) {
    assertEquals(target.data[n], train.labels[index]);
    for (let pixel = 0; pixel < 16; pixel++) {
      const expected = train.images[16 * index + pixel] / 255 - mean[pixel];
      assertAlmostEquals(x.data[16 * n + pixel], expected, 1e-15);
    }
  }
});

Deno.test("imageBatches ends with what is left, and makes the views of each size once", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const batches = imageBatches(
    { arena, dtype: "f32", size: 4, preprocessing: { scale: 1 } },
    imageShape,
  );
  const set = imageTensors(arena, train, imageShape);
  const order = Int32Array.from({ length: 10 }, (_, index) => index);
  const batchOf = (start: number) => batches.take(set, order, start);
  assertEquals([0, 4, 8].map((start) => batchOf(start).target.size), [4, 4, 2]);
  assertStrictEquals(batchOf(0), batchOf(4));
  assertEquals([...batchOf(8).target.data], [...train.labels.subarray(8, 10)]);
});
