import {
  type Arena,
  createEngine,
  type DType,
  type Engine,
  formatShape,
  inspectable,
  type Parameter,
  type RandomStream,
  type Shape,
  type Tensor,
} from "@descent/core";
import { buildRoot } from "./build_root.ts";
import type { BuiltLayer, Layer, LayerInput, LayerPart, Mode, NamedTensor } from "./layer.ts";
import type { LayerObserver } from "./layer_observer.ts";
import type { BuiltLoss, Loss, Target } from "./losses/loss.ts";
import type { BuiltPenalty, Penalty } from "./penalties/penalty.ts";
import { summary } from "./summary.ts";

/**
 * Options of {@linkcode buildNetwork}.
 *
 * @category Networks
 */
export interface NetworkOptions {
  /** The layer, most often a {@linkcode sequential} of them. */
  readonly layer: Layer;
  /** Shape of the largest input minibatch: [N, ...], N at least 1. */
  readonly input: Shape;
  /** The loss that training minimizes. */
  readonly loss: Loss;
  /** The stream that the initial weights are drawn from, each layer from the split of its name. */
  readonly random: RandomStream;
  /** Added to the training loss; default none. */
  readonly penalty?: Penalty | undefined;
  /** Floating-point type of parameters, activations and gradients; default `"f32"`. */
  readonly dtype?: DType;
  /** Observer of layers, loss and penalty as they run, for profiles; default none. */
  readonly observer?: LayerObserver | undefined;
  /** Where the network lives; default an engine of its own with one thread. */
  readonly engine?: Engine;
}

/**
 * How a network does on a batch.
 *
 * @category Networks
 */
export interface Evaluation {
  /** The mean loss over the minibatch, without penalty. */
  readonly loss: number;
  /** The output for the batch, valid until the next forward pass. */
  readonly prediction: Tensor;
}

/**
 * Layers, a loss and the memory for both: what a trainer runs.
 *
 * A step allocates nothing once each batch size has been seen. Everything the network holds is freed with it.
 *
 * @category Networks
 */
export interface Network extends Disposable {
  /** The arena that everything lies in; free for batches and the like that live as long as the network. */
  readonly arena: Arena;
  /** The layer that it was built from. */
  readonly layer: Layer;
  /** The layers as they were built, one inside the other. */
  readonly root: LayerPart;
  /** Element type of outputs, parameters and, unless the first layer takes indices, inputs. */
  readonly dtype: DType;
  /** Shape of the largest input batch. */
  readonly input: Shape;
  /** Shape of the largest output batch. */
  readonly output: Shape;
  /** Trained tensors, in a fixed order, with unique names. */
  readonly parameters: readonly Parameter[];
  /** Tensors that training changes without gradients, with unique names. */
  readonly buffers: readonly NamedTensor[];

  /**
   * Computes the output.
   *
   * @param x A minibatch of 1 to the largest batch size, of the input shape.
   * @param mode `"train"` in a training step, `"repeat"` in one repeated, else `"eval"`; see {@linkcode Mode}.
   * @returns The output, valid until the next call.
   * @throws {TypeError} When element type or shape do not fit.
   * @throws {RangeError} When the batch is empty or larger than the network was built for.
   */
  forward(x: LayerInput, mode: Mode): Tensor;

  /**
   * Forward in training mode, loss, and backward: overwrites the gradient of each parameter.
   *
   * @param x A minibatch of 1 to the largest batch size, of the input shape.
   * @param target The target of the output.
   * @param mode `"repeat"` to use the random draws of the last call in `"train"` again, for the same batch, and to
   * leave buffers as they are; default `"train"`.
   * @param sampleWeights Weights of the examples or of the losses, see {@linkcode BuiltLoss.forward}; default all 1.
   * @returns The mean loss over the batch plus the penalty.
   * @throws {TypeError} When element types or shapes do not fit.
   * @throws {RangeError} When the batch size or a target is out of range.
   */
  gradients(
    x: LayerInput,
    target: Target,
    mode?: "train" | "repeat",
    sampleWeights?: Tensor,
  ): number;

  /**
   * Forward in evaluation mode, and the loss without penalty.
   *
   * @param x A minibatch of 1 to the largest batch size, of the input shape.
   * @param target The target of the output.
   * @param sampleWeights Weights of the examples or of the losses, see {@linkcode BuiltLoss.forward}; default all 1.
   * @returns The mean loss, and the output.
   * @throws {TypeError} When element types or shapes do not fit.
   * @throws {RangeError} When the batch size or a target is out of range.
   */
  evaluate(x: LayerInput, target: Target, sampleWeights?: Tensor): Evaluation;
}

/**
 * Builds a network: allocates and initializes everything, and checks every shape.
 *
 * @category Networks
 * @param options Layers, input shape, loss and random stream, see {@linkcode NetworkOptions}.
 * @returns The network; release it with `using` or `Symbol.dispose`.
 * @throws {TypeError} When a shape does not fit; the message names the layer and both shapes.
 * @throws {RangeError} When the largest batch is empty.
 *
 * @example One step down the gradient
 * ```ts
 * import { randomStream } from "@descent/core";
 * import { buildNetwork, softmaxCrossEntropy, twoLayerNet } from "@descent/layers";
 * import { assertLess } from "@std/assert";
 *
 * using network = buildNetwork({
 *   layer: twoLayerNet({ hidden: 8, classes: 3 }),
 *   input: [4, 2],
 *   loss: softmaxCrossEntropy(),
 *   random: randomStream({ seed: 1 }),
 * });
 * const x = network.arena.from([0, 0, 0, 1, 1, 0, 1, 1], [4, 2]);
 * const target = network.arena.from([0, 1, 1, 2], [4], "i32");
 * const before = network.gradients(x, target);
 * for (const { value, gradient } of network.parameters) {
 *   value.data.forEach((w, i) => value.data[i] = w - 0.1 * gradient.data[i]);
 * }
 * assertLess(network.evaluate(x, target).loss, before);
 * ```
 */
export function buildNetwork(options: NetworkOptions): Network {
  const { input, dtype = "f32", engine = createEngine() } = options;
  if (!(input[0] >= 1)) {
    throw new RangeError(
      `Network: expected an input shape [N, ...] with N at least 1, got ${
        formatShape(input)
      }; give the largest batch first`,
    );
  }
  const arena = engine.arena();
  try {
    return new LayeredNetwork(arena, dtype, options);
  } catch (error) {
    arena.dispose();
    throw error;
  }
}

class LayeredNetwork implements Network {
  readonly arena: Arena;
  readonly layer: Layer;
  readonly root: LayerPart;
  readonly dtype: DType;
  readonly input: Shape;
  readonly output: Shape;
  readonly parameters: readonly Parameter[];
  readonly buffers: readonly NamedTensor[];
  readonly #inputType: DType | "i32";
  readonly #built: BuiltLayer;
  readonly #loss: BuiltLoss;
  readonly #penalty: BuiltPenalty | undefined;
  readonly #observer: LayerObserver | undefined;

  constructor(
    arena: Arena,
    dtype: DType,
    { layer, input, loss, penalty, random, observer }: NetworkOptions,
  ) {
    this.arena = arena;
    this.layer = layer;
    this.dtype = dtype;
    this.input = input;
    this.#inputType = layer.indexCount === undefined ? dtype : "i32";
    this.root = buildRoot(layer, input, { arena, dtype, random, observer });
    this.#built = this.root.built;
    this.output = this.#built.output;
    this.parameters = this.#built.parameters;
    this.buffers = this.#built.buffers;
    this.#loss = loss.build(this.output, { arena, dtype });
    this.#penalty = penalty?.build(this.parameters);
    this.#observer = observer;
  }

  forward(x: LayerInput, mode: Mode): Tensor {
    this.#check(x);
    return this.#built.forward(x, mode);
  }

  gradients(
    x: LayerInput,
    target: Target,
    mode: "train" | "repeat" = "train",
    sampleWeights?: Tensor,
  ): number {
    const observer = this.#observer;
    const prediction = this.forward(x, mode);
    observer?.enter("loss", "forward");
    const loss = this.#loss.forward(prediction, target, sampleWeights);
    observer?.leave();
    observer?.enter("loss", "backward");
    const gradient = this.#loss.backward();
    observer?.leave();
    this.#built.backward(gradient);
    if (this.#penalty === undefined) return loss;
    observer?.enter("penalty", "backward");
    const penalty = this.#penalty.addGradients();
    observer?.leave();
    return loss + penalty;
  }

  evaluate(x: LayerInput, target: Target, sampleWeights?: Tensor): Evaluation {
    const prediction = this.forward(x, "eval");
    const loss = this.#loss.forward(prediction, target, sampleWeights);
    return { loss, prediction };
  }

  [Symbol.dispose](): void {
    this.arena.dispose();
  }

  #check(x: LayerInput): void {
    const { input } = this;
    let fits = x.dtype === this.#inputType && x.shape.length === input.length;
    for (let axis = 1; fits && axis < input.length; axis++) {
      fits = x.shape[axis] === input[axis];
    }
    if (!fits) {
      throw new TypeError(
        `Network: expected ${this.#inputType} input ${
          formatShape(["N", ...input.slice(1)])
        }, got ${x.dtype} ${
          formatShape(x.shape)
        }; reshape the batch or build the network for its shape`,
      );
    }
    const N = x.shape[0];
    if (!(N >= 1 && N <= input[0])) {
      throw new RangeError(
        `Network: expected a batch of 1 to ${
          input[0]
        } examples, got ${N}; split the batch or build the network for a larger one`,
      );
    }
  }
}

inspectable(LayeredNetwork.prototype, summary);
