import { type Engine, randomStream } from "@descent/core";
import { buildNetwork, softmaxCrossEntropy } from "@descent/layers";
import { adam, createOptimizer } from "@descent/optim";
import { syntheticTokens } from "../../workloads/synthetic.ts";
import type { SequenceTask } from "../../workloads/task.ts";
import { trainedLayer } from "../../workloads/trained_layer.ts";
import { type OpenTask, trainingTask } from "../program.ts";

/**
 * Training steps of a language model of Descent.
 *
 * @param engine Where they run.
 * @param task What is trained.
 * @returns The task, ready to run.
 */
export function openSequence(engine: Engine, task: SequenceTask): OpenTask {
  const { steps, batchSize } = task;
  const network = buildNetwork({
    layer: trainedLayer(task).layer,
    input: [batchSize, steps],
    loss: softmaxCrossEntropy(),
    random: randomStream({ seed: 0 }).split("init"),
    engine,
  });
  const { parameters, arena } = network;
  const optimizer = createOptimizer({ plugin: adam, parameters });
  const { inputs, targets } = syntheticTokens(batchSize, steps);
  const shape = [batchSize, steps];
  const x = arena.from(inputs, shape, "i32"), target = arena.from(targets, shape, "i32");
  const context = { step: 0, learningRate: 1e-3, loss: 0 };
  const step = () => {
    context.step++;
    context.loss = network.gradients(x, target);
    optimizer.step(context);
    return context.loss;
  };
  return trainingTask(step, () => network[Symbol.dispose]());
}
