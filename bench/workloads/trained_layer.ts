import type { Shape } from "@descent/core";
import {
  affine,
  autoencoder,
  batchNorm,
  conv2d,
  fullyConnectedNet,
  globalAveragePool,
  heNormal,
  type Layer,
  lenet5,
  lstmLanguageModel,
  relu,
  sequential,
  smallGPT,
  smallResidualNet,
  tanh,
  threeLayerConvNet,
} from "@descent/layers";
import { imageSide, vocabularySize } from "./synthetic.ts";
import {
  networkImages,
  type NetworkName,
  type NetworkTask,
  type NetworkTrainingTask,
  type SequenceTask,
  type Task,
  type TrainingTask,
} from "./task.ts";

/** A task whose calls are steps of training. */
export type TrainedTask = TrainingTask | NetworkTrainingTask | SequenceTask;

/**
 * Whether a task trains.
 *
 * @param task Any task.
 * @returns Whether its calls are steps of training.
 */
export function isTraining(task: Task): task is TrainedTask {
  return task.kind === "training" || task.kind === "network" || task.kind === "sequence";
}

/** A network of Descent, not built yet. */
export interface TrainedLayer {
  readonly layer: Layer;
  /** Shape of one example: an image [C, H, W], or the tokens [T] of a sequence. */
  readonly example: Shape;
}

/**
 * The network that a task trains, as Descent has it.
 *
 * @param task What is trained.
 * @returns The network without its loss, and what it takes.
 */
export function trainedLayer(task: TrainedTask): TrainedLayer {
  switch (task.kind) {
    case "training":
      return { layer: imageNetwork(task.network), example: [1, imageSide, imageSide] };
    case "network":
      return { layer: networks[task.network](), example: networkImages[task.network] };
    case "sequence":
      return { layer: languageModel(task), example: [task.steps] };
  }
}

function imageNetwork(network: NetworkTask): Layer {
  if (network.kind === "fullyConnected") return fullyConnectedNet({ hidden: network.hidden });
  const { filters, kernel, hidden } = network;
  return threeLayerConvNet({ filters, filterSize: kernel, hidden });
}

function languageModel({ model, width }: SequenceTask): Layer {
  const vocabulary = vocabularySize;
  return model.kind === "gpt"
    ? smallGPT({ vocabulary, width, blocks: model.blocks, heads: model.heads })
    : lstmLanguageModel({ vocabulary, units: width });
}

const weight = heNormal();

const networks: Readonly<Record<NetworkName, () => Layer>> = {
  wideMlp: () => fullyConnectedNet({ hidden: [2048, 2048] }),
  resnet8: () => smallResidualNet(),
  separable: () =>
    sequential([
      ...convolution({ filters: 32, kernel: 3 }),
      ...separable(32, 64, 1),
      ...separable(64, 128, 2),
      ...separable(128, 256, 2),
      globalAveragePool(),
      affine({ units: 10, weight }),
    ]),
  lenet5: () => lenet5(),
  autoencoder: () => autoencoder({ hidden: [128, 64], code: 16, activation: tanh() }),
};

interface ConvolutionOptions {
  readonly filters: number;
  readonly kernel: number;
  readonly stride?: number;
  readonly groups?: number;
}

function convolution({ kernel, ...options }: ConvolutionOptions): Layer[] {
  const padding = (kernel - 1) / 2;
  return [conv2d({ kernel, padding, bias: false, weight, ...options }), batchNorm(), relu()];
}

function separable(channels: number, filters: number, stride: number): Layer[] {
  return [
    ...convolution({ filters: channels, groups: channels, kernel: 3, stride }),
    ...convolution({ filters, kernel: 1 }),
  ];
}
