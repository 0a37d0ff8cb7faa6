import type { RandomStream } from "@descent/core";
import type { Network } from "@descent/layers";
import { constantRate, type Optimizer, type Schedule } from "@descent/optim";
import type { MetricsRow } from "@descent/reports";
import { checkpoint } from "./checkpoint.ts";
import { evaluateImages } from "./evaluate_images.ts";
import type { ImageBatches } from "./image_batches.ts";
import type { ImageTensors } from "./image_tensors.ts";
import type { Observed } from "./observe.ts";

/** What {@linkcode train} trains, on what, for how long. */
export interface TrainOptions {
  /** The network, with its first weights. */
  readonly network: Network;
  /** What updates its parameters. */
  readonly optimizer: Optimizer;
  /** What takes the batches. */
  readonly batches: ImageBatches;
  /** What is learned. */
  readonly training: ImageTensors;
  /** What the network is judged on as it goes. */
  readonly validation: ImageTensors;
  /** Passes over the training set, above 0; may be a fraction. */
  readonly epochs: number;
  /** How often in an epoch the network is evaluated, above 0; default 1. */
  readonly evaluationsPerEpoch?: number;
  /** Measures what else goes into each row, while the network still has the gradients of the last step. */
  readonly observe?: () => Observed;
  /** The base learning rate, which the schedule scales. */
  readonly learningRate: number;
  /** Makes the schedule for a number of steps; default the base rate throughout. */
  readonly schedule?: (steps: number) => Schedule;
  /** The stream that shuffles: the same one gives every optimizer the same batches. */
  readonly random: RandomStream;
  /** Hears of each evaluation. */
  readonly onEvaluation?: (row: MetricsRow) => void;
}

/** The course of a training; the network has its last parameters. */
export interface Training {
  /** One row per evaluation. */
  readonly rows: readonly MetricsRow[];
  /** The first row with the highest validation accuracy, or `null` when there is none. */
  readonly bestRow: MetricsRow | null;
  /** Steps that were planned. */
  readonly plannedSteps: number;
  /** Steps done. */
  readonly steps: number;
  /** Seconds spent in them, without evaluation. */
  readonly seconds: number;
  /** The step whose loss showed that it diverged, or `null`. */
  readonly divergedAtStep: number | null;
  /** Gives the network the parameters that it had at the best row. */
  restoreBest(): void;
}

/**
 * A loss this many times that of the first batch has diverged, although it is still a number: rules that
 * bound their steps, such as Adam's, never reach infinity.
 */
const DIVERGED_FACTOR = 1e4;

/**
 * Trains a network on shuffled batches, and evaluates it at equal distances and at the end.
 *
 * A row's training loss is the mean over the batches since the row before, each taken before its step; its
 * training accuracy is that of the first training images, as many as there are validation images. The last
 * batch of an epoch has what is left of the set.
 *
 * @param options What, on what and for how long, see {@linkcode TrainOptions}.
 * @returns The course of the training. When a loss is not finite, or 10⁴ times the first one, training ends there.
 *
 * @example
 * ```ts
 * import { createEngine, randomStream } from "@descent/core";
 * import { sampleDataset } from "@descent/data/testing";
 * import { imageBatches, imageTensors, train } from "@descent/lab";
 * import { adam, createOptimizer } from "@descent/optim";
 * import { problemNetwork, twoLayer } from "@descent/problems";
 * import { assertGreater } from "@std/assert";
 *
 * using engine = createEngine();
 * const dataset = sampleDataset();
 * const problem = twoLayer({ dataset: dataset.name, batchSize: 16 });
 * const random = randomStream({ seed: 1 });
 * using network = problemNetwork({ problem, dataset, engine, random: random.split("init") });
 * const { arena, dtype, parameters } = network;
 * const preprocessing = { scale: 1 / 255 };
 * const { rows } = train({
 *   network,
 *   optimizer: createOptimizer({ plugin: adam, parameters }),
 *   batches: imageBatches({ arena, dtype, size: 16, preprocessing }, dataset.imageShape),
 *   training: imageTensors(arena, dataset.train, dataset.imageShape),
 *   validation: imageTensors(arena, dataset.validation, dataset.imageShape),
 *   epochs: 5,
 *   learningRate: 0.01,
 *   random: random.split("shuffle"),
 * });
 * assertGreater(rows.at(-1)!.validationAccuracy!, 0.9);
 * ```
 */
export function train(options: TrainOptions): Training {
  const { network, optimizer, batches, training, validation, epochs, learningRate, random } =
    options;
  const order = Int32Array.from({ length: training.labels.size }, (_, index) => index);
  const stepsPerEpoch = Math.ceil(order.length / batches.size);
  const plannedSteps = Math.max(1, Math.round(epochs * stepsPerEpoch));
  const { evaluationsPerEpoch = 1 } = options;
  const stepsPerEvaluation = Math.max(1, Math.round(stepsPerEpoch / evaluationsPerEpoch));
  const schedule = (options.schedule ?? (() => constantRate))(plannedSteps);
  const probe = Math.min(training.labels.size, validation.labels.size);
  const best = checkpoint(network);
  let bestRow: MetricsRow | null = null;
  const rows: MetricsRow[] = [];
  let seconds = 0;
  let lossLimit = Infinity;
  let lossSum = 0;
  let lossCount = 0;
  let batch = batches.take(training, order, 0);
  // One object for all steps: the loop allocates nothing.
  const context = {
    step: 0,
    learningRate: 0,
    loss: 0,
    evaluate: () => network.gradients(batch.x, batch.target),
  };

  const addRow = (row: Omit<MetricsRow, "epoch" | "seconds" | "learningRate">): MetricsRow => {
    const { step } = row;
    const nextRate = learningRate * schedule(step + 1);
    const whole = { ...row, epoch: step / stepsPerEpoch, seconds, learningRate: nextRate };
    rows.push(whole);
    options.onEvaluation?.(whole);
    return whole;
  };
  const end = (steps: number, divergedAtStep: number | null): Training => (
    { rows, bestRow, plannedSteps, steps, seconds, divergedAtStep, restoreBest: best.restore }
  );

  for (let step = 1; step <= plannedSteps; step++) {
    const startedAt = performance.now();
    const place = (step - 1) % stepsPerEpoch;
    if (place === 0) random.shuffle(order);
    batch = batches.take(training, order, place * batches.size);
    context.step = step;
    context.learningRate = learningRate * schedule(step);
    const loss = context.loss = context.evaluate();
    if (step === 1) lossLimit = DIVERGED_FACTOR * Math.max(1, loss);
    if (!isBelow(lossLimit, loss)) {
      addRow({ step, trainLoss: loss, ...NOT_EVALUATED });
      return end(step - 1, step);
    }
    optimizer.step(context);
    seconds += (performance.now() - startedAt) / 1000;
    lossSum += loss;
    lossCount++;
    if (step % stepsPerEvaluation !== 0 && step < plannedSteps) continue;

    const trainAccuracy = evaluateImages(network, batches, training, probe).accuracy;
    const { loss: validationLoss, accuracy } = evaluateImages(network, batches, validation);
    const row = addRow({
      step,
      trainLoss: lossSum / lossCount,
      trainAccuracy,
      validationLoss,
      validationAccuracy: accuracy,
      ...(options.observe && { extra: options.observe() }),
    });
    if (!isBelow(lossLimit, validationLoss)) return end(step, step);
    lossSum = lossCount = 0;
    if (accuracy > (bestRow?.validationAccuracy ?? -1)) {
      bestRow = row;
      best.save();
    }
  }
  return end(plannedSteps, null);
}

const NOT_EVALUATED = { trainAccuracy: null, validationLoss: null, validationAccuracy: null };

/** False for NaN, and for infinity below infinity. */
function isBelow(limit: number, loss: number): boolean {
  return Number.isFinite(loss) && loss <= limit;
}
