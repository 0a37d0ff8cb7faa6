import { assertAlmostEquals, assertEquals } from "@std/assert";
import { adamw, fixed } from "@descent/optim";
import { plannedRule } from "../protocol/planned_rule.ts";
import { samplePlan, sampleTrials } from "../testing/mod.ts";
import { ablations } from "./ablations.ts";

const plugin = fixed(adamw, ["beta1"], { name: "held" });
const sample = samplePlan({ draws: 4 });
const plan = {
  ...sample,
  rules: [...sample.rules, plannedRule({ plugin, source: null })],
  centres: { ...sample.centres, held: sample.centres.adamw },
  priorProblems: { ...sample.priorProblems, held: 0 },
};
const losses: Readonly<Record<string, readonly number[]>> = {
  ...{ momentum: [1, 1, 1, 1], adamw: [1, 1, 2 ** -6, 1], held: [1, 1, 1, 2 ** -3] },
};
const trials = sampleTrials(plan).filter(({ phase }) => phase === "search")
  .map((trial) => ({ ...trial, validation: losses[trial.rule][trial.draw] }));

Deno.test("ablations: the best of half of the draws over that of the whole rule, by hand", () => {
  const [ablation, ...others] = ablations(plan, trials);
  assertEquals(others, []);
  assertEquals([ablation.rule, ablation.of, ablation.draws], ["held", "adamw", 2]);
  assertEquals(ablation.values, { beta1: 0.9 });
  // Half of the pairs of four draws have the good one: logs of -6/2 and -3/2 in powers of 2. A factor of e is the most.
  assertAlmostEquals(ablation.logs[0]!, 1.5 * Math.log(2));
  assertAlmostEquals(ablation.ratio, Math.E);
  assertAlmostEquals(ablation.ratioOfAll, Math.E);
  // Some draws have but the good one of the rule that holds it.
  assertAlmostEquals(ablation.interval[0], 1 / Math.E);
  assertAlmostEquals(ablation.interval[1], Math.E);
});

Deno.test("ablations of equal searches are exactly 1, and none of an unfinished search", () => {
  const same = trials.map((trial) => ({ ...trial, validation: losses.adamw[trial.draw] }));
  const [{ ratio, interval, ratioOfAll }] = ablations(plan, same);
  assertEquals([ratio, ...interval, ratioOfAll], [1, 1, 1, 1]);
  const cut = trials.filter(({ rule, draw }) => rule !== "held" || draw < 3);
  assertEquals(ablations(plan, cut), []);
});
