import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { samplePlan, sampleTrials } from "../testing/mod.ts";
import { budgetRanks } from "./budget_ranks.ts";
import { tuningCurves } from "./tuning_curves.ts";

const plan = samplePlan();

function ranksOf(losses: Readonly<Record<string, readonly number[]>>) {
  const trials = sampleTrials(plan).filter(({ phase }) => phase === "search").map((trial) => ({
    ...trial,
    validation: losses[trial.rule][trial.draw],
  }));
  return budgetRanks(plan, trials, tuningCurves(plan, trials), { replicates: 500 });
}

Deno.test("budgetRanks turn the order where one rule needs tuning and the other does not", () => {
  const ranks = ranksOf({
    // One of eight settings is good, the others are bad.
    momentum: [2, 2, 2, 2, 0.5, 2, 2, 2],
    adamw: [1, 1, 1, 1, 1, 1, 1, 1],
  });
  assert(ranks[0].ratios[0] > 1);
  assert(ranks.at(-1)!.ratios[0] < 1);
  // With one draw it is found in 1 of 8 searches, with eight in all but (7/8)⁸ of them.
  assertAlmostEquals(ranks[0].best[0], 1 / 8, 0.05);
  assertAlmostEquals(ranks.at(-1)!.best[0], 1 - (7 / 8) ** 8, 0.07);
});

Deno.test("budgetRanks share the first place of equal rules, and have the same bits again", () => {
  const same = [1, 2, 3, 4, 5, 6, 7, 8].fill(1);
  const ranks = ranksOf({ momentum: same, adamw: same });
  assertEquals(ranks[0].best, [0.5, 0.5]);
  assertEquals(ranksOf({ momentum: same, adamw: same }), ranks);
});

Deno.test("budgetRanks bear a rule without a trial", () => {
  const trials = sampleTrials(plan).filter(({ rule }) => rule === "adamw");
  const [first] = budgetRanks(plan, trials, tuningCurves(plan, trials), { replicates: 10 });
  assertEquals(first.logs[0], [null]);
});
