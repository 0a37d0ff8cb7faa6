import type { Arena } from "@descent/core";
import type { SharedDataset } from "@descent/data";
import type { Split } from "../contract/metric.ts";
import type { DataDescription, ProblemContext } from "../contract/problem_plugin.ts";
import { BatchMemory } from "./_batch_memory.ts";
import { acquireResident } from "./_resident_examples.ts";
import type { Batch } from "./batch.ts";
import { describeData } from "./_describe_data.ts";

/**
 * Options of {@linkcode minibatches}.
 *
 * @category Writing a problem
 */
export interface MinibatchesOptions {
  /** Engine, floating-point type, batch size and random stream. */
  readonly context: ProblemContext;
  /** Where the memory of a batch lies. */
  readonly arena: Arena;
  /** The data set: bytes of images, rows of numbers, or sequences of indices, with classes or values as targets. */
  readonly data: SharedDataset;
  /** Factor of bytes; default 1/255, for inputs from 0 to 1. Inputs that are no bytes stay as they are. */
  readonly scale?: number | undefined;
  /** Whether the training part's mean of each element is subtracted from bytes; default false. */
  readonly centred?: boolean | undefined;
  /** How many of the training examples are learned, the first ones; default all. */
  readonly trainSubset?: number | null | undefined;
  /** How many of the validation examples are evaluated, the first ones; default all. */
  readonly validationSubset?: number | null | undefined;
}

/**
 * A data set in minibatches; there is memory for one, which the next overwrites. Disposing lets go of the data.
 *
 * @category Writing a problem
 */
export interface Minibatches extends Disposable {
  /** Minibatches in a pass over the training part. */
  readonly stepsPerEpoch: number;
  /** Number of examples in each part. */
  readonly examples: Readonly<Record<Split, number>>;
  /** The data in words. */
  readonly data: DataDescription;

  /**
   * Takes the minibatch of a training step; allocates nothing once each size has been seen.
   *
   * @param step Number of the step, from 1, above the last one; those left out are passed over.
   * @returns The minibatch.
   */
  next(step: number): Batch;

  /**
   * Goes through the first examples of a part in their order, for evaluations.
   *
   * @param split The part.
   * @param count How many examples, from 1; default all.
   * @returns The batches, one after another.
   * @throws {RangeError} When the part has fewer.
   */
  inOrder(split: Split, count?: number): Iterable<Batch>;

  /**
   * Means over the first examples of a part, each batch weighed by its size.
   *
   * @param split The part.
   * @param count How many examples, from 1; `undefined` for all.
   * @param measure Gives the means over a batch, the same names each time.
   * @returns The means over the examples, by the same names.
   * @throws {RangeError} When the part has fewer.
   */
  mean<M extends Readonly<Record<string, number>>>(
    split: Split,
    count: number | undefined,
    measure: (batch: Batch) => M,
  ): M;
}

/**
 * Minibatches of a data set, for problems that {@linkcode supervised} does not build.
 *
 * Each pass over the training part goes through a new random order, drawn from the stream `"shuffle"`; the last
 * minibatch of a pass has what is left.
 *
 * @category Writing a problem
 * @param options Data and how they become inputs, see {@linkcode MinibatchesOptions}.
 * @returns The minibatches; dispose them with the arena.
 * @throws {RangeError} When a subset is larger than its part.
 *
 * @example
 * ```ts
 * import { createEngine, randomStream } from "@descent/core";
 * import { shareDataset } from "@descent/data";
 * import { sampleDataset } from "@descent/data/testing";
 * import { minibatches } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const context = { engine, dtype: "f32", batchSize: 16, random: randomStream({ seed: 1 }) } as const;
 * using batches = minibatches({ context, arena, data: await shareDataset(sampleDataset()) });
 * assertEquals(batches.next(1).x.shape, [16, 1, 4, 4]);
 * assertEquals([...batches.inOrder("validation")].length, 2);
 * ```
 */
export function minibatches(options: MinibatchesOptions): Minibatches {
  const { context, arena, data, trainSubset, validationSubset } = options;
  const { engine, dtype, batchSize: size, random } = context;
  const { scale = 1 / 255, centred = false } = options;
  checkSubset("training", trainSubset, data.train.count);
  checkSubset("validation", validationSubset, data.validation.count);
  const examples = {
    train: trainSubset ?? data.train.count,
    validation: validationSubset ?? data.validation.count,
    test: data.test.count,
  };
  const memory = new BatchMemory({
    arena,
    dtype,
    size,
    inputShape: data.inputShape,
    targetShape: data.targetShape,
    scale,
    mean: centred ? data.inputMean.map((value) => scale * value) : undefined,
  });
  const { parts, release } = acquireResident(engine, data, dtype);
  const stepsPerEpoch = Math.ceil(examples.train / size);
  const order = inOrder(examples.train), shuffle = random.split("shuffle");
  // Passes whose order has been drawn.
  let shuffled = 0;
  const part = function* (split: Split, count = examples[split]): Generator<Batch> {
    checkCount(`examples of the part '${split}'`, count, examples[split]);
    const order = inOrder(count);
    for (let start = 0; start < count; start += size) {
      yield memory.take(parts[split], order, start);
    }
  };
  return {
    stepsPerEpoch,
    examples,
    data: describeData(
      data,
      data.train.inputs instanceof Uint8Array ? preprocessingText(scale, centred) : "",
    ),
    next(step) {
      const epoch = Math.ceil(step / stepsPerEpoch);
      for (; shuffled < epoch; shuffled++) shuffle.shuffle(order);
      return memory.take(parts.train, order, (step - 1) % stepsPerEpoch * size);
    },
    inOrder: part,
    mean(split, count = examples[split], measure) {
      const sums: Record<string, number> = {};
      for (const batch of part(split, count)) {
        const N = batch.x.shape[0];
        for (const [name, mean] of Object.entries(measure(batch))) {
          sums[name] = (sums[name] ?? 0) + N * mean;
        }
      }
      return Object.fromEntries(
        Object.entries(sums).map(([name, sum]) => [name, sum / count]),
      ) as ReturnType<typeof measure>;
    },
    [Symbol.dispose]: release,
  };
}

function inOrder(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, index) => index);
}

function checkSubset(part: string, subset: number | null | undefined, count: number): void {
  if (subset != null) checkCount(`${part} examples`, subset, count);
}

function checkCount(what: string, count: number, available: number): void {
  if (Number.isInteger(count) && count >= 1 && count <= available) return;
  throw new RangeError(
    `Minibatches: expected 1 to ${available} ${what}, got ${count}; ask for fewer or load more`,
  );
}

/** Such as `"pixels / 255, less the training mean"`. */
function preprocessingText(scale: number, centred: boolean): string {
  const scaled = scale === 1 ? "pixels 0..255" : `pixels / ${Number((1 / scale).toPrecision(6))}`;
  return centred ? `${scaled}, less the training mean` : scaled;
}
