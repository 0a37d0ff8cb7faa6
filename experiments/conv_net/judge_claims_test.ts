import type { Trial } from "@descent/lab";
import { sampleRun } from "@descent/reports/testing";
import { assert, assertEquals } from "@std/assert";
import { OPTIMIZERS, sampleConvNet } from "./_sample_conv_net.ts";
import { judgeClaims } from "./judge_claims.ts";
import { sweepOptimizer } from "./run_conv_net.ts";

const optimizer = sweepOptimizer(OPTIMIZERS);

/** Filters of 7 and many of them are best, the batch size makes no difference, a rate of 0.003 is best. */
function outcomeOf({ variables, hyperparameters: { learningRate }, seed }: Trial): number {
  const { filterSize, filters } = variables as Record<string, number>;
  return 0.9 + (filterSize === 7 ? 0.02 : 0) + 0.0005 * filters +
    (learningRate === 0.003 ? 0.01 : 0) + 0.0002 * seed;
}

Deno.test("judgeClaims says of each claim what the seeds that judge say", async () => {
  const { comparisons } = await sampleConvNet(outcomeOf);
  const claims = judgeClaims(comparisons, [], optimizer);
  assertEquals(claims.map(({ what, claimed, verdict }) => [what, claimed, verdict]), [
    ["Batch size", "about 15", "confirmed"],
    ["Filter size", "7", "confirmed"],
    ["Number of filters", "about the batch size", "refuted"],
    ["Learning rate", "0.001", "refuted"],
    ["Epochs", "10", "open"],
  ]);
  const [batchSize, filterSize, filters, learningRate, epochs] = claims;
  assertEquals(batchSize.ours, "15 or 5");
  assertEquals(batchSize.detail, "5 minus 15: +0.00 ± 0.34 points");
  assertEquals(filterSize.ours, "7");
  assertEquals(filters.ours, "30, 30, 30 for batch sizes 5, 15, 30");
  assertEquals(filters.detail.split("; ")[2], "15 minus 30: −0.75 ± 0.34 points");
  assertEquals(learningRate.ours, "0.003");
  assertEquals(learningRate.detail, "0.003 minus 0.001: +1.00 ± 0.34 points");
  assertEquals([epochs.ours, epochs.detail], ["–", ""]);
});

Deno.test("judgeClaims says nothing of values that have no rival", async () => {
  const { comparisons } = await sampleConvNet((trial) =>
    trial.phase === "sweep" ? "diverged" : outcomeOf(trial)
  );
  const claims = judgeClaims(comparisons, [], optimizer);
  assertEquals(new Set(claims.map(({ verdict }) => verdict)), new Set(["open"]));
  assertEquals(claims[0].ours, "15");
});

Deno.test("judgeClaims says nothing of a value with which a trial diverged", async () => {
  const { comparisons } = await sampleConvNet((trial) =>
    trial.phase === "judge" && trial.seed === 4 && trial.variables.filterSize !== 7
      ? "diverged"
      : outcomeOf(trial)
  );
  const [batchSize, filterSize] = judgeClaims(comparisons, [], optimizer);
  assertEquals([batchSize.verdict, filterSize.verdict], ["confirmed", "open"]);
});

Deno.test("judgeClaims judges the epochs by the trials that went on", async () => {
  const { comparisons } = await sampleConvNet(outcomeOf);
  const [row] = sampleRun().metrics;
  const reference = [1, 2, 3].map((seed) => ({
    ...sampleRun({ seed }),
    metrics: [1, 6, 10, 15].map((epoch) => ({
      ...row,
      epoch,
      scores: { "validation/accuracy": epoch === 1 ? 0.9 : 0.98 + 1e-4 * seed },
    })),
  }));
  const [epochs] = judgeClaims(comparisons, reference, optimizer).slice(-1);
  assertEquals([epochs.verdict, epochs.ours], ["confirmed", "6 to 15"]);
  assert(epochs.detail.startsWith("15 minus 10: +0.00 ± "), epochs.detail);
});
