/**
 * A program that trains three networks for some steps and prints a digest of their last weights, as JSON: `relaxed` on
 * one thread, and a list `strict`, for 1, 2, 3 and 8 threads.
 *
 * @module
 */
import { createEngine, type EngineOptions, randomStream } from "@descent/core";
import {
  buildNetwork,
  lstmLanguageModel,
  smallGPT,
  smallResidualNet,
  softmaxCrossEntropy,
} from "@descent/layers";
import { adam, createOptimizer } from "@descent/optim";
import { weightsDigest } from "./weights_digest.ts";

const CLASSES = 7, BATCH = 16, LENGTH = 9, STEPS = 5;

const NETWORKS = [
  { layer: smallResidualNet({ filters: [10, 12], classes: CLASSES }), input: [BATCH, 3, 15, 16] },
  { layer: lstmLanguageModel({ vocabulary: CLASSES, units: 40 }), input: [BATCH, LENGTH] },
  {
    layer: smallGPT({ vocabulary: CLASSES, width: 40, blocks: 1, heads: 2 }),
    input: [BATCH, LENGTH],
  },
];

async function trained(options: EngineOptions): Promise<string> {
  using engine = createEngine(options);
  await engine.threads.ready();
  const digests: string[] = [];
  for (const { layer, input } of NETWORKS) {
    const random = randomStream({ seed: 3 });
    using network = buildNetwork({
      layer,
      input,
      loss: softmaxCrossEntropy(),
      random: random.split("init"),
      engine,
    });
    const { arena, parameters } = network;
    const classes = (shape: readonly number[]) => {
      const tensor = arena.tensor(shape, "i32");
      tensor.data.forEach((_, i) => tensor.data[i] = random.integer(CLASSES));
      return tensor;
    };
    const isSequence = input.length === 2;
    const images = arena.tensor(input);
    random.fillNormal(images.data, 0, 1);
    const x = isSequence ? classes(input) : images, target = classes(isSequence ? input : [BATCH]);
    const optimizer = createOptimizer({ plugin: adam, parameters });
    for (let step = 1; step <= STEPS; step++) {
      const loss = network.gradients(x, target);
      optimizer.step({ step, learningRate: 0.01, loss });
    }
    digests.push(await weightsDigest(network));
  }
  return digests.join(" ");
}

const strict: string[] = [];
for (const threads of [1, 2, 3, 8]) {
  strict.push(await trained({ threads, multiplyAdd: "strict" }));
}
console.log(JSON.stringify({ relaxed: await trained({}), strict }));
