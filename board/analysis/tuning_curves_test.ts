import { assertAlmostEquals, assertEquals } from "@std/assert";
import { samplePlan, sampleTrials } from "../testing/mod.ts";
import { tuningCurves } from "./tuning_curves.ts";

/** A search of two draws with these losses, for each rule. */
function trialsOf(losses: Readonly<Record<string, readonly number[]>>) {
  const plan = samplePlan({ draws: 2 });
  const trials = sampleTrials(plan).filter(({ phase }) => phase === "search")
    .map((trial) => ({ ...trial, validation: losses[trial.rule][trial.draw] }));
  return { plan, trials };
}

Deno.test("tuningCurves: the mean of the logs for one draw, the lowest for two, over the reference's lowest", () => {
  const { plan, trials } = trialsOf({ momentum: [1, 4], adamw: [2, 2] });
  const { byProblem, ratios, ranks } = tuningCurves(plan, trials);
  assertAlmostEquals(byProblem[0][0][0], Math.log(2));
  assertAlmostEquals(byProblem[0][0][1], 0);
  assertEquals(ratios.map((own) => own.map((ratio) => Number(ratio.toFixed(12)))), [
    [1, 0.5],
    [1, 1],
  ]);
  assertEquals([ranks[0][1], ranks[1][1]], [1, 2]);
});

Deno.test("tuningCurves counts a draw that diverged as untrained, and leaves out draws beyond the plan's", () => {
  const { plan, trials } = trialsOf({ momentum: [1, 1], adamw: [1, 1] });
  const [first, ...rest] = trials;
  const changed = [
    { ...first, status: "diverged" as const, validation: null },
    { ...first, draw: 2, validation: 1e-9 },
    ...rest,
  ];
  const { byProblem } = tuningCurves(plan, changed);
  assertAlmostEquals(byProblem[0][0][0], Math.log(2.5) / 2);
  assertEquals(byProblem[0][0].length, 2);
});
