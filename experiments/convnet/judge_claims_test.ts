import type { Run } from "@descent/reports";
import { sampleRun } from "@descent/reports/testing";
import { assertEquals } from "@std/assert";
import type { Trial } from "../trials/trial.ts";
import { OPTIMIZERS, sampleConvnet } from "./_sample_convnet.ts";
import { BASE, settingValues } from "./convnet_setting.ts";
import { judgeClaims } from "./judge_claims.ts";
import { sweepOptimizer } from "./run_convnet.ts";

const base = settingValues(BASE, sweepOptimizer(OPTIMIZERS));

/** Filters of 7 and many of them are best, the batch size makes no difference that can be told, a rate of 0.003 is best. */
function outcomeOf({ variables, hyperparameters: { learningRate }, seed }: Trial): number {
  const { filterSize, filters, batchSize } = variables as Record<string, number>;
  return 0.9 + (filterSize === 7 ? 0.02 : 0) + 0.0005 * filters + 1e-6 * batchSize +
    (learningRate === 0.003 ? 0.01 : 0) + 0.0002 * seed;
}

Deno.test("judgeClaims says of each claim what the trials around the reference's setting say", async () => {
  const { runs } = await sampleConvnet(outcomeOf);
  const claims = judgeClaims({ ...runs, reference: [] }, base);
  assertEquals(claims.map(({ of, claimed, verdict }) => [of, claimed, verdict]), [
    ["Batch size", "about 15", "shared"],
    ["Filter size", "7", "confirmed"],
    ["Number of filters", "about the batch size", "refuted"],
    ["Learning rate", "0.001", "refuted"],
    ["Epochs", "10", "open"],
  ]);
  assertEquals(claims[0].ours, "15, 5, 50, 150, and 500");
  assertEquals(claims[2].ours, "50, 50, 50 for batches of 5, 15, 50");
  assertEquals(claims[3].ours, "0.003");
  assertEquals(claims[3].detail.startsWith("0.003 less 0.001: +1.00 ± 0.05 points"), true);
  assertEquals(claims[4].ours, "–");
});

function bestAt(validationAccuracy: number, seed: number): Run {
  const { record, metrics } = sampleRun({ seed });
  const best = { ...record.results.best, validationAccuracy };
  return { record: { ...record, results: { ...record.results, best } }, metrics };
}

Deno.test("judgeClaims compares the epochs of the reference's own trials", async () => {
  const { runs } = await sampleConvnet(outcomeOf);
  const [row] = sampleRun().metrics;
  const reference = [1, 2, 3].map((seed) => ({
    ...bestAt(0.91 + 0.0001 * seed, seed),
    // At the ninth epoch it is tossed down, but the solver keeps what it had.
    metrics: [1, 2, 9, 10].map((epoch) => (
      { ...row, epoch, validationAccuracy: 0.9 + (epoch === 9 ? 0 : 0.001 * epoch + 0.0001 * seed) }
    )),
  }));
  const epochs = judgeClaims({ ...runs, reference }, base)[4];
  assertEquals(epochs.verdict, "confirmed");
  assertEquals(epochs.ours, "10");
  assertEquals(/^[29] less 10: −0\.80 ± 0\.00 points/.test(epochs.detail), true, epochs.detail);
});
