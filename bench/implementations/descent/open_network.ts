import { type Engine, randomStream, type Tensor } from "@descent/core";
import { buildNetwork, type Loss } from "@descent/layers";
import { adam, createOptimizer, momentum } from "@descent/optim";
import { batchCount, syntheticImages } from "../../workloads/synthetic.ts";
import type { TrainingTask } from "../../workloads/task.ts";
import type { TrainedLayer } from "../../workloads/trained_layer.ts";
import { type OpenTask, trainingTask } from "../program.ts";

/** A network and how it is trained. */
export interface OpenNetworkOptions
  extends TrainedLayer, Pick<TrainingTask, "batchSize" | "optimizer"> {
  readonly loss: Loss;
  /** Whether the images themselves are the targets, not their classes; default false. */
  readonly reconstructs?: boolean;
}

/**
 * Training steps of a network of Descent on synthetic images.
 *
 * @param engine Where they run.
 * @param options The network.
 * @returns The task, ready to run.
 */
export function openNetwork(
  engine: Engine,
  { layer, example, loss, batchSize, optimizer: rule, reconstructs = false }: OpenNetworkOptions,
): OpenTask {
  const random = randomStream({ seed: 0 }).split("init");
  const network = buildNetwork({ layer, input: [batchSize, ...example], loss, random, engine });
  const { parameters, arena } = network;
  const optimizer = rule === "adam"
    ? createOptimizer({ plugin: adam, parameters })
    : createOptimizer({ plugin: momentum, parameters });
  const size = example.reduce((product, extent) => product * extent, 1);
  const { pixels, labels } = syntheticImages(batchCount * batchSize, size);
  const images = arena.tensor([labels.length, ...example]);
  pixels.forEach((pixel, i) => images.data[i] = pixel / 255);
  const classes = arena.from(labels, [labels.length], "i32");
  const batches = Array.from(
    { length: batchCount },
    (_, i): [x: Tensor, target: Tensor | Tensor<"i32">] => {
      const from = i * batchSize, to = from + batchSize;
      const x = images.rows(from, to);
      return [x, reconstructs ? x : classes.rows(from, to)];
    },
  );
  const context = { step: 0, learningRate: rule === "adam" ? 3e-4 : 1e-2, loss: 0 };
  const step = () => {
    const [x, target] = batches[context.step % batchCount];
    context.step++;
    context.loss = network.gradients(x, target);
    optimizer.step(context);
    return context.loss;
  };
  return trainingTask(step, () => network[Symbol.dispose]());
}
