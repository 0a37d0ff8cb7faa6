import { createEngine, type DType } from "@descent/core";
import { shareDataset } from "@descent/data";
import { sampleDataset } from "@descent/data/testing";
import { assertEquals } from "@std/assert";
import { Mistakes } from "./_network_pictures.ts";

/** All mistakes of all examples at once, the worst first. */
function worstOf(scores: readonly (readonly number[])[], targets: readonly number[]) {
  return scores.flatMap((row, index) => {
    const most = Math.max(...row), predicted = row.indexOf(most), target = targets[index];
    const shares = row.map((score) => Math.exp(score - most));
    const sum = shares.reduce((total, share) => total + share, 0);
    return predicted === target ? [] : [{ index, target, predicted, own: shares[target] / sum }];
  }).sort((a, b) => a.own - b.own || a.index - b.index).slice(0, 8)
    .map(({ own: _, ...mistake }) => mistake);
}

for (const dtype of ["f32", "f64"] satisfies DType[]) {
  Deno.test(`Mistakes are the worst of all batches, the first of equal ones, in ${dtype}`, async () => {
    using engine = createEngine();
    using arena = engine.arena();
    const K = 5, N = 40;
    // Every score is there several times.
    const scores = Array.from(
      { length: N },
      (_, n) => Array.from({ length: K }, (_, k) => (n * 7 + k * 3) % 6),
    );
    const targets = scores.map((_, n) => (n * 3) % K);
    const mistakes = new Mistakes();
    for (const [from, to] of [[0, 15], [15, 16], [16, N]]) {
      mistakes.add(
        arena.from(scores.slice(from, to).flat(), [to - from, K], dtype),
        arena.from(targets.slice(from, to), [to - from], "i32"),
      );
    }
    const data = await shareDataset(sampleDataset());
    const shown = mistakes.pictures(data, [1, 1, 1]);
    assertEquals(
      shown.map(({ index, target, predicted }) => ({ index, target, predicted })),
      worstOf(scores, targets),
    );
  });
}

Deno.test("Mistakes leave out scores that are no numbers", async () => {
  using engine = createEngine();
  using arena = engine.arena();
  const mistakes = new Mistakes();
  const scores = [[NaN, 1], [1, NaN], [Infinity, 0], [2, 1]].flat();
  mistakes.add(arena.from(scores, [4, 2]), arena.from([1, 0, 1, 1], [4], "i32"));
  const data = await shareDataset(sampleDataset());
  // An infinite score leaves the others nothing, and is none itself.
  assertEquals(mistakes.pictures(data, [1, 1, 1]).map(({ index }) => index), [3]);
});
