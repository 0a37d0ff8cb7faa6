import { assertEquals } from "@std/assert";
import { sampleDataset } from "./sample_dataset.ts";

Deno.test("sampleDataset has a bright row for the class, and other pixels that vary", () => {
  const { train, inputShape: [, height, width] } = sampleDataset();
  for (let image = 0; image < train.count; image++) {
    const pixels = train.inputs.subarray(16 * image, 16 * (image + 1));
    const sums = Array.from(
      { length: height },
      (_, row) =>
        [...pixels.subarray(width * row, width * (row + 1))].reduce((sum, pixel) => sum + pixel, 0),
    );
    assertEquals(sums.indexOf(Math.max(...sums)), train.targets[image]);
  }
  assertEquals(new Set(train.inputs).size > 50, true);
});
