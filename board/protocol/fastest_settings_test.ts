import { sampleRun } from "@descent/reports/testing";
import type { Run } from "@descent/reports";
import { assertEquals } from "@std/assert";
import { fastestSettings } from "./fastest_settings.ts";

/** A trial whose loss reaches 0.1 halfway to its evaluation of the number given. */
function run(learningRate: number, phase: string, seed: number, at: number, reaches = true): Run {
  const { record, metrics: [row] } = sampleRun({ phase, seed });
  const point = (gradientEvaluations: number, loss: number) => ({
    ...row,
    gradientEvaluations,
    scores: { "validation/loss": loss },
  });
  return {
    record: {
      ...record,
      setting: { ...record.setting, hyperparameters: { learningRate } },
      results: { ...record.results, target: { metric: "validation/loss", value: 0.1 } },
    },
    metrics: [point(1, 1), point(at, reaches ? 0.05 : 0.5)],
  };
}

const ratesOf = (runs: readonly Run[]) =>
  fastestSettings(runs).map(({ record }) => record.setting.hyperparameters.learningRate);

Deno.test("fastestSettings takes the fastest trial of the search, whatever repeats and judges do", () => {
  const search = [run(1, "search", 0, 30), run(2, "search", 0, 20), run(3, "search", 0, 5, false)];
  const repeat = run(1, "search", 101, 2), judge = run(1, "final", 1, 2);
  assertEquals(ratesOf([...search, repeat, judge]), [2]);
});

Deno.test("fastestSettings has none where it is judged already, or none got there", () => {
  const search = [run(1, "search", 0, 30), run(2, "search", 0, 20)];
  assertEquals(ratesOf([...search, run(2, "final", 1, 40)]), []);
  assertEquals(ratesOf([run(1, "search", 0, 30, false), run(1, "final", 1, 40)]), []);
});
