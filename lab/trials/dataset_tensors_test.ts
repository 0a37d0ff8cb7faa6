import { createEngine } from "@descent/core";
import { assertEquals } from "@std/assert";
import { sampleDataset } from "@descent/data/testing";
import { datasetTensors } from "./dataset_tensors.ts";

Deno.test("datasetTensors holds the three sets, and its arena frees them", () => {
  using engine = createEngine();
  const dataset = sampleDataset();
  {
    using arena = engine.arena();
    const tensors = datasetTensors(arena, dataset);
    for (const set of ["train", "validation", "test"] as const) {
      assertEquals([...tensors[set].images.data], [...dataset[set].images]);
      assertEquals([...tensors[set].labels.data], [...dataset[set].labels]);
    }
  }
  assertEquals(engine.bytesInUse, 0);
});
