import { assertAlmostEquals, assertEquals } from "@std/assert";
import { samplePlan, sampleTrials } from "../testing/mod.ts";
import { sensitivities } from "./sensitivity.ts";

/** Distances from the centre in decades, and losses, of which the last is above the untrained model's. */
const points = [[-2, 2], [-1.1, 1.1], [-0.4, 0.5], [0.3, 0.4], [1, 0.45], [1.7, 9]];
const plan = samplePlan({ draws: 6 });
const trials = sampleTrials(plan).map((trial) => {
  if (trial.phase !== "search" || trial.rule !== "momentum") return trial;
  const [decades, validation] = points[trial.draw];
  const learningRate = plan.centres.momentum["two-layer"] * 10 ** decades;
  const hyperparameters = { ...trial.hyperparameters, learningRate };
  return {
    ...trial,
    hyperparameters,
    validation,
    status: validation > 2.5 ? "diverged" as const : trial.status,
  };
});

Deno.test("sensitivities are those of NumPy's smoother", () => {
  const [[own]] = sensitivities(plan, trials);
  assertAlmostEquals(own!.excess, 0.7437452165778573, 1e-12);
  assertAlmostEquals(own!.width, 0.5853658536585366, 1e-12);
});

Deno.test("sensitivities leaves settings at an edge out, and has none of few", () => {
  const far = trials.map((trial) => ({
    ...trial,
    hyperparameters: { ...trial.hyperparameters, learningRate: 1e6 },
  }));
  assertEquals(sensitivities(plan, far), [[null], [null]]);
});
