import { datasetCatalogue } from "@descent/data";
import { assert, assertEquals } from "@std/assert";
import { problemCatalogue } from "./catalogue.ts";
import { chooseProblem } from "./contract/problem_choice.ts";

Deno.test("Every problem has a name of its own and is plain data once chosen, with a budget for every data set", () => {
  assertEquals(new Set(problemCatalogue.map(({ name }) => name)).size, problemCatalogue.length);
  for (const plugin of problemCatalogue) {
    const choices = "dataset" in plugin.options
      ? datasetCatalogue.map(({ name: dataset }) => ({ dataset }))
      : [{}];
    for (const options of choices) {
      const choice = chooseProblem(plugin, { options });
      assertEquals(JSON.parse(JSON.stringify(choice)), choice);
      const { epochs, batchSize, target } = choice.budget;
      assert(epochs > 0 && batchSize > 0, plugin.name);
      const most = choice.selection === "validation/accuracy" ? 1 : Infinity;
      const least = most === 1 ? 0.5 : 0;
      assert(target === null || (target > least && target < most), plugin.name);
    }
  }
});

Deno.test("Every problem takes the budget that is given and leaves the rest", () => {
  for (const plugin of problemCatalogue) {
    const usual = chooseProblem(plugin);
    const given = { epochs: 0.5, batchSize: 7, schedule: "constant" } as const;
    const choice = chooseProblem(plugin, { budget: given, dtype: "f64" });
    assertEquals(choice, { ...usual, budget: { ...usual.budget, ...given }, dtype: "f64" });
  }
});
