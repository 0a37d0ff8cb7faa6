import { assertAlmostEquals, assertEquals } from "@std/assert";
import { samplePlan, sampleTrials } from "../testing/mod.ts";
import { tuningBands } from "./tuning_bands.ts";
import { tuningCurves } from "./tuning_curves.ts";

/** A search of two draws, for each rule. */
function bandsOf(losses: Readonly<Record<string, readonly number[]>>, replicates = 400) {
  const plan = samplePlan({ draws: 2 });
  const trials = sampleTrials(plan).filter(({ phase }) => phase === "search")
    .map((trial) => ({ ...trial, validation: losses[trial.rule][trial.draw] }));
  return tuningBands(plan, trials, tuningCurves(plan, trials), { replicates });
}

Deno.test("tuningBands: of two draws a quarter of the replicates has one twice, and another the other", () => {
  const [[[low, high]], [[from, to]]] = bandsOf({ momentum: [1, 4], adamw: [2, 2] });
  // Over AdamW's 2: from a half to 2, and AdamW always as it is.
  assertAlmostEquals(low, 0.5, 1e-12);
  assertAlmostEquals(high, 2, 1e-12);
  assertEquals([from, to], [1, 1]);
  assertEquals(
    bandsOf({ momentum: [1, 4], adamw: [2, 2] }),
    bandsOf({ momentum: [1, 4], adamw: [2, 2] }),
  );
});

Deno.test("tuningBands take the same draws for all rules, and count a problem for no more than a factor of e", () => {
  const [momentum, adamw] = bandsOf({ momentum: [1, 4], adamw: [1, 4] });
  assertEquals(momentum, adamw);
  assertAlmostEquals(momentum[0][1], Math.E, 1e-12);
});

Deno.test("tuningBands bear a rule without a search", () => {
  const plan = samplePlan({ draws: 2 });
  const trials = sampleTrials(plan).filter(({ rule }) => rule === "adamw");
  const [momentum] = tuningBands(plan, trials, tuningCurves(plan, trials), { replicates: 10 });
  assertEquals(momentum, [[1, 1]]);
});
