import { assertEquals, assertRejects } from "@std/assert";
import { shareDataset } from "@descent/data";
import { halveImages } from "./halve_images.ts";

const images = (shape: number[], values: number[]) => {
  const size = shape.reduce((product, extent) => product * extent, 1);
  const part = {
    inputs: Uint8Array.from(values),
    targets: new Uint8Array(values.length / size),
    count: values.length / size,
  };
  const parts = { train: part, validation: part, test: part };
  const words = { name: "squares", title: "Squares", source: "a test", classNames: ["a"] };
  return shareDataset({ ...words, ...parts, inputShape: shape, targetShape: [] });
};

Deno.test("halveImages takes the mean of two by two pixels, image by image, halves upward", async () => {
  const first = [0, 1, 10, 20, 2, 3, 30, 41], second = [255, 255, 0, 0, 255, 255, 0, 1];
  const data = await images([1, 2, 4], [...first, ...second]);
  const { inputShape, train, digest } = await halveImages(data);
  assertEquals(inputShape, [1, 1, 2]);
  assertEquals([...train.inputs], [2, 25, 255, 0]);
  assertEquals(digest === data.digest, false);
});

Deno.test("halveImages refuses odd sides", async () => {
  const data = await images([1, 1, 4], [1, 2, 3, 4]);
  await assertRejects(() => halveImages(data), TypeError, "even sides, got [1, 1, 4] of 'squares'");
});
