/**
 * From the start of the process to 97 % validation accuracy of the two-layer net on MNIST.
 *
 * @module
 */
import { createEngine, randomStream } from "@descent/core";
import { loadDataset } from "@descent/data";
import { datasetTensors, imageBatches, train } from "@descent/lab";
import { buildNetwork, softmaxCrossEntropy, twoLayerNet } from "@descent/layers";
import { adam, createOptimizer } from "@descent/optim";
import { reportPeakMemory } from "./report_peak_memory.ts";

const goal = 0.97, mostEpochs = 20, batchSize = 128, learningRate = 2e-3;
const evaluationsPerEpoch = 2;

const dataset = loadDataset("mnist");
using engine = createEngine();
const random = randomStream({ seed: 0 });
using network = buildNetwork({
  layer: twoLayerNet(),
  input: [batchSize, ...dataset.imageShape],
  loss: softmaxCrossEntropy(),
  random: random.split("init"),
  engine,
});
const { arena, dtype, parameters } = network;
const { train: training, validation } = datasetTensors(arena, dataset);
const preprocessing = { scale: 1 / 255 };
const batches = imageBatches({ arena, dtype, size: batchSize, preprocessing }, dataset.imageShape);
const optimizer = createOptimizer({ plugin: adam, parameters });
const shuffling = random.split("shuffle");

let accuracy = 0;
for (let part = 0; accuracy < goal && part < mostEpochs * evaluationsPerEpoch; part++) {
  const { rows } = train({
    network,
    optimizer,
    batches,
    training,
    validation,
    epochs: 1 / evaluationsPerEpoch,
    learningRate,
    random: shuffling,
  });
  accuracy = rows.at(-1)?.validationAccuracy ?? 0;
}
if (accuracy < goal) {
  throw new Error(`MNIST: expected ${goal} within ${mostEpochs} epochs, got ${accuracy}`);
}
reportPeakMemory();
