import { givenOptions, type Parameter, type Tensor } from "@descent/core";
import {
  buildNetwork,
  type Layer,
  type Loss,
  type NamedTensor,
  type Network,
  type Penalty,
  type Target,
} from "@descent/layers";
import {
  type ConfusionMatrix,
  confusionMatrix,
  countConfusion,
} from "../measures/confusion_matrix.ts";
import type { Measure } from "../measures/measure.ts";
import type { Split } from "../contract/metric.ts";
import type { ProblemPictures } from "../contract/pictures.ts";
import type {
  BuiltProblem,
  DataDescription,
  GradientMode,
  ProblemNetwork,
} from "../contract/problem_plugin.ts";
import type { Batch } from "./batch.ts";
import { BATCH_KINDS, having } from "./_option_kinds.ts";
import { filterPictures, imageShape, Mistakes } from "./_network_pictures.ts";
import { type Minibatches, minibatches, type MinibatchesOptions } from "./minibatches.ts";

/**
 * Options of {@linkcode supervised}.
 *
 * @category Writing a problem
 */
export interface SupervisedOptions extends Omit<MinibatchesOptions, "arena"> {
  /** The network, from a batch of inputs to predictions. */
  readonly layer: Layer;
  /** The training loss. */
  readonly loss: Loss;
  /** Added to the training loss; default none. */
  readonly penalty?: Penalty | undefined;
  /** Whether predictions are held against the data set's targets or against the inputs themselves; default `"data"`. */
  readonly target?: "data" | "input";
  /** Metrics besides the loss, by name; default none. */
  readonly metrics?: Readonly<Record<string, Measure>>;
  /** The model in words, for reports: `"784-100-10"`. */
  readonly model: string;
  /** Makes texts with the network, for reports; default none. */
  readonly samples?: (network: Network) => readonly string[];
}

const KINDS = {
  ...BATCH_KINDS,
  layer: having("a layer", "build"),
  loss: having("a loss", "build"),
  penalty: having("a penalty", "build"),
  target: ["data", "input"],
  metrics: "object",
  model: "text",
  samples: "function",
} as const;

/**
 * A problem of supervised learning: minibatches of shuffled examples through a network and a loss.
 *
 * Each pass over the training part goes through a new random order; the last minibatch of a pass has what is left.
 *
 * @category Writing a problem
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
  const { context: { engine, dtype, batchSize, random, observer }, data, layer, loss } =
    givenOptions("supervised", options, KINDS, ["context", "data", "layer", "loss", "model"]);
  const network = buildNetwork({
    layer,
    input: [batchSize, ...data.inputShape],
    loss,
    penalty: options.penalty,
    random: random.split("init"),
    dtype,
    engine,
    observer,
  });
  try {
    const batches = minibatches({ ...options, arena: network.arena });
    return new SupervisedProblem(network, batches, options);
  } catch (error) {
    network[Symbol.dispose]();
    throw error;
  }
}

class SupervisedProblem implements BuiltProblem {
  readonly parameters: readonly Parameter[];
  readonly buffers: readonly NamedTensor[];
  readonly stepsPerEpoch: number;
  readonly examples: Readonly<Record<Split, number>>;
  readonly model: string;
  readonly data: DataDescription;
  readonly network: ProblemNetwork;
  readonly #network: Network;
  readonly #batches: Minibatches;
  readonly #measures: readonly (readonly [string, Measure])[];
  readonly #reconstructs: boolean;
  readonly #samples: (network: Network) => readonly string[];
  /** Of the last evaluation; `null` where targets are no classes. */
  #confusion: ConfusionMatrix | null;
  /** Of the last evaluation, where that was of the test part and its images may be shown. */
  #mistakes: Mistakes | undefined;
  readonly #dataset: SupervisedOptions["data"];
  readonly #imageShape: ProblemPictures["shape"] | undefined;
  #batch!: Batch;

  constructor(
    network: Network,
    batches: Minibatches,
    {
      model,
      metrics = {},
      target = "data",
      samples = () => [],
      data,
      scale = 1 / 255,
      centred = false,
    }: SupervisedOptions,
  ) {
    const mean = centred ? data.inputMean.map((value) => scale * value) : null;
    this.network = {
      network,
      bytes: data.train.inputs instanceof Uint8Array ? { scale, mean } : null,
      preprocessing: data.preprocessing ?? null,
      classNames: data.classNames,
    };
    this.parameters = network.parameters;
    this.buffers = network.buffers;
    this.stepsPerEpoch = batches.stepsPerEpoch;
    this.examples = batches.examples;
    this.model = model;
    this.data = batches.data;
    this.#network = network;
    this.#dataset = data;
    this.#imageShape = imageShape(data);
    this.#batches = batches;
    this.#measures = Object.entries(metrics);
    this.#samples = samples;
    this.#reconstructs = target === "input";
    const { classNames, targetShape } = data;
    const isClasses = classNames !== null && targetShape.length === 0 && !this.#reconstructs;
    this.#confusion = isClasses ? confusionMatrix(classNames.length) : null;
  }

  nextBatch(step: number): number {
    this.#batch = this.#batches.next(step);
    return this.#batch.x.shape[0];
  }

  gradients(mode: GradientMode = "train"): number {
    const { x } = this.#batch, target = this.#targetOf(this.#batch);
    return this.#network.gradients(x, target, mode);
  }

  evaluate(split: Split, count: number = this.examples[split]): Record<string, number> {
    const sums = this.#measures.map(() => 0);
    let lossSum = 0;
    this.#confusion?.counts.fill(0);
    this.#mistakes = split === "test" && this.#imageShape ? new Mistakes() : undefined;
    for (const batch of this.#batches.inOrder(split, count)) {
      const { x } = batch, target = this.#targetOf(batch);
      const { loss, prediction } = this.#network.evaluate(x, target);
      lossSum += loss * x.shape[0];
      this.#count(prediction, target);
      for (const [index, [, { batch: sumOf }]] of this.#measures.entries()) {
        sums[index] += sumOf?.(prediction, target) ?? 0;
      }
    }
    const loss = lossSum / count;
    const confusion = this.#confusion === null ? {} : { confusion: this.#confusion };
    const measured = this.#measures.map(([name, { total }], index) => {
      const sum = sums[index];
      return [name, total?.({ sum, count, loss, ...confusion }) ?? sum / count];
    });
    return { loss, ...Object.fromEntries(measured) };
  }

  confusion(): readonly (readonly number[])[] | null {
    if (this.#confusion === null) return null;
    const { classes: K, counts } = this.#confusion;
    const rows = Array.from(
      { length: K },
      (_, k) => counts.subarray(k * (K + 1), (k + 1) * (K + 1)),
    );
    // An example that is taken for no class has no place in it.
    if (rows.some((row) => row[K] > 0)) return null;
    return rows.map((row) => Array.from(row.subarray(0, K)));
  }

  pictures(): ProblemPictures | null {
    const shape = this.#imageShape;
    if (this.#confusion === null || !this.#mistakes || !shape) return null;
    const first = this.parameters.find(({ role }) => role === "weight");
    const filters = first === undefined ? null : filterPictures(first.value, shape);
    return { shape, worst: this.#mistakes.pictures(this.#dataset, shape), filters };
  }

  samples(): readonly string[] {
    return this.#samples(this.#network);
  }

  #count(prediction: Tensor, target: Target): void {
    if (this.#confusion === null) return;
    const { shape: [, K, ...others] } = prediction;
    // One score for two classes, say, is no answer that could be counted.
    const isScored = K === this.#confusion.classes && others.length === 0;
    if (isScored && target.dtype === "i32") {
      countConfusion(this.#confusion, prediction, target);
      this.#mistakes?.add(prediction, target);
    } else this.#confusion = null;
  }

  #targetOf({ x, target }: Batch): Target {
    return this.#reconstructs ? x : target;
  }

  [Symbol.dispose](): void {
    this.#batches[Symbol.dispose]();
    this.#network[Symbol.dispose]();
  }
}
