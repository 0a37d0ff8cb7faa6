/**
 * From the start of the process to 97 % validation accuracy of the two-layer net on MNIST.
 *
 * @module
 */
import { createEngine, randomStream } from "@descent/core";
import { loadDataset, shareDataset } from "@descent/data";
import { train } from "@descent/lab";
import { softmaxCrossEntropy, twoLayerNet } from "@descent/layers";
import { adam, createOptimizer } from "@descent/optim";
import { accuracy, LOSS, supervised } from "@descent/problems";
import { reportUsage } from "./report_usage.ts";

const goal = 0.97, mostEpochs = 20;

using engine = createEngine();
using problem = supervised({
  context: { engine, dtype: "f32", batchSize: 128, random: randomStream({ seed: 0 }) },
  data: await shareDataset(loadDataset("mnist")),
  layer: twoLayerNet(),
  loss: softmaxCrossEntropy(),
  metrics: { accuracy },
  model: "784-100-10",
});
const { rows } = train({
  problem,
  optimizer: createOptimizer({ plugin: adam, parameters: problem.parameters }),
  metrics: { loss: LOSS, accuracy },
  selection: "validation/accuracy",
  epochs: mostEpochs,
  evaluationsPerEpoch: 2,
  learningRate: 2e-3,
  stopWhen: ({ row }) => (row?.scores["validation/accuracy"] ?? 0) >= goal,
});
const reached = rows.at(-1)?.scores["validation/accuracy"] ?? 0;
if (reached < goal) {
  throw new Error(`MNIST: expected ${goal} within ${mostEpochs} epochs, got ${reached}`);
}
reportUsage();
