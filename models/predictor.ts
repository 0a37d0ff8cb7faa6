import {
  createEngine,
  type Engine,
  gatherImages,
  randomStream,
  type Shape,
  sizeOf,
  type Tensor,
} from "@descent/core";
import type { ExampleArray } from "@descent/data";
import { buildRoot, type BuiltLayer, type LayerInput } from "@descent/layers";
import type { Model } from "./model.ts";
import { restoreNetwork } from "./restore_network.ts";

/**
 * Options of {@linkcode predictor}.
 *
 * @category Prediction
 */
export interface PredictorOptions {
  /** The model: of {@linkcode loadNetwork}, or of {@linkcode modelOf} for a network that is there. */
  readonly model: Model;
  /** Most inputs that go through the network at a time, a whole number of at least 1; default 128. */
  readonly batchSize?: number;
  /** Where it computes; default an engine of its own with one thread. */
  readonly engine?: Engine;
}

/**
 * A model that runs: outputs of inputs, without loss, seed or trainer.
 *
 * @category Prediction
 */
export interface Predictor extends Disposable {
  /** Shape of one output, without the batch. */
  readonly outputShape: Shape;
  /**
   * Computes the outputs of any number of inputs, in batches.
   *
   * @param inputs The inputs, one after another, row-major: bytes where the model takes such, indices or numbers.
   * @returns The outputs, one after another, of the model's type.
   * @throws {TypeError} When they are not whole inputs, or bytes for a model that takes none.
   */
  predict(inputs: ExampleArray | readonly number[]): Float32Array | Float64Array;
}

/**
 * Makes a model run. Outputs are those of the network's own evaluation, bit for bit with WebAssembly's products, however
 * the inputs are split; a native library's products may differ in the last bits where the batch size does.
 *
 * @category Prediction
 * @param options Model, batch size and engine, see {@linkcode PredictorOptions}.
 * @returns The predictor; release it with `using`.
 * @throws {RangeError} When the batch size is no whole number of at least 1.
 * @throws {TypeError} When the model's tensors are not those of its layer.
 *
 * @example
 * ```ts
 * import { affine } from "@descent/layers";
 * import { predictor } from "@descent/models";
 * import { assertEquals } from "@std/assert";
 *
 * using line = predictor({
 *   model: {
 *     layer: affine({ units: 1 }),
 *     inputShape: [1],
 *     dtype: "f32",
 *     tensors: new Map([
 *       ["affine1.weight", { shape: [1, 1], data: new Float32Array([2]) }],
 *       ["affine1.bias", { shape: [1], data: new Float32Array([1]) }],
 *     ]),
 *     bytes: null,
 *     preprocessing: null,
 *     classNames: null,
 *     notes: {},
 *   },
 *   batchSize: 2,
 * });
 * assertEquals([...line.predict([0, 1, 2])], [1, 3, 5]);
 * ```
 */
export function predictor(
  { model, batchSize = 128, engine: given }: PredictorOptions,
): Predictor {
  if (!(Number.isSafeInteger(batchSize) && batchSize >= 1)) {
    throw new RangeError(
      `predictor: expected batchSize to be a whole number of at least 1, got ${batchSize}; leave it out for 128`,
    );
  }
  const engine = given ?? createEngine();
  const arena = engine.arena();
  const release = () => {
    arena.dispose();
    if (given === undefined) engine[Symbol.dispose]();
  };
  try {
    const { layer, inputShape, dtype } = model;
    const random = randomStream({ seed: 0 });
    const { built } = buildRoot(layer, [batchSize, ...inputShape], { arena, dtype, random });
    restoreNetwork({ ...built, dtype }, model);
    const inputs = new Inputs(model, layer.indexCount, arena, batchSize);
    return {
      outputShape: built.output.slice(1),
      predict: (examples) => outputsOf(built, inputs, examples, model),
      [Symbol.dispose]: release,
    };
  } catch (error) {
    release();
    throw error;
  }
}

function outputsOf(
  built: BuiltLayer,
  inputs: Inputs,
  examples: ExampleArray | readonly number[],
  { inputShape, dtype }: Model,
): Float32Array | Float64Array {
  const size = sizeOf(inputShape), count = examples.length / size;
  if (!Number.isInteger(count)) {
    throw new TypeError(
      `predictor: expected inputs of ${size} numbers each, got ${examples.length} numbers, which is no multiple; check the shape`,
    );
  }
  const each = sizeOf(built.output.slice(1));
  const outputs = new (dtype === "f32" ? Float32Array : Float64Array)(count * each);
  for (let start = 0; start < count; start += built.output[0]) {
    const stop = Math.min(count, start + built.output[0]);
    const x = inputs.batch(examples, start, stop);
    outputs.set(built.forward(x, "eval").data, start * each);
  }
  return outputs;
}

/** Memory of one batch of inputs. */
class Inputs {
  readonly #model: Model;
  readonly #indexCount: number | undefined;
  readonly #x: LayerInput;
  readonly #images: Tensor<"u8"> | undefined;
  readonly #order: Tensor<"i32">;
  readonly #mean: Tensor | undefined;

  constructor(
    model: Model,
    indexCount: number | undefined,
    arena: ReturnType<Engine["arena"]>,
    batchSize: number,
  ) {
    const { inputShape, dtype, bytes } = model;
    this.#model = model;
    this.#indexCount = indexCount;
    const shape = [batchSize, ...inputShape];
    this.#x = arena.tensor(shape, indexCount === undefined ? dtype : "i32") as LayerInput;
    if (bytes !== null) this.#images = arena.tensor([batchSize, sizeOf(inputShape)], "u8");
    if (bytes?.mean) this.#mean = arena.from(bytes.mean, inputShape, dtype);
    this.#order = arena.from(Array.from({ length: batchSize }, (_, n) => n), [batchSize], "i32");
  }

  batch(examples: ExampleArray | readonly number[], start: number, stop: number): LayerInput {
    const { inputShape, bytes } = this.#model, size = sizeOf(inputShape);
    const part = examples.slice(start * size, stop * size);
    const x = this.#x.rows(0, stop - start) as LayerInput;
    if (part instanceof Uint8Array && this.#indexCount === undefined) {
      if (bytes === null || this.#images === undefined) {
        throw new TypeError(
          "predictor: expected numbers, got bytes, for a model that does not say how they become numbers; give numbers",
        );
      }
      const images = this.#images.rows(0, stop - start);
      images.data.set(part);
      const order = this.#order.rows(0, stop - start);
      return gatherImages(images, order, x as Tensor, bytes.scale, this.#mean);
    }
    x.data.set(part);
    return x;
  }
}
