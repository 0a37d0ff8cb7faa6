import { createEngine } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { sampleDataset } from "@descent/data/testing";
import { firstImages, imageTensors } from "./image_tensors.ts";

Deno.test("imageTensors holds all images and labels, also of a shared set", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const { train } = sampleDataset();
  const shared = new Uint8Array(new SharedArrayBuffer(train.images.length));
  shared.set(train.images);
  const { images, labels } = imageTensors(arena, { ...train, images: shared }, [1, 4, 4]);
  assertEquals([images.shape, labels.shape], [[90, 1, 4, 4], [90]]);
  assertEquals([...images.data], [...train.images]);
  assertEquals([...labels.data], [...train.labels]);
});

Deno.test("firstImages is a view of the set, and refuses counts that it does not have", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const set = imageTensors(arena, sampleDataset().train, [1, 4, 4]);
  const { images, labels } = firstImages(set, 7);
  assertEquals([images.shape, labels.shape], [[7, 1, 4, 4], [7]]);
  assertEquals(images.pointer, set.images.pointer);
  assertEquals(firstImages(set).labels.size, 90);
  for (const count of [0, 91, 1.5]) {
    assertThrows(() => firstImages(set, count), RangeError, "expected a count from 1 to 90");
  }
});
