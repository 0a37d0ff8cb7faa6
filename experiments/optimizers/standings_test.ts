import type { Run } from "@descent/reports";
import { sampleRecord, sampleRun } from "@descent/reports/testing";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { standings } from "./standings.ts";

function finals(title: string, epochs: number, accuracies: readonly number[]): Run[] {
  const { results, budget, setting } = sampleRecord();
  return accuracies.map((accuracy, index) => {
    const scores = { ...results.best, "test/accuracy": accuracy };
    return sampleRun({
      optimizer: { name: title.toLowerCase(), title },
      setting: { ...setting, hyperparameters: { learningRate: 0.1 / epochs } },
      budget: { ...budget, epochs },
      results: { ...results, best: scores, final: scores },
      seed: index + 1,
    });
  });
}

Deno.test("standings calls a difference by its sign only when it is larger than the noise", () => {
  const runs = [
    ...finals("Momentum", 2, [0.95, 0.951, 0.952]),
    ...finals("Adam", 2, [0.97, 0.971, 0.972]),
    ...finals("SGD", 2, [0.90, 0.901, 0.902]),
    ...finals("Momentum", 1, [0.9, 0.92, 0.91]),
    ...finals("Adam", 1, [0.91, 0.93, 0.92]),
  ];
  const all = standings(runs, "momentum");
  assertEquals(all.map(({ title, epochs, verdict }) => [title, epochs, verdict]), [
    ["Momentum", 1, "open"],
    ["Adam", 1, "open"],
    ["Momentum", 2, "open"],
    ["Adam", 2, "better"],
    ["SGD", 2, "worse"],
  ]);
  assertEquals(all[0].difference, null);
  assertAlmostEquals(all[3].difference!.difference, 0.02, 1e-12);
  assertEquals(all.map(({ learningRate }) => learningRate), [0.1, 0.1, 0.05, 0.05, 0.05]);
});

Deno.test("standings adjusts the probabilities for their number", () => {
  // Alone, the first difference would be called larger than the noise: p = 0.03.
  const adam = [0.9, 0.91, 0.92, 0.93];
  const momentum = [0.88, 0.89, 0.9, 0.91];
  const one = standings(
    [...finals("Momentum", 1, momentum), ...finals("Adam", 1, adam)],
    "momentum",
  );
  const two = standings([
    ...finals("Momentum", 1, momentum),
    ...finals("Adam", 1, adam),
    ...finals("SGD", 1, [0.88, 0.89, 0.9, 0.92]),
  ], "momentum");
  assertAlmostEquals(two[1].difference!.probability, 2 * one[1].difference!.probability, 1e-12);
});

Deno.test("standings tells nothing of a single seed, a missing rival, or trials without a score", () => {
  const single = standings(
    [...finals("Momentum", 1, [0.9]), ...finals("Adam", 1, [0.95])],
    "momentum",
  );
  assertEquals(single.map(({ difference, verdict }) => [difference, verdict]), [
    [null, "open"],
    [null, "open"],
  ]);
  const alone = standings(finals("Adam", 1, [0.95, 0.96]), "momentum");
  assertEquals(alone.map(({ difference }) => difference), [null]);
  const diverged = finals("Adam", 1, [0.95]).map(({ record, metrics }) => ({
    record: { ...record, status: "diverged" as const },
    metrics,
  }));
  assertEquals(standings([...diverged, ...finals("Momentum", 1, [0.9])], "momentum").length, 1);
});
