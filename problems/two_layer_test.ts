import { createEngine, randomStream } from "@descent/core";
import { shareDataset } from "@descent/data";
import { sampleDataset } from "@descent/data/testing";
import { assertEquals } from "@std/assert";
import { chooseProblem } from "./contract/problem_choice.ts";
import { twoLayer } from "./two_layer.ts";

Deno.test("twoLayer knows how long each data set takes, and what to time trials towards", () => {
  const of = (dataset: string) => {
    const { epochs, target } = chooseProblem(twoLayer, { options: { dataset } }).budget;
    return [epochs, target];
  };
  assertEquals(["digits", "mnist", "fashion-mnist"].map(of), [[5, 0.97], [10, 0.97], [10, 0.87]]);
});

Deno.test("twoLayer is a net with as many hidden units as asked for", async () => {
  using engine = createEngine();
  const data = await shareDataset(sampleDataset());
  const { options } = chooseProblem(twoLayer, { options: { hidden: 7 } });
  const context = {
    engine,
    dtype: "f32",
    batchSize: 16,
    random: randomStream({ seed: 0 }),
  } as const;
  using problem = twoLayer.create(data, options, context);
  assertEquals(problem.parameters.map(({ value }) => value.shape), [[16, 7], [7], [7, 3], [3]]);
  assertEquals([problem.model, problem.data?.preprocessing], [
    "16-7-3",
    "pixels / 255, less the training mean",
  ]);
});
