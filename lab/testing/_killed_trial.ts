import { chooseProblem, fullyConnected } from "@descent/problems";
import { sampleRecord } from "@descent/reports/testing";
import { sampleData, sampleTrial } from "./sample_trial.ts";

/** Names for {@linkcode trial}. */
export const keys = sampleRecord();

/** Data of {@linkcode trial}. */
export const data = await sampleData();

/** A trial of 24 steps and eight rows, with running statistics. */
export const trial = sampleTrial({
  problem: chooseProblem(fullyConnected, {
    options: { hidden: [4], normalization: "batch" },
    budget: { batchSize: 16, epochs: 4, evaluationsPerEpoch: 2, schedule: "plateau(0,0.5)" },
  }),
});
