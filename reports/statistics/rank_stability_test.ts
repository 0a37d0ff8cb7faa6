import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { bootstrapInterval } from "./bootstrap_interval.ts";
import { optimalityGap } from "./optimality_gap.ts";
import { rankStability } from "./rank_stability.ts";

Deno.test("rankStability gives two of the same scores the same ranks", () => {
  const same = [[1, 5, 2, 8, 3]];
  const { probabilities, best } = rankStability([same, same], { replicates: 200 });
  assertEquals(probabilities, [[0.5, 0.5], [0.5, 0.5]]);
  assertEquals(best, [0, 1]);
});

Deno.test("rankStability knows a single problem of two seeds exactly", () => {
  // Of four equally likely pairs of seeds, the first is ahead in three: (0,0), (0,1), (1,0); behind in (1,1).
  const scores = [[[10, 0]], [[0, 1]]];
  const { probabilities, means } = rankStability(scores, { replicates: 20_000 });
  assertAlmostEquals(probabilities[0][0], 0.75, 0.01);
  assertEquals(means, [5, 0.5]);
});

Deno.test("rankStability gives the same bits for the same seed, others for another", () => {
  const scores = [[[1, 4, 2], [0, 3, 9]], [[2, 2, 2], [5, 1, 4]], [[0, 5, 3], [2, 7, 1]]];
  const first = rankStability(scores, { replicates: 300 });
  assertEquals(rankStability(scores, { replicates: 300 }), first);
  assert(
    JSON.stringify(rankStability(scores, { replicates: 300, seed: 1 })) !== JSON.stringify(first),
  );
});

Deno.test("rankStability over problems is sure of what holds on each", () => {
  const scores = [[[2], [3], [4], [5]], [[1], [2], [3], [0]]];
  const options = { replicates: 200, resample: "problems" } as const;
  assertEquals(rankStability(scores, options).probabilities[0][0], 1);
});

Deno.test("rankStability has the optimality gap of the same replicates", () => {
  const scores = [[[0.2, 1.1, 0.7], [0, 0.9]], [[1.2, 1, 0.4], [0.3, 0.5]]];
  const options = { replicates: 400, seed: 3 };
  const { gaps, gapIntervals } = rankStability(scores, options);
  assertAlmostEquals(gaps[0], (0.8 + 0 + 0.3 + 1 + 0.1) / 5, 1e-15);
  // One contestant alone draws the same seeds.
  assertEquals(
    gapIntervals,
    scores.map((own) => bootstrapInterval(own, (groups) => optimalityGap(groups.flat()), options)),
  );
  // Of two seeds, a quarter of the replicates has one twice, another the other.
  assertEquals(rankStability([[[0, 1]]], { replicates: 1000 }).gapIntervals, [[0, 1]]);
});
