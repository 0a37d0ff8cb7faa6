import type {
  Arena,
  DType,
  ImageLayout,
  ImageLayouts,
  Parameter,
  RandomStream,
  Shape,
  Tensor,
} from "@descent/core";

import type { LayerObserver } from "./layer_observer.ts";

/**
 * Whether a network trains (batch statistics, dropout) or is evaluated.
 *
 * `"repeat"` is `"train"` for the same batch once more, as a line search wants it: the random draws of the last
 * `"train"` pass are used again, and buffers stay as they were.
 *
 * @category Writing a layer
 */
export type Mode = "train" | "repeat" | "eval";

/**
 * An activation that a layer can apply to its output while storing it.
 *
 * @category Writing a layer
 */
export type FusedActivation = "relu";

/**
 * Input of a layer: numbers of the network's element type, or indices.
 *
 * @category Writing a layer
 */
export type LayerInput = Tensor | Tensor<"i32">;

/**
 * Where and how a layer is built.
 *
 * @category Writing a layer
 */
export interface BuildContext {
  /** Where parameters, outputs and gradients are allocated. */
  readonly arena: Arena;
  /** Floating-point type of everything the layer allocates. */
  readonly dtype: DType;
  /** The layer's own stream; `random.split("weight")` draws the weight, and so on. */
  readonly random: RandomStream;
  /**
   * Path of the layer, unique within its network, such as `hidden1` or `block1/affine2`; parameter names and
   * messages begin with it. Empty for a container at the root.
   */
  readonly path: string;
  /** False when nobody reads the layer's input gradient, as in front of the first parameters of a network. */
  readonly needsInputGradient: boolean;
  /** Observer of the layers as they run; default none. */
  readonly observer?: LayerObserver | undefined;
  /**
   * Where sequences are padding: 1 in [N, T] for the largest batch, written before each forward pass, for layers over
   * sequences to read; {@linkcode masking} makes one from padding in the input. Default none.
   */
  readonly paddingMask?: Tensor<"i32"> | undefined;
  /** One of the layer's own `fusedActivations`, to be applied to its output; default none. */
  readonly activation?: FusedActivation | undefined;
  /**
   * How the input lies, and how the output may lie where that is quicker, for a layer that declares `blocks`; default in
   * planes.
   */
  readonly layouts?: ImageLayouts | undefined;
  /** Receives the layers that a container builds, in their order; default none. */
  readonly parts?: LayerPart[] | undefined;
}

/**
 * How a layer was made: enough for {@linkcode describeLayer} and {@linkcode layerFromDescription}.
 *
 * @category Writing a layer
 */
export interface LayerConfig {
  /** Name of the factory: its row in {@linkcode layerFactories}, or in one's own table. */
  readonly factory: string;
  /** The options that it was called with, layers inside and initializers among them. */
  readonly options: Readonly<Record<string, unknown>>;
}

/**
 * One step of a network, described: what it computes, for any input shape and element type.
 *
 * A description holds no tensors and never changes, so the same one may be built many times: for `f32` and
 * `f64`, for several seeds, at several places of one network.
 *
 * @category Writing a layer
 */
export interface Layer {
  /** Kind of layer, such as `affine`; unnamed layers are called by it and their number. */
  readonly kind: string;
  /** The name it was given, unique within its container; undefined leaves naming to the container. */
  readonly name: string | undefined;
  /** Set when the layer is nothing but this activation, so that the layer before it may apply it instead. */
  readonly activation?: FusedActivation;
  /** Activations of a following layer that this layer can apply itself; default none. */
  readonly fusedActivations?: readonly FusedActivation[];
  /**
   * Set when the layer takes indices, i32 from 0 to this − 1, instead of numbers; such a layer comes first, and has
   * no input gradient.
   */
  readonly indexCount?: number | undefined;
  /**
   * Way with images whose channels lie in blocks: `"takes"` them, as it runs quicker on them; `"keeps"` them so
   * in its output; default neither, so that it is given none. Such a layer heeds `layouts` and says its `outputLayout`.
   */
  readonly blocks?: "takes" | "keeps" | undefined;
  /** How it was made; a layer without cannot be saved. */
  readonly config?: LayerConfig;

  /**
   * Allocates parameters, outputs and gradients.
   *
   * @param input Shape of the largest input minibatch.
   * @param context Where and how to allocate.
   * @returns The layer, ready to run.
   * @throws {TypeError} When the layer cannot take this shape; the message names the layer and both shapes.
   */
  build(input: Shape, context: BuildContext): BuiltLayer;
}

/**
 * A layer with its memory: runs forward and backward without allocating.
 *
 * The first extent of every shape is the minibatch. The layer was built for the largest one; `forward` accepts any
 * batch from 1 to that, and returns planned memory that the next `forward` overwrites.
 *
 * @category Writing a layer
 */
export interface BuiltLayer {
  /** Shape of the output for the largest batch. */
  readonly output: Shape;
  /** Trained tensors, in a fixed order. */
  readonly parameters: readonly Parameter[];
  /**
   * Tensors that passes in mode `"train"` change without gradients, such as running statistics; saved with the
   * parameters.
   */
  readonly buffers: readonly NamedTensor[];
  /**
   * True when `backward` neither writes to the output gradient nor returns memory of it, so that branches that share
   * it need no copies; default false.
   */
  readonly keepsOutputGradient?: boolean;
  /** How its output and the gradient of that lie; default in planes. */
  readonly outputLayout?: ImageLayout | undefined;
  /** Multiply-adds of its products for one example, without those of layers inside; default 0. */
  readonly multiplyAdds?: number;
  /** True when its output is that of the layers inside, one after the other; default false. */
  readonly isChain?: boolean;

  /**
   * Computes the output.
   *
   * @param input The batch, of the network's element type or of indices; the layer may keep a reference until
   * `backward`.
   * @param mode Whether this is a training step, one repeated, or an evaluation; see {@linkcode Mode}.
   * @returns The output, valid until the next `forward`.
   */
  forward(input: LayerInput, mode: Mode): Tensor;

  /**
   * Computes the input gradient from the output gradient and overwrites the parameter gradients.
   *
   * @param outputGradient Gradient of the loss with respect to the last output; may be overwritten.
   * @returns The input gradient, which may be overwritten, or undefined when the layer was built without
   * `needsInputGradient` or takes indices.
   */
  backward(outputGradient: Tensor): Tensor | undefined;
}

/**
 * A layer as it was built within a network: for tables of layers, and for the formats of other programs.
 *
 * @category Writing a layer
 */
export interface LayerPart {
  /** Its path, such as `block1/conv1`; empty for the root. */
  readonly path: string;
  /** Its description. */
  readonly layer: Layer;
  /** Shape of its largest input minibatch. */
  readonly input: Shape;
  /** The activation that it applies to its output. */
  readonly activation: FusedActivation | undefined;
  /** Output shape, parameters and buffers, those of the layers inside among them. */
  readonly built: BuiltLayer;
  /** The layers inside, in their order. */
  readonly parts: readonly LayerPart[];
}

/**
 * A tensor with the name under which it is saved.
 *
 * @category Writing a layer
 */
export interface NamedTensor {
  /** Path of layer and tensor, such as `norm1.runningMean`. */
  readonly name: string;
  /** The values. */
  readonly value: Tensor;
}
