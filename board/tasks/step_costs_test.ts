import { assertAlmostEquals, assertEquals } from "@std/assert";
import { sampleRun } from "@descent/reports/testing";
import { stepCosts } from "./step_costs.ts";

const run = (name: string, problem: string, seconds: number, phase = "final") => {
  const { record, metrics } = sampleRun({ phase });
  return {
    metrics,
    record: {
      ...record,
      optimizer: { name, title: name },
      problem: { ...record.problem, name: problem },
      results: { ...record.results, seconds, steps: 10 },
    },
  };
};

Deno.test("stepCosts takes the least of each problem and the geometric mean over problems", () => {
  const runs = [
    ...[run("a", "p", 2), run("a", "p", 9), run("a", "q", 8), run("a", "p", 1, "search")],
    ...[run("ref", "p", 1), run("ref", "q", 1), run("fast", "p", 0.001)],
  ];
  const costs = stepCosts(runs, "ref");
  assertAlmostEquals(costs.a, 4);
  assertEquals(Object.keys(costs).sort(), ["a", "ref"]);
});
