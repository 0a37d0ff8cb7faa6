/** The task of an implementation, as it is sent to it. Every implementation does as many as it can. */
export type Task =
  | MatmulTask
  | TrainingTask
  | NetworkTrainingTask
  | SequenceTask
  | LayerTask
  | GatherTask
  | PeakTask;

/** A matrix product in f32 of matrices filled by `matrixElement`. */
export interface MatmulTask {
  readonly kind: "matmul";
  /** `C = A B`, `C = Aᵀ B` with A stored [k, m], or `C = A Bᵀ` with B stored [n, k]. */
  readonly product: "ab" | "atb" | "abt";
  readonly m: number;
  readonly n: number;
  readonly k: number;
}

/**
 * Training steps in f32 on ready-made batches of `syntheticImages`: forward, backward, update, loss read back.
 *
 * Momentum is 0.9 at a learning rate of 0.01. Adam has its usual constants at a rate of 0.0003, at which the conv
 * net learns from its first step.
 */
export interface TrainingTask {
  readonly kind: "training";
  readonly network: NetworkTask;
  readonly batchSize: number;
  readonly optimizer: "momentum" | "adam";
}

/** The trained network: images [N, 1, 28, 28] to ten classes, softmax cross-entropy. */
export type NetworkTask =
  | { readonly kind: "fullyConnected"; readonly hidden: readonly number[] }
  | {
    /** Convolution at stride 1 that keeps the size, relu, 2x2 maximum pooling, affine, relu, affine. */
    readonly kind: "convolutional";
    readonly filters: number;
    readonly kernel: number;
    readonly hidden: number;
  };

/**
 * Training steps in f32 of a network that is known by name, on ready-made batches of `syntheticImages`, as for
 * {@linkcode TrainingTask}. Inner weights are drawn as He et al. do, biases start at zero.
 */
export interface NetworkTrainingTask {
  readonly kind: "network";
  /**
   * - `wideMlp`: affine layers of 2048 and 2048 units and the scores, relu.
   * - `resnet8`: 3x3 convolution, then residual blocks of 16, 32 and 64 filters, the latter two at stride 2 with 1x1
   *   shortcuts, batch norm after each convolution, global average pooling, scores.
   * - `separable`: 3x3 convolution of 32 filters, then 3x3 depthwise and 1x1 convolutions to 64, 128 (stride 2) and 256
   *   (stride 2) filters, batch norm and relu after each, global average pooling, scores.
   * - `lenet5`: LeNet-5 with tanh, average pooling, plain affine scores.
   * - `autoencoder`: 128, 64, 16, 64, 128 tanh units, binary cross-entropy of each pixel, averaged.
   */
  readonly network: NetworkName;
  readonly batchSize: number;
  readonly optimizer: "momentum" | "adam";
}

/** Networks of {@linkcode NetworkTrainingTask}. */
export type NetworkName = "wideMlp" | "resnet8" | "separable" | "lenet5" | "autoencoder";

/** Images of each network, [C, H, W]. */
export const networkImages: Readonly<
  Record<NetworkName, readonly [channels: number, height: number, width: number]>
> = {
  wideMlp: [3, 32, 32],
  resnet8: [3, 32, 32],
  separable: [3, 32, 32],
  lenet5: [1, 28, 28],
  autoencoder: [1, 28, 28],
};

/**
 * Training steps in f32 of a language model on the tokens of `syntheticTokens`: scores of the next token by the table of
 * embeddings itself and a bias, softmax cross-entropy, Adam with its usual constants at a rate of 0.001.
 */
export interface SequenceTask {
  readonly kind: "sequence";
  /** A layer of LSTM; or pre-norm transformer blocks with learned positions, gelu, and four times as many hidden units. */
  readonly model:
    | { readonly kind: "lstm" }
    | { readonly kind: "gpt"; readonly blocks: number; readonly heads: number };
  /** Width of embeddings, or units. */
  readonly width: number;
  readonly steps: number;
  readonly batchSize: number;
}

/** One layer of Descent alone. */
export interface LayerTask {
  readonly kind: "layer";
  readonly layer: string;
  readonly pass: "forward" | "backward";
}

/** Gathering and scaling a batch of 28x28 images from bytes. */
export interface GatherTask {
  readonly kind: "gather";
  readonly batchSize: number;
}

/** Multiplying and adding in registers: what the units of one thread allow just then. */
export interface PeakTask {
  readonly kind: "peak";
  /** How often 48 vectors of four are multiplied and added. */
  readonly turns: number;
}

/**
 * The work of a {@linkcode PeakTask}.
 *
 * @param task How much.
 * @returns Floating-point operations.
 */
export function peakOperations({ turns }: PeakTask): number {
  return 2 * 4 * 48 * turns;
}

/** A task as the benchmark shows it. */
export interface Workload<T extends Task = Task> {
  /** The work, such as `512 x 512 x 512`. */
  readonly name: string;
  /** Unit of the rate, such as `GFLOP/s` or `images/s`. */
  readonly unit: string;
  /** How many units one call does. */
  readonly work: number;
  /** Its kind, for the implementation. */
  readonly task: T;
}

/** Workloads that are shown together. */
export interface WorkloadGroup {
  /** Its name on the command line. */
  readonly part: string;
  /** Heading. */
  readonly title: string;
  /** Whether others than Descent run them too. */
  readonly compared: boolean;
  readonly workloads: readonly Workload[];
}
