/**
 * ConvNetJS as an implementation, in a process of its own. It computes in f64, one image at a time.
 *
 * @module
 */
import convnetjs from "convnetjs";
import manifest from "../deno.json" with { type: "json" };
import { batchCount, classCount, imageSide, syntheticImages } from "../workloads/synthetic.ts";
import type { NetworkTask, Task, TrainingTask } from "../workloads/task.ts";
import { type OpenTask, trainingTask } from "./program.ts";
import { serveStandardInput } from "./serve_standard_input.ts";

function openTraining({ network, batchSize, optimizer }: TrainingTask): OpenTask {
  if (optimizer === "adam") throw new TypeError("it has no Adam");
  const { pixels, labels } = syntheticImages(batchCount * batchSize);
  const size = imageSide ** 2;
  const images = Array.from(labels, (_, n) => {
    const image = new convnetjs.Vol(imageSide, imageSide, 1, 0);
    for (let p = 0; p < size; p++) image.w[p] = pixels[n * size + p] / 255;
    return image;
  });
  const net = new convnetjs.Net();
  net.makeLayers(layers(network));
  const trainer = new convnetjs.Trainer(net, {
    method: "sgd",
    learning_rate: 1e-2,
    momentum: 0.9,
    batch_size: batchSize,
  });
  let turn = 0;
  const step = () => {
    const from = turn++ % batchCount * batchSize;
    let loss = 0;
    for (let n = from; n < from + batchSize; n++) {
      loss += trainer.train(images[n], labels[n]).cost_loss;
    }
    return loss / batchSize;
  };
  return trainingTask(step, () => {});
}

function layers(network: NetworkTask): object[] {
  const input = { type: "input", out_sx: imageSide, out_sy: imageSide, out_depth: 1 };
  const scores = { type: "softmax", num_classes: classCount };
  const hidden = (units: number) => ({ type: "fc", num_neurons: units, activation: "relu" });
  if (network.kind === "fullyConnected") return [input, ...network.hidden.map(hidden), scores];
  const { kernel, filters } = network, pad = (kernel - 1) / 2;
  return [
    input,
    { type: "conv", sx: kernel, filters, stride: 1, pad, activation: "relu" },
    { type: "pool", sx: 2, stride: 2 },
    hidden(network.hidden),
    scores,
  ];
}

await serveStandardInput({
  about: `ConvNetJS ${manifest.imports.convnetjs.split("@").at(-1)}`,
  open(task: Task): OpenTask {
    if (task.kind === "training") return openTraining(task);
    throw new TypeError("it has no matrix product");
  },
});
