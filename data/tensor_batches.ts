import {
  formatShape,
  givenOptions,
  type OptionKind,
  type RandomStream,
  randomStream,
  type Shape,
  type Tensor,
} from "@descent/core";

/**
 * Options of {@linkcode tensorBatches}.
 *
 * @category Splits and batches
 */
export interface TensorBatchesOptions<
  X extends Tensor | Tensor<"i32">,
  T extends Tensor | Tensor<"i32">,
> {
  /** Inputs of all examples, [count, ...]: numbers, or indices. */
  readonly x: X;
  /** Their targets, [count, ...]: values, or classes. */
  readonly target: T;
  /** Examples of a full batch, a whole number of at least 1. */
  readonly size: number;
  /** The stream whose split `"shuffle"` draws the order of each pass; default that of seed 1. */
  readonly random?: RandomStream;
}

/**
 * Some examples, in memory that the next batch overwrites.
 *
 * @category Splits and batches
 */
export interface TensorBatch<X, T> {
  /** Number of the training step, from 1. */
  readonly step: number;
  /** Inputs, [N, ...]. */
  readonly x: X;
  /** Targets, [N, ...]. */
  readonly target: T;
}

/**
 * Tensors in minibatches.
 *
 * @category Splits and batches
 */
export interface TensorBatches<X, T> {
  /** Shape of the inputs of a full batch. */
  readonly input: Shape;
  /** Minibatches in a pass over all examples. */
  readonly stepsPerEpoch: number;

  /**
   * Takes the minibatch of a training step; allocates nothing.
   *
   * @param step Number of the step, from 1, above the last one; those left out are passed over.
   * @returns The minibatch, one object for all steps.
   */
  next(step: number): TensorBatch<X, T>;

  /**
   * Goes through all examples some times, from the first step on.
   *
   * @param count Passes, at least 0; may be a fraction.
   * @returns The minibatches, one after another.
   */
  epochs(count: number): Iterable<TensorBatch<X, T>>;
}

const tensor: OptionKind = {
  wanted: "a tensor, such as arena.from(values, shape)",
  fits: (value) => Array.isArray((value as Tensor | null)?.shape),
};
const stream: OptionKind = {
  wanted: "a random stream, such as randomStream({ seed: 1 })",
  fits: (value) =>
    typeof value === "object" && typeof (value as RandomStream | null)?.split === "function",
};

/**
 * Minibatches of examples that lie in two tensors, for data that are no bytes of images.
 *
 * Each pass goes through all examples in a new random order; its last minibatch has what is left.
 *
 * @category Splits and batches
 * @param options Inputs, targets and the size of a batch, see {@linkcode TensorBatchesOptions}.
 * @returns The minibatches, which live in the arena of the inputs.
 * @throws {TypeError} When inputs and targets are not equally many.
 * @throws {RangeError} When there are none, or the size is not a whole number of at least 1.
 *
 * @example Five examples in two batches
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { tensorBatches } from "@descent/data";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const x = arena.from([1, 2, 3, 4, 5], [5, 1]), target = arena.from([1, 4, 9, 16, 25], [5, 1]);
 * const seen = new Map<number, number>();
 * for (const batch of tensorBatches({ x, target, size: 3 }).epochs(1)) {
 *   batch.x.data.forEach((value, i) => seen.set(value, batch.target.data[i]));
 * }
 * assertEquals([...seen].sort(), [[1, 1], [2, 4], [3, 9], [4, 16], [5, 25]]);
 * ```
 */
export function tensorBatches<
  X extends Tensor | Tensor<"i32">,
  T extends Tensor | Tensor<"i32">,
>(
  options: TensorBatchesOptions<X, T>,
): TensorBatches<X, T> {
  const { x, target, size, random = randomStream({ seed: 1 }) } = givenOptions(
    "tensorBatches",
    options,
    { x: tensor, target: tensor, random: stream },
    ["x", "target"],
  );
  const [count] = x.shape;
  if (count !== target.shape[0]) {
    throw new TypeError(
      `tensorBatches: expected as many targets as inputs, got ${formatShape(x.shape)} and ${
        formatShape(target.shape)
      }; give each example one`,
    );
  }
  if (!(count >= 1)) {
    throw new RangeError(
      `tensorBatches: expected inputs [count, ...] with count at least 1, got ${
        formatShape(x.shape)
      }; add examples`,
    );
  }
  if (!(Number.isSafeInteger(size) && size >= 1)) {
    throw new RangeError(
      `tensorBatches: expected size to be a whole number of at least 1, got ${size}; 32 is usual`,
    );
  }
  const { engine } = x, stepsPerEpoch = Math.ceil(count / size);
  const order = x.arena.tensor([count], "i32"), shuffle = random.split("shuffle");
  order.data.forEach((_, i) => order.data[i] = i);
  const inputs = batchOf(x, Math.min(size, count)),
    targets = batchOf(target, Math.min(size, count));
  const left = count - (stepsPerEpoch - 1) * size;
  const full = { step: 0, x: inputs, target: targets };
  const last = { step: 0, x: inputs.rows(0, left) as X, target: targets.rows(0, left) as T };
  const gather = (all: Tensor | Tensor<"i32">, from: number, out: Tensor | Tensor<"i32">) => {
    const bytes = all.data.byteLength / count, indices = order.pointer + 4 * from;
    const { gatherRows } = engine.kernels.shared;
    gatherRows(0, out.shape[0], bytes, all.pointer, indices, out.pointer);
  };
  // Passes whose order has been drawn.
  let shuffled = 0;
  const next = (step: number): TensorBatch<X, T> => {
    const epoch = Math.ceil(step / stepsPerEpoch), place = (step - 1) % stepsPerEpoch;
    for (; shuffled < epoch; shuffled++) shuffle.shuffle(order.data);
    const batch = place === stepsPerEpoch - 1 ? last : full;
    gather(x, place * size, batch.x);
    gather(target, place * size, batch.target);
    batch.step = step;
    return batch;
  };
  return {
    input: inputs.shape,
    stepsPerEpoch,
    next,
    *epochs(passes) {
      for (let step = 1; step <= Math.round(passes * stepsPerEpoch); step++) yield next(step);
    },
  };
}

/** Memory for some examples of a tensor. */
function batchOf<T extends Tensor | Tensor<"i32">>(all: T, size: number): T {
  const shape = [size, ...all.shape.slice(1)];
  return all.arena.tensor(shape, all.dtype) as Tensor | Tensor<"i32"> as T;
}
