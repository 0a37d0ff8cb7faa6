import { type Engine, gatherImages, randomStream } from "@descent/core";
import { buildNetwork, type Layer, softmaxCrossEntropy, twoLayerNet } from "@descent/layers";
import { adam, createOptimizer, momentum, type OptimizerPlugin } from "@descent/optim";
import type { BenchmarkCase } from "./measure.ts";

/** What one training workload is made of. */
interface Workload {
  readonly name: string;
  readonly layer: Layer;
  readonly plugin: OptimizerPlugin;
  readonly batchSize: number;
}

/** Images that batches are drawn from: enough that they do not all stay in the cache. */
const imageCount = 4096;

/**
 * Full training steps on 28 x 28 images in f32: gather and scale a batch, forward, backward, update, loss read
 * back.
 *
 * @param engine Where they run; its tensors live as long as the engine.
 * @returns The cases, in images/s.
 */
export function trainingCases(engine: Engine): BenchmarkCase[] {
  const arena = engine.arena();
  const random = randomStream({ seed: 0 }).split("bench");
  const images = arena.tensor([imageCount, 1, 28, 28], "u8");
  const labels = arena.tensor([imageCount], "i32");
  images.data.forEach((_, i) => images.data[i] = random.integer(256));
  labels.data.forEach((_, i) => labels.data[i] = random.integer(10));
  const order = arena.tensor([imageCount], "i32");
  order.data.set(random.permutation(imageCount));

  const trainingCase = ({ name, layer, plugin, batchSize }: Workload): BenchmarkCase => {
    const input = [batchSize, 1, 28, 28];
    const loss = softmaxCrossEntropy();
    const network = buildNetwork({ layer, input, loss, random: random.split("init"), engine });
    const optimizer = createOptimizer({ plugin, parameters: network.parameters });
    const x = network.arena.tensor(input), target = network.arena.tensor([batchSize], "i32");
    const starts = Math.floor(imageCount / batchSize);
    const batches = Array.from(
      { length: starts },
      (_, i) => order.rows(i * batchSize, (i + 1) * batchSize),
    );
    const context = { step: 0, learningRate: 1e-3, loss: 0, evaluate: () => 0 };
    const run = () => {
      const batch = batches[context.step % starts];
      gatherImages(images, batch, x, 1 / 255);
      for (let n = 0; n < batchSize; n++) target.data[n] = labels.data[batch.data[n]];
      context.step++;
      context.loss = network.gradients(x, target);
      optimizer.step(context);
    };
    return { group: "Training step", name, unit: "images/s", work: batchSize, run };
  };

  const layer = twoLayerNet();
  return [
    { name: "784-100-10, batch 128, Adam", layer, plugin: adam, batchSize: 128 },
    { name: "784-100-10, batch 128, momentum", layer, plugin: momentum, batchSize: 128 },
  ].map(trainingCase);
}
