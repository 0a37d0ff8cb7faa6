import { createEngine, randomStream } from "@descent/core";
import { shareDataset } from "@descent/data";
import { sampleDataset } from "@descent/data/testing";
import { assertAlmostEquals, assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { minibatches, type MinibatchesOptions } from "./minibatches.ts";

/** Minibatches of 90 images under a seed, with what may be changed, and the sum of the inputs of some steps. */
async function take(
  steps: readonly number[],
  { seed = 1, ...more }: { seed?: number } & Partial<MinibatchesOptions> = {},
) {
  using engine = createEngine();
  using arena = engine.arena();
  const context = { engine, dtype: "f64", batchSize: 40, random: randomStream({ seed }) } as const;
  const data = await shareDataset(sampleDataset());
  using batches = minibatches({ context, arena, data, ...more });
  return steps.map((step) => {
    const { x, target } = batches.next(step);
    return [x.shape[0], ...x.data.slice(0, 40), ...target.data];
  });
}

Deno.test("minibatches are the same under the same seed, whatever steps are passed over", async () => {
  const all = await take([1, 2, 3, 4, 5, 6, 7]);
  assertEquals(all.map(([count]) => count), [40, 40, 10, 40, 40, 10, 40]);
  assertEquals(await take([2, 7]), [all[1], all[6]]);
  assertEquals((await take([1], { seed: 2 }))[0].length, all[0].length);
  assertEquals((await take([1], { seed: 2 }))[0].some((value, i) => value !== all[0][i]), true);
});

Deno.test("minibatches give the same memory for each size", async () => {
  using engine = createEngine();
  using arena = engine.arena();
  const context = {
    engine,
    dtype: "f32",
    batchSize: 40,
    random: randomStream({ seed: 1 }),
  } as const;
  const data = await shareDataset(sampleDataset());
  using batches = minibatches({ context, arena, data, centred: true });
  const first = batches.next(1), bytes = engine.bytesInUse;
  assertStrictEquals(batches.next(2), first);
  batches.next(3);
  assertStrictEquals(batches.next(4), first);
  const counts = [...batches.inOrder("train", 50)].map(({ x }) => x.shape[0]);
  assertEquals([counts, engine.bytesInUse], [[40, 10], bytes]);
  assertEquals(batches.data.preprocessing, "pixels / 255, less the training mean");
});

Deno.test("minibatches go through a part in its order", async () => {
  using engine = createEngine();
  using arena = engine.arena();
  const context = {
    engine,
    dtype: "f32",
    batchSize: 20,
    random: randomStream({ seed: 1 }),
  } as const;
  const data = await shareDataset(sampleDataset());
  using batches = minibatches({ context, arena, data });
  const targets = [...batches.inOrder("test")].flatMap(({ target }) => [...target.data]);
  // The first batch's memory holds the second one by now, as the next overwrites it.
  assertEquals(targets.slice(20), [2, 0, 1, 2, 0, 1, 2, 0, 1, 2]);
  const inTurn: number[] = [];
  for (const { target } of batches.inOrder("test")) inTurn.push(...target.data);
  assertEquals(inTurn, [...data.test.targets]);
  const mean = (count?: number) =>
    batches.mean("test", count, ({ target: { data } }) => ({
      target: [...data].reduce((sum: number, each) => sum + each, 0) / data.length,
    }));
  // Targets are 0, 1 and 2 in turn; the second batch has 10 or 3 examples.
  assertEquals(mean(), { target: 1 });
  assertAlmostEquals(mean(23).target, 22 / 23, 1e-12);
  assertThrows(
    () => [...batches.inOrder("test", 31)],
    RangeError,
    "Minibatches: expected 1 to 30 examples of the part 'test', got 31; ask for fewer or load more",
  );
});

Deno.test("minibatches refuse a subset that is larger than its part", async () => {
  using engine = createEngine();
  using arena = engine.arena();
  const context = {
    engine,
    dtype: "f32",
    batchSize: 20,
    random: randomStream({ seed: 1 }),
  } as const;
  const data = await shareDataset(sampleDataset());
  assertThrows(
    () => minibatches({ context, arena, data, trainSubset: 91 }),
    RangeError,
    "expected 1 to 90 training examples, got 91",
  );
  assertEquals(engine.bytesInUse, 0);
});
