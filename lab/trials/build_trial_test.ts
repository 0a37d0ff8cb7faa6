import { createEngine } from "@descent/core";
import { assertEquals, assertRejects } from "@std/assert";
import { sampleDataset } from "@descent/data/testing";
import { sampleTrial } from "../testing/sample_trial.ts";
import { buildTrial } from "./build_trial.ts";
import { shareDataset } from "./shared_dataset.ts";

Deno.test("One seed gives every optimizer the same weights and the same shuffling", async () => {
  using engine = createEngine();
  const dataset = await shareDataset(sampleDataset());
  const drawn: number[][] = [];
  for (const name of ["sgd", "adam"]) {
    const trial = sampleTrial({ optimizer: { name, title: name }, hyperparameters: {} });
    using built = await buildTrial({ trial, dataset, engine });
    const order = built.random.split("shuffle").permutation(20);
    drawn.push([...built.network.parameters.flatMap(({ value }) => [...value.data]), ...order]);
  }
  assertEquals(drawn[0], drawn[1]);
});

Deno.test("What cannot be built leaves no memory behind", async () => {
  using engine = createEngine();
  const dataset = await shareDataset(sampleDataset());
  const trial = sampleTrial({ hyperparameters: { learningRate: -1 } });
  await assertRejects(() => buildTrial({ trial, dataset, engine }), RangeError, "learningRate");
  assertEquals(engine.bytesInUse, 0);
});
