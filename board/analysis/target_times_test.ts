import { assertAlmostEquals, assertEquals } from "@std/assert";
import { chooseProblem, twoLayer } from "@descent/problems";
import { samplePlan, sampleTrials } from "../testing/mod.ts";
import { targetTimes } from "./target_times.ts";

/** Two problems with a target and one without. */
const problems = [["a", 0.3], ["b", 0.3], ["c", null]].map(([name, target]) => ({
  choice: {
    ...chooseProblem(twoLayer, { budget: { target: target as number | null } }),
    name: name as string,
  },
  title: "",
  data: "",
  reductions: {},
}));
const plan = samplePlan({ problems, targets: "1" });

/** Times of the judges of each rule on each problem. */
const times: Record<string, (number | null)[]> = {
  "momentum/a": [20, 40, 60, 80],
  "adamw/a": [100, 100, 100, 100],
  "momentum/b": [10, 10, null, null],
  "adamw/b": [10, 20, 30, null],
};
const trials = sampleTrials(plan).map((trial) => {
  const { phase, rule, problem, seed } = trial;
  const own = times[`${rule}/${problem}`];
  return phase === "judge" ? { ...trial, time: own?.[seed - 1] ?? null } : trial;
});

Deno.test("targetTimes are medians, infinite where half do not get there, and scored on a log axis", () => {
  const { problems, times, ratios, speed, seeds } = targetTimes(plan, trials)!;
  assertEquals(problems, ["a", "b"]);
  assertEquals(times, [[50, Infinity], [100, 25]]);
  assertEquals(ratios, [[0.5, Infinity], [1, 1]]);
  assertEquals(seeds[0][1], [10, 10, Infinity, Infinity]);
  // log 2 above the middle of an axis of 2 log 4, and nothing.
  assertAlmostEquals(speed[0], 0.75 / 2);
  assertEquals(speed[1], 0.5);
});

Deno.test("targetTimes prefers the judges of the setting that was chosen for the time", () => {
  const faster = trials.filter(({ rule, problem, phase }) =>
    rule === "momentum" && problem === "b" && phase === "judge"
  ).map((trial) => ({ ...trial, phase: "time" as const, time: 5 }));
  const { ratios, separate } = targetTimes(plan, [...trials, ...faster])!;
  assertEquals(ratios[0], [0.5, 0.2]);
  assertEquals(separate, [1, 0]);
});

Deno.test("targetTimes counts a rule as faster than any where the reference alone does not get there", () => {
  const reference = "momentum";
  const { ratios, speed } = targetTimes({ ...plan, reference }, trials)!;
  assertEquals(ratios, [[1, Infinity], [2, 0]]);
  assertEquals(speed[1], (0.25 + 1) / 2);
});
