import { assert, assertEquals } from "@std/assert";
import { datasetCatalogue } from "@descent/data";
import { problemCatalogue } from "./catalogue.ts";

Deno.test("Every problem is plain data with a name, a budget and a target for every dataset", () => {
  for (const { name, create } of problemCatalogue) {
    for (const { name: dataset } of datasetCatalogue) {
      const problem = create({ dataset });
      assertEquals(problem.name, `${dataset}-${name}`);
      assertEquals(problem.dataset, dataset);
      assert(problem.epochs > 0 && problem.batchSize > 0, problem.name);
      assert(problem.target! > 0.5 && problem.target! < 1, problem.name);
      assertEquals(JSON.parse(JSON.stringify(problem)), problem);
    }
  }
});

Deno.test("Every problem takes what is given and leaves the rest", () => {
  for (const { create } of problemCatalogue) {
    const usual = create({ dataset: "mnist" });
    const given = { epochs: 0.5, batchSize: 7, schedule: "constant", dtype: "f64" } as const;
    assertEquals(create({ dataset: "mnist", ...given }), { ...usual, ...given });
    assertEquals(create({ dataset: "mnist", epochs: undefined, batchSize: undefined }), usual);
  }
});
