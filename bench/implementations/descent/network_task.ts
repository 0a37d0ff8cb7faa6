import type { Engine } from "@descent/core";
import {
  affine,
  autoencoder,
  batchNorm,
  binaryCrossEntropy,
  conv2d,
  fullyConnectedNet,
  globalAveragePool,
  heNormal,
  type Layer,
  lenet5,
  relu,
  sequential,
  smallResidualNet,
  softmaxCrossEntropy,
  tanh,
} from "@descent/layers";
import { networkImages, type NetworkName, type NetworkTrainingTask } from "../../workloads/task.ts";
import type { OpenTask } from "../program.ts";
import { openNetwork } from "./open_network.ts";

/**
 * Training steps of Descent's networks by name.
 *
 * @param engine Where they run.
 * @param task What is trained.
 * @returns The task, ready to run.
 */
export function openNetworkTask(
  engine: Engine,
  { network, ...task }: NetworkTrainingTask,
): OpenTask {
  const reconstructs = network === "autoencoder";
  return openNetwork(engine, {
    ...task,
    layer: layers[network](),
    image: networkImages[network],
    loss: reconstructs ? binaryCrossEntropy() : softmaxCrossEntropy(),
    reconstructs,
  });
}

const weight = heNormal();

const layers: Readonly<Record<NetworkName, () => Layer>> = {
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
