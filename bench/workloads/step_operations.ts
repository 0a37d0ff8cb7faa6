import { createEngine, randomStream } from "@descent/core";
import { buildRoot, type LayerPart } from "@descent/layers";
import { trainedLayer, type TrainedTask } from "./trained_layer.ts";

/**
 * The work of a training step, counted by the direct way: two operations for each multiply-add of the products and
 * convolutions, in the forward pass, for the gradients of weights and filters, and for those of the inputs.
 *
 * Each of the three takes as many multiply-adds, products of attention and of recurrent steps too. The first trained
 * layer has no input gradient where its inputs are images; where they are tokens, its products come after its table.
 * Sums, activations, norms and updates do not count.
 *
 * @param task What is trained.
 * @returns Floating-point operations of one step, the same for every implementation.
 */
export function stepOperations(task: TrainedTask): number {
  using engine = createEngine({ native: "none" });
  using arena = engine.arena();
  const { layer, example } = trainedLayer(task);
  const random = randomStream({ seed: 0 });
  const parts = flatten(buildRoot(layer, [1, ...example], { arena, dtype: "f32", random }));
  const first = parts.find(isTrained);
  const operations = parts.reduce((sum, part) => {
    const passes = part === first && part.layer.indexCount === undefined ? 2 : 3;
    // Inside of it, steps of a sequence may be examples.
    return sum + 2 * passes * (part.built.multiplyAdds ?? 0) * part.input[0];
  }, 0);
  return operations * task.batchSize;
}

/** A part and all inside it, in the order of the forward pass. */
function flatten(part: LayerPart): LayerPart[] {
  return [part, ...part.parts.flatMap(flatten)];
}

/** Whether it has parameters that no part inside it has. */
function isTrained({ built, parts }: LayerPart): boolean {
  const inner = new Set(parts.flatMap((part) => part.built.parameters));
  return built.parameters.some((parameter) => !inner.has(parameter));
}
