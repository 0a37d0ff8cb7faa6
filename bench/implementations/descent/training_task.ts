import type { Engine } from "@descent/core";
import {
  fullyConnectedNet,
  type Layer,
  softmaxCrossEntropy,
  threeLayerConvNet,
} from "@descent/layers";
import { imageSide } from "../../workloads/synthetic.ts";
import type { NetworkTask, TrainingTask } from "../../workloads/task.ts";
import type { OpenTask } from "../program.ts";
import { openNetwork } from "./open_network.ts";

/**
 * Training steps of Descent.
 *
 * @param engine Where they run.
 * @param task What is trained.
 * @returns The task, ready to run.
 */
export function openTraining(engine: Engine, { network, ...task }: TrainingTask): OpenTask {
  const layer = layerOf(network);
  return openNetwork(engine, {
    ...task,
    layer,
    image: [1, imageSide, imageSide],
    loss: softmaxCrossEntropy(),
  });
}

function layerOf(network: NetworkTask): Layer {
  if (network.kind === "fullyConnected") return fullyConnectedNet({ hidden: network.hidden });
  const { filters, kernel, hidden } = network;
  return threeLayerConvNet({ filters, filterSize: kernel, hidden });
}
