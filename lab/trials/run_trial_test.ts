import { createEngine } from "@descent/core";
import { twoLayer } from "@descent/problems";
import { assert, assertEquals, assertGreater } from "@std/assert";
import { sampleDataset } from "@descent/data/testing";
import { sampleTrial } from "../testing/sample_trial.ts";
import { datasetTensors } from "./dataset_tensors.ts";
import { runTrial } from "./run_trial.ts";
import { shareDataset } from "./shared_dataset.ts";
import type { Trial } from "./trial.ts";
import { NO_SCORES, type TrialOutcome } from "./trial_outcome.ts";

const dataset = await shareDataset(sampleDataset());
const problem = twoLayer({ dataset: "rows", hidden: 8, batchSize: 16, epochs: 8 });

async function outcomeOf(changes: Partial<Trial>): Promise<TrialOutcome> {
  using engine = createEngine();
  using arena = engine.arena();
  const trial = sampleTrial({ problem, ...changes });
  const tensors = datasetTensors(arena, dataset);
  const used = engine.bytesInUse;
  const outcome = await runTrial({ trial, dataset, tensors, engine });
  assertEquals(engine.bytesInUse, used);
  return outcome;
}

function withoutTimes({ startedAt: _, metrics, results, ...rest }: TrialOutcome) {
  return {
    ...rest,
    results: { ...results, seconds: 0, secondsToTarget: 0, imagesPerSecond: 0 },
    metrics: metrics.map((row) => ({ ...row, seconds: 0 })),
  };
}

Deno.test("runTrial trains to the target and measures all that is asked for", async () => {
  const { status, network, plannedSteps, results, metrics } = await outcomeOf({ testing: true });
  assertEquals([status, network, plannedSteps], ["completed", "16-8-3", 48]);
  assertEquals([results.steps, results.epochs, results.parameterCount], [48, 8, 163]);
  assertEquals(results.target, { metric: "validationAccuracy", value: problem.target });
  const met = metrics.find(({ validationAccuracy }) => validationAccuracy! >= problem.target!)!;
  assertEquals([results.stepsToTarget, results.secondsToTarget], [met.step, met.seconds]);
  assertEquals(results.final.validationAccuracy, metrics.at(-1)!.validationAccuracy);
  for (const scores of [results.final, results.best]) {
    for (const score of Object.values(scores)) assert(score !== null);
    assertGreater(scores.testAccuracy!, 0.9);
  }
});

Deno.test("runTrial looks at the test set only where the trial says so", async () => {
  const { results } = await outcomeOf({ testing: false });
  for (const { testLoss, testAccuracy, trainAccuracy } of [results.final, results.best]) {
    assertEquals([testLoss, testAccuracy], [null, null]);
    assert(trainAccuracy !== null);
  }
});

Deno.test("runTrial evaluates all training images where it is tested, else the first, as many as for validation", async () => {
  const few = { ...problem, validationCount: 3 };
  const still = { hyperparameters: { learningRate: 0 }, problem: few };
  const [probed, whole] = await Promise.all(
    [false, true].map(async (testing) => (await outcomeOf({ ...still, testing })).results.final),
  );
  assert([0, 1 / 3, 2 / 3, 1].includes(probed.trainAccuracy!));
  assert(probed.trainLoss !== whole.trainLoss);
});

Deno.test("runTrial without a target reports none", async () => {
  const { results } = await outcomeOf({ problem: { ...problem, target: null } });
  assertEquals([results.target, results.stepsToTarget, results.secondsToTarget], [
    null,
    null,
    null,
  ]);
});

Deno.test("runTrial evaluates on as many validation images as the problem says", async () => {
  const { status, metrics } = await outcomeOf({ problem: { ...problem, validationCount: 3 } });
  assertEquals(status, "completed");
  for (const { validationAccuracy } of metrics) {
    assert([0, 1 / 3, 2 / 3, 1].includes(validationAccuracy!));
  }
  const tooMany = await outcomeOf({ problem: { ...problem, validationCount: 31 } });
  assertEquals(tooMany.status, "failed");
});

Deno.test("runTrial learns only as many images as the problem says, and evaluates as often", async () => {
  const few = { ...problem, trainCount: 10, batchSize: 5, epochs: 12, evaluationsPerEpoch: 0.5 };
  const { status, results, metrics } = await outcomeOf({ problem: few });
  assertEquals([status, results.steps, results.epochs], ["completed", 24, 12]);
  assertEquals(metrics.map(({ epoch }) => epoch), [2, 4, 6, 8, 10, 12]);
  // Ten images: the accuracy on them is a whole number of tenths.
  assertEquals(Number.isInteger(Math.round(1e6 * results.final.trainAccuracy!) / 1e5), true);
  const tooMany = await outcomeOf({ problem: { ...problem, trainCount: 91 } });
  assertEquals(tooMany.status, "failed");
  assert(tooMany.error!.startsWith("RangeError: Images: expected a count from 1 to 90, got 91"));
});

Deno.test("runTrial adds to each row what the problem observes", async () => {
  const { metrics } = await outcomeOf({ problem: { ...problem, observe: ["gradientNorms"] } });
  for (const { extra } of metrics) {
    assertEquals(Object.keys(extra!), ["gradient_norm.hidden1", "gradient_norm.scores"]);
    for (const norm of Object.values(extra!)) assert(norm! > 0);
  }
  const plain = await outcomeOf({});
  assert(plain.metrics.every(({ extra }) => extra === undefined));
});

Deno.test("runTrial gives every optimizer the same weights and batches under one seed", async () => {
  // With a learning rate of 0 nothing is learned: the losses tell which weights and batches there were.
  const still = { testing: true, hyperparameters: { learningRate: 0 } };
  const curves = await Promise.all(
    ["sgd", "momentum", "rmsprop", "adam"].map(async (name) =>
      withoutTimes(await outcomeOf({ ...still, optimizer: { name, title: name } })).metrics
    ),
  );
  for (const curve of curves) assertEquals(curve, curves[0]);
  const other = await outcomeOf({ ...still, seed: 1 });
  assert(other.metrics[0].trainLoss !== curves[0][0].trainLoss);
});

Deno.test("runTrial gives the same bits again", async () => {
  const first = withoutTimes(await outcomeOf({ testing: true }));
  assertEquals(withoutTimes(await outcomeOf({ testing: true })), first);
});

Deno.test("runTrial reports a diverged trial with its step and without scores", async () => {
  const hyperparameters = { learningRate: 1e6 };
  const sgd = { name: "sgd", title: "SGD" };
  const outcome = await outcomeOf({ optimizer: sgd, hyperparameters, testing: true });
  assertEquals([outcome.status, outcome.divergedAtStep, outcome.error], ["diverged", 2, null]);
  assertEquals([outcome.results.final, outcome.results.best], [NO_SCORES, NO_SCORES]);
  assertEquals([outcome.results.steps, outcome.results.bestEpoch], [1, null]);
});

Deno.test("runTrial reports what a plugin throws as the failure of its trial", async () => {
  const text = `export default { name: "bad", title: "Bad", reference: "none",
    hyperparameters: { learningRate: { default: 1, range: [0, 10], scale: "log", doc: "Rate." } },
    create: () => ({ state: {}, step() { throw new Error("cannot step"); } }) };`;
  const plugin = { address: `data:text/javascript,${encodeURIComponent(text)}`, digest: "" };
  const optimizer = { name: "bad", title: "Bad" };
  const outcome = await outcomeOf({ plugin, optimizer, hyperparameters: { learningRate: 1 } });
  assertEquals([outcome.status, outcome.error], ["failed", "Error: cannot step"]);
});

Deno.test("runTrial reports a network that cannot be built as the failure of its trial", async () => {
  const { status, error } = await outcomeOf({ problem: { ...problem, batchSize: 0 } });
  assertEquals(status, "failed");
  assert(error!.startsWith("RangeError: "));
});
