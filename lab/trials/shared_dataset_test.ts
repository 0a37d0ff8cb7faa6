import { assert, assertAlmostEquals, assertEquals, assertNotEquals } from "@std/assert";
import { sampleDataset } from "@descent/data/testing";
import { shareDataset } from "./shared_dataset.ts";

Deno.test("shareDataset keeps every byte, on memory that workers share", async () => {
  const dataset = sampleDataset();
  const shared = await shareDataset(dataset);
  for (const set of ["train", "validation", "test"] as const) {
    assert(shared[set].images.buffer instanceof SharedArrayBuffer);
    assert(shared[set].labels.buffer instanceof SharedArrayBuffer);
    assertEquals([...shared[set].images], [...dataset[set].images]);
    assertEquals([...shared[set].labels], [...dataset[set].labels]);
  }
  const { images, count } = dataset.train;
  const first = Array.from({ length: count }, (_, n) => images[16 * n]);
  assertAlmostEquals(shared.pixelMean[0], first.reduce((sum, value) => sum + value, 0) / count);
});

Deno.test("shareDataset tells datasets apart by a single byte of any set", async () => {
  const { digest } = await shareDataset(sampleDataset());
  assertEquals((await shareDataset(sampleDataset())).digest, digest);
  for (const set of ["train", "validation", "test"] as const) {
    for (const part of ["images", "labels"] as const) {
      const changed = sampleDataset();
      changed[set][part][3]++;
      assertNotEquals((await shareDataset(changed)).digest, digest);
    }
  }
});
