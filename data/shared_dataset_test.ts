import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertNotEquals,
  assertRejects,
} from "@std/assert";
import { sampleDataset } from "@descent/data/testing";
import { shareDataset } from "./shared_dataset.ts";

const PARTS = ["train", "validation", "test"] as const;

Deno.test("shareDataset keeps every number, on memory that workers share", async () => {
  const dataset = sampleDataset();
  const shared = await shareDataset(dataset);
  for (const part of PARTS) {
    assert(shared[part].inputs.buffer instanceof SharedArrayBuffer);
    assert(shared[part].targets.buffer instanceof SharedArrayBuffer);
    assertEquals([...shared[part].inputs], [...dataset[part].inputs]);
    assertEquals([...shared[part].targets], [...dataset[part].targets]);
  }
  const { inputs, count } = dataset.train;
  const first = Array.from({ length: count }, (_, n) => inputs[16 * n]);
  assertAlmostEquals(shared.inputMean[0], first.reduce((sum, value) => sum + value, 0) / count);
});

Deno.test("shareDataset keeps the element type of values and indices", async () => {
  const inputs = Float64Array.of(0.1, 0.2), targets = Int32Array.of(1, 0);
  const part = { inputs, targets, count: 2 };
  const dataset = {
    ...sampleDataset(),
    inputShape: [1],
    train: part,
    validation: part,
    test: part,
  };
  const { train } = await shareDataset(dataset);
  assertEquals([...train.inputs], [0.1, 0.2]);
  assert(train.inputs instanceof Float64Array && train.targets instanceof Int32Array);
});

Deno.test("shareDataset tells data sets apart by one byte of any part, by type and by shape", async () => {
  const { digest } = await shareDataset(sampleDataset());
  assertEquals((await shareDataset(sampleDataset())).digest, digest);
  for (const part of PARTS) {
    for (const array of ["inputs", "targets"] as const) {
      const changed = sampleDataset();
      changed[part][array][3]++;
      assertNotEquals((await shareDataset(changed)).digest, digest);
    }
  }
  const flat = { ...sampleDataset(), inputShape: [16] };
  assertNotEquals((await shareDataset(flat)).digest, digest);
});

Deno.test("shareDataset refuses arrays that do not fit their count and shape", async () => {
  const dataset = { ...sampleDataset(), inputShape: [1, 4, 5] };
  await assertRejects(
    () => shareDataset(dataset),
    RangeError,
    "rows, train inputs: expected 1800 numbers, 90 examples of shape [1, 4, 5], got 1440",
  );
});
