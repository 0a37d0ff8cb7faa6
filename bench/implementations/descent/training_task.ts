import { type Engine, randomStream, type Tensor } from "@descent/core";
import {
  buildNetwork,
  fullyConnectedNet,
  type Layer,
  softmaxCrossEntropy,
  threeLayerConvNet,
} from "@descent/layers";
import { adam, createOptimizer, momentum } from "@descent/optim";
import { batchCount, imageSide, syntheticImages } from "../../workloads/synthetic.ts";
import type { NetworkTask, TrainingTask } from "../../workloads/task.ts";
import { type OpenTask, trainingTask } from "../program.ts";

/**
 * Training steps of Descent.
 *
 * @param engine Where they run.
 * @param task What is trained.
 * @returns The task, ready to run.
 */
export function openTraining(engine: Engine, task: TrainingTask): OpenTask {
  const { batchSize, optimizer: rule } = task;
  const network = buildNetwork({
    layer: layerOf(task.network),
    input: [batchSize, 1, imageSide, imageSide],
    loss: softmaxCrossEntropy(),
    random: randomStream({ seed: 0 }).split("init"),
    engine,
  });
  const { parameters, arena } = network;
  const optimizer = rule === "adam"
    ? createOptimizer({ plugin: adam, parameters })
    : createOptimizer({ plugin: momentum, parameters });
  const { pixels, labels } = syntheticImages(batchCount * batchSize);
  const images = arena.tensor([labels.length, 1, imageSide, imageSide]);
  pixels.forEach((pixel, i) => images.data[i] = pixel / 255);
  const classes = arena.from(labels, [labels.length], "i32");
  const batches: [x: Tensor, target: Tensor<"i32">][] = Array.from(
    { length: batchCount },
    (_, i) => {
      const from = i * batchSize, to = from + batchSize;
      return [images.rows(from, to), classes.rows(from, to)];
    },
  );
  const learningRate = rule === "adam" ? 3e-4 : 1e-2;
  const context = { step: 0, learningRate, loss: 0 };
  const step = () => {
    const [x, target] = batches[context.step % batchCount];
    context.step++;
    context.loss = network.gradients(x, target);
    optimizer.step(context);
    return context.loss;
  };
  return trainingTask(step, () => network[Symbol.dispose]());
}

function layerOf(network: NetworkTask): Layer {
  if (network.kind === "fullyConnected") return fullyConnectedNet({ hidden: network.hidden });
  const { filters, kernel, hidden } = network;
  return threeLayerConvNet({ filters, filterSize: kernel, hidden });
}
