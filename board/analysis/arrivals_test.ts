import { assertAlmostEquals, assertEquals } from "@std/assert";
import { samplePlan, sampleTrials } from "../testing/mod.ts";
import { arrivals } from "./arrivals.ts";

const timed = sampleTrials().map((trial) => {
  const time = [30, 10, null, 20][trial.seed - 1] ?? null;
  return trial.phase === "judge" ? { ...trial, time } : trial;
});

Deno.test("arrivals counts judges that do not get there, or diverge early, to the end", () => {
  const [{ choice, ...rest }] = samplePlan().problems;
  const problem = { ...rest, choice: { ...choice, budget: { ...choice.budget, target: 0.1 } } };
  const plan = samplePlan({ targets: "1", problems: [problem] });
  const early = timed.map((trial) => trial.time === null ? { ...trial, evaluations: 5 } : trial);
  const [[curve]] = arrivals(plan, early, [null]);
  assertEquals(curve!.arrivals.map(({ time, survival }) => [time, survival]), [
    [10, 0.75],
    [20, 0.5],
    [30, 0.25],
  ]);
  assertEquals(curve!.median, 20);
});

Deno.test("arrivals reads times from curves where the plan has no targets", () => {
  const [[curve], [none]] = arrivals(samplePlan(), sampleTrials(), [0.6]);
  const { arrivals: moments } = curve!;
  assertEquals(moments.length, 4);
  for (const { time } of moments) assertAlmostEquals(time, 75, 25);
  assertEquals(none!.arrivals.length, 4);
  assertEquals(arrivals(samplePlan(), sampleTrials(), [null]), [[null], [null]]);
});
