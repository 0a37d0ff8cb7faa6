import { createEngine, randomStream } from "@descent/core";
import {
  adam,
  createOptimizer,
  optimizerCatalogue,
  type OptimizerPlugin,
  optimizerWrappers,
  parseOptimizer,
  parseSchedule,
} from "@descent/optim";
import {
  chooseProblem,
  fullyConnected,
  type OptionValue,
  problemCatalogue,
  type ProblemData,
  type ProblemPlugin,
} from "@descent/problems";
import { assert, assertEquals, assertRejects } from "@std/assert";
import { decodeCheckpoint } from "../checkpoints/decode_checkpoint.ts";
import { encodeCheckpoint } from "../checkpoints/encode_checkpoint.ts";
import { sampleData } from "../testing/sample_trial.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { train, type TrainOptions } from "./train.ts";
import { weightsDigest } from "./weights_digest.ts";

interface Subject {
  readonly plugin: ProblemPlugin;
  readonly options: Readonly<Record<string, OptionValue | undefined>>;
  readonly data: ProblemData;
  readonly optimizer: OptimizerPlugin;
  readonly schedule?: string;
}

const STEPS = 9;
const batchSize = 16;
const rows = await sampleData();
/** With running statistics; its steps go into the second epoch. */
const small: Omit<Subject, "optimizer"> = {
  plugin: fullyConnected,
  options: { hidden: [4], normalization: "batch" },
  data: rows,
};

/** Trains in an engine of its own; gives all that must not differ. */
async function trained(
  { plugin, options, data, optimizer, schedule = "plateau(0,0.5)" }: Subject,
  changes: Partial<TrainOptions> = {},
) {
  using engine = createEngine();
  const choice = chooseProblem(plugin, { options });
  const { metrics, selection } = choice;
  const random = randomStream({ seed: 1 });
  const context = { engine, dtype: "f32", batchSize, random } as const;
  using problem = plugin.create(data, choice.options, context);
  const { learningRate } = optimizer.hyperparameters;
  const training = train({
    problem,
    optimizer: createOptimizer({ plugin: optimizer, parameters: problem.parameters }),
    metrics,
    selection,
    epochs: STEPS / problem.stepsPerEpoch,
    evaluationsPerEpoch: problem.stepsPerEpoch / 2,
    learningRate: learningRate.default,
    schedule: parseSchedule(schedule),
    ...changes,
  });
  const { rows, bestRow, steps, gradientEvaluations, examples, divergedAtStep } = training;
  const last = await weightsDigest(problem);
  training.restoreBest();
  return {
    last,
    best: await weightsDigest(problem),
    rows: rows.map(({ seconds: _, ...row }) => row),
    bestStep: bestRow?.step,
    steps,
    gradientEvaluations,
    examples,
    divergedAtStep,
  };
}

class Killed extends Error {}

/** Trains until a step has been made, and gives the checkpoint after it, through its file's bytes. */
async function interrupted(subject: Subject, after: number): Promise<Checkpoint | undefined> {
  let checkpoint: Checkpoint | undefined;
  try {
    await trained(subject, {
      checkpointEvery: 0,
      onCheckpoint(made) {
        checkpoint = made;
        if (made.progress.step === after) throw new Killed();
      },
    });
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
  }
  const place = { path: "memory", training: "mine" };
  return checkpoint && decodeCheckpoint(encodeCheckpoint(checkpoint, "mine"), place);
}

async function assertResumes(subject: Subject, after: number): Promise<void> {
  const whole = await trained(subject);
  const from = await interrupted(subject, after);
  assert(from !== undefined, "a checkpoint");
  assertEquals(await trained(subject, { from }), whole);
}

const wrapped = optimizerWrappers.filter((wrapper) => wrapper !== "by-role")
  .map((wrapper) => parseOptimizer(`${wrapper}(momentum)`));
for (const optimizer of [...optimizerCatalogue, ...wrapped]) {
  // An odd step, after the row of the step before has been left behind.
  Deno.test(`train goes on from a checkpoint, bit for bit: ${optimizer.name}`, () =>
    assertResumes({ ...small, optimizer }, 5));
}

/** Over images of files; each has a twin over drawn digits, `digits-…`, in the catalogue. */
const needsFiles = /^(fashion|mnist)-(mlp|conv|resnet|autoencoder|vae)$/;

for (const plugin of problemCatalogue.filter(({ name }) => !needsFiles.test(name))) {
  Deno.test(`train goes on from a checkpoint, bit for bit: ${plugin.name}`, async () => {
    const sizes = {
      trainCount: 60,
      validationCount: 30,
      testCount: 30,
      characters: 2000,
      steps: 8,
      width: 8,
      layers: 1,
      dropout: 0.25,
    };
    const quick = Object.entries(plugin.options).map(([name, { quick }]) => [name, quick]);
    const fewer = Object.entries(sizes).filter(([name]) => name in plugin.options);
    const options = Object.fromEntries([...quick, ...fewer]);
    const data = await plugin.load(chooseProblem(plugin, { options }).options, {});
    await assertResumes({ plugin, options, data, optimizer: adam as OptimizerPlugin }, 5);
  });
}

const subject = { ...small, optimizer: adam as OptimizerPlugin };

Deno.test("train goes on from a checkpoint after any step, bit for bit", async () => {
  const whole = await trained(subject);
  for (let after = 1; after < STEPS; after++) {
    const from = await interrupted(subject, after);
    assertEquals(from!.progress.step, after);
    assertEquals(await trained(subject, { from }), whole, `after ${after}`);
  }
});

Deno.test("train goes on twice, and from a checkpoint of a training that went on", async () => {
  const whole = await trained(subject);
  const from = await interrupted(subject, 2);
  let later: Checkpoint | undefined;
  await trained(subject, {
    from,
    checkpointEvery: 0,
    onCheckpoint: (made) => later = made.progress.step === 6 ? made : later,
  });
  assertEquals(await trained(subject, { from: later }), whole);
  assertEquals(await trained(subject, { from }), whole);
});

Deno.test("train makes checkpoints as often as asked, none after the last step, and they change nothing", async () => {
  const whole = await trained(subject);
  const steps: number[] = [];
  const onCheckpoint = ({ progress }: Checkpoint) => void steps.push(progress.step);
  assertEquals(await trained(subject, { checkpointEvery: 0, onCheckpoint }), whole);
  assertEquals(steps, [1, 2, 3, 4, 5, 6, 7, 8]);
  assertEquals(await trained(subject, { checkpointEvery: 3600, onCheckpoint }), whole);
  assertEquals(steps.length, 8);
});

Deno.test("train refuses a checkpoint of another training, and changes nothing", async () => {
  const from = (await interrupted(subject, 4))!;
  await assertRejects(
    () => trained({ ...subject, optimizer: parseOptimizer("sgd") }, { from, learningRate: 0.001 }),
    TypeError,
    "expected a checkpoint with nothing at 'state/",
  );
  await assertRejects(
    () => trained({ ...subject, options: { hidden: [5], normalization: "batch" } }, { from }),
    TypeError,
    "expected a checkpoint with f32 [16, 5] at 'parameter/",
  );
  await assertRejects(
    () => trained(subject, { from, learningRate: 0.5 }),
    RangeError,
    "expected a checkpoint of a training of 9 steps at the learning rate 0.5, got one of 9 steps",
  );
  await assertRejects(() => trained(subject, { from, epochs: 10 }), RangeError, "of 60 steps");
});
