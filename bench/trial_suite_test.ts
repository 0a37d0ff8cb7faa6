import { assertAlmostEquals, assertEquals } from "@std/assert";
import type { TimedProgram } from "./time_program.ts";
import { runTrialSuite } from "./trial_suite.ts";

const options = { quick: true, threads: 2, onProgress: () => {} };

/** Trials of a second each, and a little more in a worker. */
const time = ({ args }: TimedProgram) => {
  const [trials, jobs] = args.slice(-2).map(Number);
  const seconds = jobs === 0 ? trials : 1.02 * Math.ceil(trials / jobs);
  return Promise.resolve({ seconds: 9, cpuSeconds: 9, peakBytes: 1, measured: [seconds] });
};

Deno.test("Trials have a line for each number of jobs", async () => {
  const { curve, absent } = await runTrialSuite({ ...options, time });
  assertEquals(absent, []);
  assertEquals(curve.series.map(({ name, points }) => [name, points.map(({ x }) => x)]), [
    ["jobs-0", [1, 2]],
    ["jobs-1", [1, 2]],
    ["jobs-2", [1, 2]],
  ]);
  const ends = curve.series.map(({ points }) => points[1].seconds);
  [2, 2.04, 1.02].forEach((seconds, i) => assertAlmostEquals(ends[i], seconds, 1e-12));
});

Deno.test("What a worker costs and brings is told by the most trials", async () => {
  const { ratios } = await runTrialSuite({ ...options, time });
  assertEquals(ratios.map(({ title }) => title), [
    "Time of 2 trials by 1 job, to that in a loop",
    "Speed of 2 jobs with 2 trials, to that of 1",
  ]);
  [1.02, 2].forEach((value, i) => assertAlmostEquals(ratios[i].value, value, 1e-12));
});

Deno.test("Trials that fail are named, and have no ratio", async () => {
  const failing = (program: TimedProgram) =>
    program.args.at(-1) === "2" ? Promise.reject(new Error("no worker")) : time(program);
  const { curve, ratios, absent } = await runTrialSuite({ ...options, time: failing });
  assertEquals(curve.series.map(({ name }) => name), ["jobs-0", "jobs-1"]);
  assertEquals(ratios, []);
  assertEquals(absent[0], {
    who: "Trials of 784-100-10 on drawn digits, 1, 2 jobs",
    reason: "no worker",
  });
});
