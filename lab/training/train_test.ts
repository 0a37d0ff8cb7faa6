import { createEngine, randomStream } from "@descent/core";
import { CaseReader, type GoldenArray, type GoldenCase, knownAnswers } from "@descent/core/testing";
import { buildNetwork, softmaxCrossEntropy, twoLayerNet } from "@descent/layers";
import { createOptimizer, findOptimizer, type Optimizer } from "@descent/optim";
import { problemNetwork, twoLayer } from "@descent/problems";
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
import { sampleDataset } from "@descent/data/testing";
import { evaluateImages } from "./evaluate_images.ts";
import { type ImageBatches, imageBatches } from "./image_batches.ts";
import { imageTensors } from "./image_tensors.ts";
import { train, type Training, type TrainOptions } from "./train.ts";

const optimizers: Readonly<Record<string, string>> = {
  mlp_sgd: "sgd",
  mlp_sgd_momentum: "momentum",
  mlp_rmsprop: "rmsprop",
  mlp_adam: "adam",
};

for (const torch of await knownAnswers("torch_training")) {
  Deno.test(`train gives PyTorch's losses and weights, batch by batch: ${torch.name}`, () =>
    trainLikeTorch(torch));
}

/** Weights are (out, in) in PyTorch and (in, out) here. */
function trainLikeTorch(golden: GoldenCase): void {
  const { name, inputs: { W1, b1, W2, b2, x, labels } } = golden;
  const torch = new CaseReader(golden);
  const [count, N, D] = x.shape;
  using network = buildNetwork({
    layer: twoLayerNet({ hidden: 16, classes: 5 }),
    input: [N, D],
    loss: softmaxCrossEntropy(),
    dtype: "f64",
    random: randomStream({ seed: 1 }),
  });
  const { arena, parameters } = network;
  [transposed(W1), b1.data, transposed(W2), b2.data].forEach((values, index) =>
    parameters[index].value.data.set(values)
  );
  const images = arena.from(x.data, [count * N, D], "f64");
  const targets = arena.from(labels.data, [count * N], "i32");
  // In PyTorch's order whatever the shuffle; what is evaluated is the batch that was trained on last.
  let last = 0;
  const batches: ImageBatches = {
    size: N,
    take(_set, order, start) {
      const isStep = order.length === count * N;
      if (isStep) last = start;
      return { x: images.rows(last, last + N), target: targets.rows(last, last + N) };
    },
  };
  const { rows } = train({
    network,
    optimizer: createOptimizer({ plugin: findOptimizer(optimizers[name]), parameters }),
    batches,
    training: imageTensors(arena, blank(count * N), [1, 1, 1]),
    validation: imageTensors(arena, blank(N), [1, 1, 1]),
    epochs: 1,
    evaluationsPerEpoch: count,
    learningRate: torch.number("lr"),
    random: randomStream({ seed: 1 }),
  });
  const loss = torch.expectedArray("loss"),
    lossAfter = torch.expectedArray("loss_same_batch_after_update");
  assertEquals(rows.length, count);
  for (const [index, row] of rows.entries()) {
    assertAlmostEquals(row.trainLoss!, loss.data[index], 1e-9, name);
    assertAlmostEquals(row.validationLoss!, lossAfter.data[index], 1e-9, name);
  }
  const finals = [
    transposed(torch.expectedArray("final_W1")),
    torch.expectedArray("final_b1").data,
    transposed(torch.expectedArray("final_W2")),
    torch.expectedArray("final_b2").data,
  ];
  finals.forEach((values, index) =>
    values.forEach((value, place) =>
      assertAlmostEquals(parameters[index].value.data[place], value, 1e-9, name)
    )
  );
}

function transposed({ data, shape: [rows, columns] }: GoldenArray): number[] {
  return data.map((_, index) => data[index % rows * columns + Math.floor(index / rows)]);
}

function blank(count: number) {
  return { images: new Uint8Array(count), labels: new Uint8Array(count), count };
}

/** Trains on the sample dataset, in batches of 16 of its 90 images: six steps in an epoch. */
function trainSample(
  change: (options: TrainOptions) => Partial<TrainOptions> = () => ({}),
  look: (training: Training, options: TrainOptions) => void = () => {},
): Training {
  using engine = createEngine();
  const dataset = sampleDataset();
  const problem = twoLayer({ dataset: "rows", hidden: 8, batchSize: 16 });
  const random = randomStream({ seed: 1 });
  using network = problemNetwork({ problem, dataset, engine, random: random.split("init") });
  const { arena, dtype, parameters } = network;
  const preprocessing = { scale: 1 / 255 };
  const usual: TrainOptions = {
    network,
    optimizer: createOptimizer({ plugin: findOptimizer("adam"), parameters }),
    batches: imageBatches({ arena, dtype, size: 16, preprocessing }, dataset.imageShape),
    training: imageTensors(arena, dataset.train, dataset.imageShape),
    validation: imageTensors(arena, dataset.validation, dataset.imageShape),
    epochs: 4,
    learningRate: 0.02,
    random: random.split("shuffle"),
  };
  const options = { ...usual, ...change(usual) };
  const training = train(options);
  look(training, options);
  return training;
}

function withoutSeconds(rows: readonly MetricsRow[]) {
  return rows.map(({ seconds: _, ...rest }) => rest);
}

function weightsOf({ network }: TrainOptions): number[] {
  return network.parameters.flatMap(({ value }) => [...value.data]);
}

Deno.test("train learns, with a row per epoch and the learning rate of the schedule", () => {
  const heard: MetricsRow[] = [];
  const { rows, steps, plannedSteps, divergedAtStep, seconds } = trainSample(() => ({
    schedule: (steps) => (step) => 1 - (step - 1) / steps,
    onEvaluation: (row) => heard.push(row),
  }));
  assertEquals([steps, plannedSteps, divergedAtStep], [24, 24, null]);
  assertEquals(rows.map(({ step, epoch }) => [step, epoch]), [[6, 1], [12, 2], [18, 3], [24, 4]]);
  rows.forEach((row, index) =>
    assertAlmostEquals(row.learningRate!, 0.02 * (1 - (index + 1) / 4), 1e-15)
  );
  assertGreater(rows[3].trainAccuracy!, 0.9);
  assertGreater(rows[3].validationAccuracy!, 0.9);
  assert(rows[3].trainLoss! < rows[0].trainLoss!);
  assert(seconds > 0 && rows[3].seconds === seconds);
  assertEquals(heard, [...rows]);
});

Deno.test("train does the fraction of an epoch that is asked for, at least one step", () => {
  assertEquals(trainSample(() => ({ epochs: 1.5 })).rows.map(({ step }) => step), [6, 9]);
  assertEquals(trainSample(() => ({ epochs: 1e-6 })).rows.map(({ step }) => step), [1]);
});

Deno.test("train evaluates as often as asked", () => {
  const { rows } = trainSample(() => ({ epochs: 1, evaluationsPerEpoch: 3 }));
  assertEquals(rows.map(({ step }) => step), [2, 4, 6]);
});

Deno.test("train gives the same bits again, and others for another shuffle", () => {
  const first = withoutSeconds(trainSample().rows);
  assertEquals(withoutSeconds(trainSample().rows), first);
  const other = trainSample(() => ({ random: randomStream({ seed: 2 }) }));
  assertNotEquals(withoutSeconds(other.rows), first);
});

Deno.test("train shows each image once in an epoch, in another order each time", () => {
  const orders: number[][] = [];
  trainSample(({ batches, training }) => ({
    epochs: 2,
    batches: {
      size: batches.size,
      take(set, order, start) {
        if (set === training && start === 0 && order[0] !== 0) orders.push([...order]);
        return batches.take(set, order, start);
      },
    },
  }));
  const [first, second] = orders;
  const sorted = Array.from({ length: 90 }, (_, index) => index);
  assertEquals(orders.length, 2);
  for (const order of orders) assertEquals(order.toSorted((a, b) => a - b), sorted);
  assertNotEquals(first, second);
});

Deno.test("train keeps the parameters of the first best row", () => {
  // The best comes first: then the rate is so high that what was learned is lost.
  const spoil = () => ({ schedule: () => (step: number) => step <= 18 ? 1 : 100 });
  trainSample(spoil, (training, options) => {
    const { rows, bestRow } = training;
    const accuracies = rows.map(({ validationAccuracy }) => validationAccuracy!);
    assertStrictEquals(bestRow, rows[accuracies.indexOf(Math.max(...accuracies))]);
    assert(bestRow !== rows.at(-1));
    const last = weightsOf(options);
    training.restoreBest();
    assertNotEquals(weightsOf(options), last);
    const { network, batches, validation } = options;
    assertEquals(evaluateImages(network, batches, validation), {
      loss: bestRow!.validationLoss!,
      accuracy: bestRow!.validationAccuracy!,
    });
  });
});

/** An optimizer that does nothing, but at one step writes a value into all weights. */
function spoilerAt(at: number, value: number, { network }: TrainOptions): Optimizer {
  return {
    state: {},
    step({ step }) {
      if (step !== at) return;
      for (const parameter of network.parameters) parameter.value.data.fill(value);
    },
  };
}

Deno.test("train ends where a loss is no number, without inventing scores", () => {
  const training = trainSample((options) => ({ optimizer: spoilerAt(9, NaN, options) }));
  const { divergedAtStep, rows, steps } = training;
  assertEquals([divergedAtStep, steps], [10, 9]);
  assertEquals(rows.map(({ step }) => step), [6, 10]);
  const { trainLoss, trainAccuracy, validationLoss, validationAccuracy } = rows[1];
  assertEquals([trainLoss, trainAccuracy, validationLoss, validationAccuracy], [
    NaN,
    null,
    null,
    null,
  ]);
});

Deno.test("train ends where the loss of the last step's parameters is no number", () => {
  const { divergedAtStep, bestRow, rows } = trainSample((options) => ({
    epochs: 1,
    optimizer: spoilerAt(6, NaN, options),
  }));
  assertEquals([divergedAtStep, bestRow, rows.length], [6, null, 1]);
});

Deno.test("train calls it diverged when a loss explodes but stays a number", () => {
  const explode = (learningRate: number) => trainSample(() => ({ learningRate })).divergedAtStep;
  assertEquals(explode(1e6), 2);
  assertEquals(explode(0.02), null);
});

Deno.test("train lets the optimizer evaluate the batch again", () => {
  const losses: [number, number][] = [];
  trainSample(() => ({
    epochs: 1,
    optimizer: { state: {}, step: ({ loss, evaluate }) => losses.push([loss!, evaluate!()]) },
  }));
  assertEquals(losses.length, 6);
  for (const [first, again] of losses) assertEquals(again, first);
});

Deno.test("train allocates nothing over 1,000 steps but the odd boxed number", () => {
  const samples: number[] = [];
  let before = 0;
  // The schedule is asked at every step: a place to look from without changing the loop.
  const schedule = () => (step: number) => {
    if (step % 1000 === 0) {
      const now = Deno.memoryUsage().heapUsed;
      samples.push(now - before);
      before = now;
    }
    return 1;
  };
  const { steps } = trainSample(() => ({ epochs: 5000, evaluationsPerEpoch: 1 / 5000, schedule }));
  assertEquals([steps, samples.length], [30_000, 30]);
  // Negative where a collection fell into the sample; the first ones have code that is not optimized yet.
  const growth = Math.min(...samples.slice(1).filter((bytes) => bytes >= 0));
  assertLess(growth, 250_000, "bytes for 1,000 steps; a tensor view in each would take more");
});
