import { createEngine, randomStream } from "@descent/core";
import { shareDataset } from "@descent/data";
import { sampleDataset } from "@descent/data/testing";
import { assertNotEquals } from "@std/assert";
import { problemCatalogue } from "../catalogue.ts";
import { chooseProblem } from "../contract/problem_choice.ts";

for (const plugin of problemCatalogue.filter(({ options }) => "classWeights" in options)) {
  Deno.test(`balanced weights of classes reach the loss of ${plugin.name}`, async () => {
    using engine = createEngine();
    const isTable = plugin.name.startsWith("table");
    const sample = sampleDataset();
    // Few of the first class, so that weights are others.
    const targets = sample.train.targets.map((target, n) => n < 60 ? Math.max(1, target) : target);
    const dataset = { ...sample, train: { ...sample.train, targets } };
    const flat = isTable
      ? {
        ...dataset,
        inputShape: [16],
        ...Object.fromEntries((["train", "validation", "test"] as const).map((part) => [part, {
          ...dataset[part],
          inputs: Float64Array.from(dataset[part].inputs, (value) => value / 255),
        }])),
      }
      : dataset;
    const data = await shareDataset(flat);
    const losses = (["equal", "balanced"] as const).map((classWeights) => {
      const { options } = chooseProblem(plugin, {
        options: { ...small(plugin.name), classWeights },
      });
      const random = randomStream({ seed: 1 });
      using problem = plugin.create(data, options, {
        engine,
        dtype: "f32",
        batchSize: 90,
        random,
      });
      problem.nextBatch(1);
      return problem.gradients();
    });
    assertNotEquals(losses[0], losses[1]);
  });
}

/** Options with which a problem fits images of 4 x 4 pixels. */
function small(name: string): Record<string, number> {
  if (name === "conv-net") return { filterSize: 3, filters: 2, hidden: 4 };
  return name === "cifar-resnet" ? { depth: 8, width: 2 } : {};
}
