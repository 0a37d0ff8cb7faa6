import { assertAlmostEquals, assertEquals } from "@std/assert";
import type { MetricKey } from "@descent/reports";
import { timeToTarget } from "./time_to_target.ts";

const row = (gradientEvaluations: number, loss: number | null) => ({
  ...{ step: 1, epoch: 1, seconds: 1, learningRate: 1, gradientEvaluations },
  scores: { "validation/loss": loss },
});
const runTo = (
  value: number,
  losses: (number | null)[],
  metric: MetricKey = "validation/loss",
) => ({
  record: { results: { target: { metric, value } } },
  metrics: losses.map((loss, index) => row(10 * (index + 1), loss)),
});

Deno.test("timeToTarget passes over evaluations without a finite loss, and rises", () => {
  assertAlmostEquals(timeToTarget(runTo(0.1, [1, null, 5, 0.01])), 35);
  assertEquals(timeToTarget(runTo(0.001, [1, 0.01])), Infinity);
  assertEquals(timeToTarget(runTo(0.1, [], "validation/loss")), Infinity);
});

Deno.test("timeToTarget is infinite where there is no target, or one of another metric", () => {
  const { metrics } = runTo(1, [0.5]);
  assertEquals(timeToTarget({ record: { results: { target: null } }, metrics }), Infinity);
  assertEquals(timeToTarget(runTo(0.9, [0.5], "validation/accuracy")), Infinity);
});
