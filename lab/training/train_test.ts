import { createEngine, randomStream } from "@descent/core";
import { shareDataset } from "@descent/data";
import { sampleDataset } from "@descent/data/testing";
import { affine, type Loss, meanSquaredError } from "@descent/layers";
import { adam, createOptimizer, type Optimizer } from "@descent/optim";
import {
  type BuiltProblem,
  chooseProblem,
  LOSS,
  type ProblemData,
  supervised,
  twoLayer,
} from "@descent/problems";
import type { MetricsRow } from "@descent/reports";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertGreater,
  assertLess,
  assertNotEquals,
  assertStrictEquals,
} from "@std/assert";
import { sampleData } from "../testing/sample_trial.ts";
import { train, type Training, type TrainOptions } from "./train.ts";

const data: ProblemData = await sampleData();

interface SampleOptions {
  readonly seed?: number;
  readonly change?: (options: TrainOptions) => Partial<TrainOptions>;
  readonly look?: (training: Training, options: TrainOptions) => void;
}

/** Trains on the sample dataset, in batches of 16 of its 90 images: six steps in an epoch, the last of ten images. */
function trainSample(
  { seed = 1, change = () => ({}), look = () => {} }: SampleOptions = {},
): Training {
  using engine = createEngine();
  const { options, metrics, selection } = chooseProblem(twoLayer, { options: { hidden: 8 } });
  const random = randomStream({ seed });
  using problem = twoLayer.create(data, options, { engine, dtype: "f32", batchSize: 16, random });
  const plain: TrainOptions = {
    problem,
    optimizer: createOptimizer({ plugin: adam, parameters: problem.parameters }),
    metrics,
    selection,
    epochs: 4,
    learningRate: 0.02,
  };
  const changed = { ...plain, ...change(plain) };
  const training = train(changed);
  look(training, changed);
  return training;
}

function withoutSeconds(rows: readonly MetricsRow[]) {
  return rows.map(({ seconds: _, ...rest }) => rest);
}

function weightsOf({ problem }: TrainOptions): number[] {
  return problem.parameters.flatMap(({ value }) => [...value.data]);
}

Deno.test("train learns, with a row per epoch and the learning rate of the schedule", () => {
  const heard: MetricsRow[] = [];
  const { rows, steps, plannedSteps, divergedAtStep, seconds, examples } = trainSample({
    change: () => ({
      schedule: (steps) => (step) => 1 - (step - 1) / steps,
      onEvaluation: (row) => heard.push(row),
    }),
  });
  assertEquals([steps, plannedSteps, divergedAtStep, examples], [24, 24, null, 4 * 90]);
  assertEquals(rows.map(({ step, epoch }) => [step, epoch]), [[6, 1], [12, 2], [18, 3], [24, 4]]);
  rows.forEach((row, index) =>
    assertAlmostEquals(row.learningRate!, 0.02 * (1 - (index + 1) / 4), 1e-15)
  );
  assertGreater(rows[3].scores["train/accuracy"]!, 0.9);
  assertGreater(rows[3].scores["validation/accuracy"]!, 0.9);
  assertLess(rows[3].scores["train/loss"]!, rows[0].scores["train/loss"]!);
  assert(seconds > 0 && rows[3].seconds === seconds);
  assertEquals(heard, [...rows]);
});

Deno.test("train looks at a part of the validation examples on the way, and at all in the end", () => {
  const examples: [string, number | undefined][] = [];
  const { rows } = trainSample({
    change: ({ problem }) => {
      const { evaluate } = problem;
      problem.evaluate = (split, count) => {
        examples.push([split, count]);
        return evaluate.call(problem, split, count);
      };
      return { epochs: 3, examplesPerEvaluation: 5 };
    },
  });
  const watched = ["validation", 5] as [string, number];
  assertEquals(examples, [watched, watched, ["train", 30], ["validation", undefined]]);
  assertEquals(rows.map(({ scores }) => "train/accuracy" in scores), [false, false, true]);
  const whole = trainSample({ change: () => ({ epochs: 3 }) }).rows;
  assertEquals(rows[2].scores, whole[2].scores);
  assertNotEquals(rows[1].scores, whole[1].scores);
});

Deno.test("train does the fraction of an epoch that is asked for, at least one step", () => {
  const stepsOf = (epochs: number) =>
    trainSample({ change: () => ({ epochs }) }).rows.map(({ step }) => step);
  assertEquals(stepsOf(1.5), [6, 9]);
  assertEquals(stepsOf(1e-6), [1]);
});

Deno.test("train evaluates as often as asked, with 0 at the end alone", () => {
  const stepsOf = (evaluationsPerEpoch: number) =>
    trainSample({ change: () => ({ epochs: 2, evaluationsPerEpoch }) }).rows.map(({ step }) =>
      step
    );
  assertEquals(stepsOf(3), [2, 4, 6, 8, 10, 12]);
  assertEquals(stepsOf(0), [12]);
});

Deno.test("train gives the same bits again, and others for another seed", () => {
  const first = withoutSeconds(trainSample().rows);
  assertEquals(withoutSeconds(trainSample().rows), first);
  assertNotEquals(withoutSeconds(trainSample({ seed: 2 }).rows), first);
});

Deno.test("train takes the minibatches of all steps in order, one gradient each", () => {
  const calls: string[] = [];
  trainSample({
    change: ({ problem }) => ({
      epochs: 1,
      evaluationsPerEpoch: 0,
      problem: watched(problem, {
        nextBatch: (step) => calls.push(`batch ${step}`),
        gradients: (mode) => calls.push(mode!),
      }),
    }),
  });
  const wanted = [1, 2, 3, 4, 5, 6].flatMap((step) => [`batch ${step}`, "train"]);
  assertEquals(calls, wanted);
});

/** The problem, with someone who hears of calls. */
function watched(
  problem: BuiltProblem,
  hear: { nextBatch?(step: number): void; gradients?(mode?: string): void },
): BuiltProblem {
  const { parameters, buffers, stepsPerEpoch, examples, model, data } = problem;
  return {
    ...{ parameters, buffers, stepsPerEpoch, examples, model, data },
    nextBatch(step) {
      hear.nextBatch?.(step);
      return problem.nextBatch(step);
    },
    gradients(mode) {
      hear.gradients?.(mode);
      return problem.gradients(mode);
    },
    evaluate: (split, count) => problem.evaluate(split, count),
    [Symbol.dispose]: () => problem[Symbol.dispose](),
  };
}

Deno.test("train shows each example once in an epoch, in another order each time", async () => {
  const count = 10;
  const values = Float32Array.from({ length: count }, (_, index) => index);
  const part = { inputs: values, targets: values, count };
  const shared = await shareDataset({
    ...sampleDataset(),
    ...{ inputShape: [1], targetShape: [1], classNames: null },
    ...{ train: part, validation: part, test: part },
  });
  const shown: number[] = [];
  const loss: Loss = {
    kind: "watched",
    build(prediction, context) {
      const built = meanSquaredError().build(prediction, context);
      return {
        get losses() {
          return built.losses;
        },
        forward(prediction, target) {
          shown.push(...target.data);
          return built.forward(prediction, target);
        },
        backward: () => built.backward(),
      };
    },
  };
  using engine = createEngine();
  using problem = supervised({
    context: { engine, dtype: "f32", batchSize: 4, random: randomStream({ seed: 1 }) },
    data: shared,
    layer: affine({ units: 1 }),
    loss,
    model: "1-1",
  });
  train({
    problem,
    optimizer: createOptimizer({ plugin: adam, parameters: problem.parameters }),
    metrics: { loss: LOSS },
    selection: "validation/loss",
    epochs: 2,
    evaluationsPerEpoch: 0,
    learningRate: 0,
  });
  const orders = [shown.slice(0, count), shown.slice(count, 2 * count)];
  for (const order of orders) assertEquals(order.toSorted((a, b) => a - b), [...values]);
  assertNotEquals(orders[0], orders[1]);
  assertNotEquals(orders[0], [...values]);
});

Deno.test("train weighs the losses of minibatches by their size", () => {
  const losses: number[] = [];
  trainSample({
    // Nothing is learned, so the mean over the minibatches is the loss of the whole part.
    change: () => ({ epochs: 1, learningRate: 0, onStep: ({ loss }) => losses.push(loss) }),
    look({ rows: [{ scores }] }, { problem }) {
      assertAlmostEquals(scores["train/loss"]!, problem.evaluate("train").loss, 1e-6);
      const unweighted = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
      assertGreater(Math.abs(scores["train/loss"]! - unweighted), 1e-4);
    },
  });
});

Deno.test("train begins each row's training loss anew", () => {
  const losses: number[] = [];
  const { rows } = trainSample({
    change: () => ({
      epochs: 1,
      evaluationsPerEpoch: 3,
      onStep: ({ loss }) => losses.push(loss),
    }),
  });
  const means = [0, 1].map((row) => (losses[2 * row] + losses[2 * row + 1]) / 2);
  // The last row's second minibatch has 10 examples.
  means.push((16 * losses[4] + 10 * losses[5]) / 26);
  rows.forEach(({ scores }, row) => assertAlmostEquals(scores["train/loss"]!, means[row], 1e-12));
});

// The best comes first: the last epoch goes uphill.
const uphill = { schedule: () => (step: number) => step <= 18 ? 1 : -4 };

Deno.test("train keeps the parameters of the first best row", () => {
  trainSample({
    change: () => uphill,
    look(training, options) {
      const { rows, bestRow } = training;
      const accuracies = rows.map(({ scores }) => scores["validation/accuracy"]!);
      assertStrictEquals(bestRow, rows[accuracies.indexOf(Math.max(...accuracies))]);
      assert(bestRow !== rows.at(-1));
      const last = weightsOf(options);
      training.restoreBest();
      assertNotEquals(weightsOf(options), last);
      const { loss, accuracy } = options.problem.evaluate("validation");
      assertEquals(loss, bestRow!.scores["validation/loss"]);
      assertEquals(accuracy, bestRow!.scores["validation/accuracy"]);
    },
  });
});

Deno.test("train takes the lowest value for the best where the selection metric says so", () => {
  trainSample({
    change: () => ({ ...uphill, selection: "validation/loss" }),
    look(training, { problem }) {
      const { rows, bestRow } = training;
      const losses = rows.map(({ scores }) => scores["validation/loss"]!);
      assertStrictEquals(bestRow, rows[losses.indexOf(Math.min(...losses))]);
      assert(bestRow !== rows[0] && bestRow !== rows.at(-1));
      training.restoreBest();
      assertEquals(problem.evaluate("validation").loss, Math.min(...losses));
    },
  });
});

/** An optimizer that does nothing, but at one step writes a value into all weights. */
function spoilerAt(at: number, value: number, { problem }: TrainOptions): Optimizer {
  return {
    state: {},
    step({ step }) {
      if (step !== at) return;
      for (const parameter of problem.parameters) parameter.value.data.fill(value);
    },
  };
}

Deno.test("train ends where a loss is no number, without inventing scores", () => {
  const { divergedAtStep, rows, steps } = trainSample({
    change: (options) => ({ optimizer: spoilerAt(9, NaN, options) }),
  });
  assertEquals([divergedAtStep, steps], [10, 9]);
  assertEquals(rows.map(({ step }) => step), [6, 10]);
  assertEquals(rows[1].scores, { "train/loss": NaN });
});

Deno.test("train ends where the loss of the last step's parameters is no number", () => {
  const { divergedAtStep, bestRow, rows } = trainSample({
    change: (options) => ({ epochs: 1, optimizer: spoilerAt(6, NaN, options) }),
  });
  assertEquals([divergedAtStep, bestRow, rows.length], [6, null, 1]);
});

Deno.test("train calls it diverged when a loss explodes but stays a number", () => {
  const explode = (learningRate: number) =>
    trainSample({ change: () => ({ learningRate }) }).divergedAtStep;
  assertEquals(explode(1e6), 2);
  assertEquals(explode(0.02), null);
});

Deno.test("train lets the optimizer evaluate the minibatch again, and counts that", () => {
  const losses: [number, number][] = [];
  const modes: (string | undefined)[] = [];
  const { steps, gradientEvaluations, rows } = trainSample({
    change: ({ problem }) => ({
      epochs: 1,
      evaluationsPerEpoch: 2,
      problem: watched(problem, { gradients: (mode) => modes.push(mode) }),
      optimizer: {
        state: {},
        step: ({ loss, evaluate }) => losses.push([loss!, evaluate!()], [loss!, evaluate!()]),
      },
    }),
  });
  assertEquals(losses.length, 12);
  for (const [first, again] of losses) assertEquals(again, first);
  assertEquals(modes.slice(0, 4), ["train", "repeat", "repeat", "train"]);
  assertEquals([steps, gradientEvaluations], [6, 18]);
  assertEquals(rows.map(({ gradientEvaluations }) => gradientEvaluations), [9, 18]);
});

Deno.test("train tells of each step, and stops when it is told to, with a last row", () => {
  const heard: [step: number, hasRow: boolean][] = [];
  const stopAt = (last: number) =>
    trainSample({
      change: () => ({
        onStep: ({ step, row }) => heard.push([step, row !== null]),
        stopWhen: ({ step }) => step === last,
      }),
    });
  const { steps, plannedSteps, rows, divergedAtStep, bestRow } = stopAt(8);
  assertEquals([steps, plannedSteps, divergedAtStep], [8, 24, null]);
  assertEquals(heard.map(([step]) => step), [1, 2, 3, 4, 5, 6, 7, 8]);
  assertEquals(heard.filter(([, hasRow]) => hasRow), [[6, true]]);
  assertEquals(rows.map(({ step }) => step), [6, 8]);
  assert(bestRow !== null);
  // Where there was an evaluation just now there is no second one.
  assertEquals(stopAt(12).rows.map(({ step }) => step), [6, 12]);
  assertEquals(stopAt(24).rows.map(({ step }) => step), [6, 12, 18, 24]);
});

Deno.test("train stops at the first row that reaches a target", () => {
  const { rows } = trainSample({
    change: () => ({
      epochs: 50,
      stopWhen: ({ row }) => row !== null && row.scores["validation/accuracy"]! >= 0.9,
    }),
  });
  assertLess(rows.length, 50);
  const reached = rows.map(({ scores }) => scores["validation/accuracy"]! >= 0.9);
  assertEquals(reached.indexOf(true), rows.length - 1);
});

Deno.test("train adds to each row what is observed, before an evaluation writes over it", () => {
  const { rows } = trainSample({
    change: ({ problem }) => ({
      epochs: 2,
      observe: { measure: () => ({ slope: Math.abs(problem.parameters[0].gradient.data[0]) }) },
    }),
  });
  assertEquals(rows.map(({ extra }) => Object.keys(extra!)), [["slope"], ["slope"]]);
});

Deno.test("train allocates nothing over 1,000 steps but the odd boxed number", () => {
  // A tensor view in each step would take more.
  const bound = 250_000;
  const growths: number[] = [];
  let before = 0;
  // The schedule is asked at every step: a place to look from without changing the loop.
  const schedule = () => (step: number) => {
    if (step % 1000 === 0) {
      const now = Deno.memoryUsage().heapUsed;
      growths.push(now - before);
      before = now;
    }
    return 1;
  };
  // The first growths have code that is not optimized yet, which takes long on a busy machine; a collection makes a
  // growth negative.
  const isSettled = () => growths.slice(1).some((bytes) => bytes >= 0 && bytes < bound);
  trainSample({
    change: () => ({
      epochs: 100_000,
      evaluationsPerEpoch: 1 / 100_000,
      schedule,
      stopWhen: ({ step }) => step % 1000 === 0 && isSettled(),
    }),
  });
  assert(isSettled(), `bytes for 1,000 steps: ${growths}`);
});
