import type { Parameter, RandomStream } from "@descent/core";
import type { SharedDataset } from "@descent/data";
import {
  buildNetwork,
  type Layer,
  type Loss,
  type NamedTensor,
  type Network,
  type Penalty,
} from "@descent/layers";
import type { Measure } from "../measures/measure.ts";
import type { Split } from "../metric.ts";
import type {
  BuiltProblem,
  DataDescription,
  GradientMode,
  ProblemContext,
} from "../problem_plugin.ts";
import { type Batch, Batches, type BytePreprocessing } from "./_batches.ts";
import {
  acquireResident,
  type ResidentDataset,
  type ResidentExamples,
} from "./_resident_examples.ts";

/** Options of {@linkcode supervised}. */
export interface SupervisedOptions {
  /** Engine, floating-point type, batch size and random stream. */
  readonly context: ProblemContext;
  /** The data set: bytes of images, rows of numbers, or sequences of indices, with classes or values as targets. */
  readonly data: SharedDataset;
  /** The network, from a batch of inputs to predictions. */
  readonly layer: Layer;
  /** What training makes small. */
  readonly loss: Loss;
  /** Added to the training loss; default none. */
  readonly penalty?: Penalty | undefined;
  /** Metrics besides the loss, by name; default none. */
  readonly metrics?: Readonly<Record<string, Measure>>;
  /** The model in words, for reports: `"784-100-10"`. */
  readonly model: string;
  /** What bytes are multiplied by; default 1/255, for inputs from 0 to 1. Inputs that are no bytes stay as they are. */
  readonly scale?: number;
  /** Whether the training part's mean of each element is subtracted from bytes; default false. */
  readonly centred?: boolean;
  /** How many of the training examples are learned, the first ones; default all. */
  readonly trainSubset?: number | null;
  /** How many of the validation examples are evaluated, the first ones; default all. */
  readonly validationSubset?: number | null;
}

/**
 * A problem of supervised learning: minibatches of shuffled examples through a network and a loss.
 *
 * Each pass over the training part goes through a new random order; the last minibatch of a pass has what is left.
 *
 * @param options Data, network, loss and metrics, see {@linkcode SupervisedOptions}.
 * @returns The built problem; disposing frees its network.
 * @throws {TypeError} When the network does not fit the inputs.
 * @throws {RangeError} When a subset is larger than its part.
 *
 * @example Images of three classes
 * ```ts
 * import { createEngine, randomStream } from "@descent/core";
 * import { shareDataset } from "@descent/data";
 * import { sampleDataset } from "@descent/data/testing";
 * import { softmaxCrossEntropy, twoLayerNet } from "@descent/layers";
 * import { accuracy, supervised } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using problem = supervised({
 *   context: { engine, dtype: "f32", batchSize: 16, random: randomStream({ seed: 1 }) },
 *   data: await shareDataset(sampleDataset()),
 *   layer: twoLayerNet({ hidden: 8, classes: 3 }),
 *   loss: softmaxCrossEntropy(),
 *   metrics: { accuracy },
 *   model: "16-8-3",
 * });
 * assertEquals(problem.stepsPerEpoch, 6);
 * assertEquals(problem.nextBatch(1), 16);
 * assertEquals(Object.keys(problem.evaluate("validation")), ["loss", "accuracy"]);
 * ```
 */
export function supervised(options: SupervisedOptions): BuiltProblem {
  const { context: { engine, dtype, batchSize, random, observer }, data } = options;
  const { trainSubset, validationSubset } = options;
  checkSubset("training", trainSubset, data.train.count);
  checkSubset("validation", validationSubset, data.validation.count);
  const network = buildNetwork({
    layer: options.layer,
    input: [batchSize, ...data.inputShape],
    loss: options.loss,
    penalty: options.penalty,
    random: random.split("init"),
    dtype,
    engine,
    observer,
  });
  try {
    return new SupervisedProblem(network, options);
  } catch (error) {
    network[Symbol.dispose]();
    throw error;
  }
}

function checkSubset(part: string, subset: number | null | undefined, count: number): void {
  if (subset == null || (Number.isInteger(subset) && subset >= 1 && subset <= count)) return;
  throw new RangeError(
    `Supervised problem: expected 1 to ${count} ${part} examples, got ${subset}; ask for fewer or load more`,
  );
}

class SupervisedProblem implements BuiltProblem {
  readonly parameters: readonly Parameter[];
  readonly buffers: readonly NamedTensor[];
  readonly stepsPerEpoch: number;
  readonly examples: Readonly<Record<Split, number>>;
  readonly model: string;
  readonly data: DataDescription;
  readonly #network: Network;
  readonly #measures: readonly (readonly [string, Measure])[];
  readonly #parts: ResidentDataset;
  readonly #release: () => void;
  readonly #batches: Batches;
  readonly #order: Int32Array;
  readonly #shuffle: RandomStream;
  /** Passes whose order has been drawn. */
  #shuffled = 0;
  #batch!: Batch;

  constructor(network: Network, options: SupervisedOptions) {
    const { context: { engine, dtype, batchSize, random }, data, metrics = {} } = options;
    const { scale = 1 / 255, centred = false } = options;
    const train = options.trainSubset ?? data.train.count;
    const { parts, release } = acquireResident(engine, data, dtype);
    this.parameters = network.parameters;
    this.buffers = network.buffers;
    this.examples = {
      train,
      validation: options.validationSubset ?? data.validation.count,
      test: data.test.count,
    };
    this.model = options.model;
    const isBytes = data.train.inputs instanceof Uint8Array;
    this.data = {
      name: data.name,
      title: data.title,
      preprocessing: isBytes ? preprocessingText(scale, centred) : "",
    };
    this.#network = network;
    this.#measures = Object.entries(metrics);
    this.#parts = parts;
    this.#release = release;
    this.#batches = new Batches({
      arena: network.arena,
      dtype,
      size: batchSize,
      inputShape: data.inputShape,
      targetShape: data.targetShape,
      preprocessing: preprocessing(scale, centred, data.inputMean),
    });
    this.stepsPerEpoch = Math.ceil(train / batchSize);
    this.#order = Int32Array.from({ length: train }, (_, index) => index);
    this.#shuffle = random.split("shuffle");
  }

  nextBatch(step: number): number {
    const { stepsPerEpoch } = this;
    const epoch = Math.ceil(step / stepsPerEpoch);
    for (; this.#shuffled < epoch; this.#shuffled++) this.#shuffle.shuffle(this.#order);
    const start = (step - 1) % stepsPerEpoch * this.#batches.size;
    this.#batch = this.#batches.take(this.#parts.train, this.#order, start);
    return this.#batch.x.shape[0];
  }

  gradients(mode: GradientMode = "train"): number {
    const { x, target } = this.#batch;
    return this.#network.gradients(x, target, mode);
  }

  evaluate(split: Split, count: number = this.examples[split]): Record<string, number> {
    const examples: ResidentExamples = this.#parts[split];
    const order = Int32Array.from({ length: count }, (_, index) => index);
    const sums = this.#measures.map(() => 0);
    let lossSum = 0;
    for (let start = 0; start < count; start += this.#batches.size) {
      const { x, target } = this.#batches.take(examples, order, start);
      const batch = this.#network.evaluate(x, target);
      lossSum += batch.loss * x.shape[0];
      for (const [index, [, { batch: sumOf }]] of this.#measures.entries()) {
        sums[index] += sumOf?.(batch.prediction, target) ?? 0;
      }
    }
    const loss = lossSum / count;
    const measured = this.#measures.map(([name, { total }], index) => {
      const sum = sums[index];
      return [name, total?.({ sum, count, loss }) ?? sum / count];
    });
    return { loss, ...Object.fromEntries(measured) };
  }

  [Symbol.dispose](): void {
    this.#release();
    this.#network[Symbol.dispose]();
  }
}

function preprocessing(
  scale: number,
  centred: boolean,
  mean: Float64Array,
): BytePreprocessing {
  return centred ? { scale, mean: mean.map((value) => scale * value) } : { scale };
}

/** Such as `"pixels / 255, less the training mean"`. */
function preprocessingText(scale: number, centred: boolean): string {
  const scaled = scale === 1 ? "pixels 0..255" : `pixels / ${Number((1 / scale).toPrecision(6))}`;
  return centred ? `${scaled}, less the training mean` : scaled;
}
