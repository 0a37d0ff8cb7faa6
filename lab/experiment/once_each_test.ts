import { assertEquals } from "@std/assert";
import { sampleData, sampleTrial } from "../testing/sample_trial.ts";
import { onceEach } from "./once_each.ts";

Deno.test("onceEach loads the data of each problem and of each of its options once", async () => {
  const loaded: unknown[] = [];
  const load = onceEach(({ name, options }) => {
    loaded.push([name, options.dataset]);
    return sampleData();
  });
  const { problem } = sampleTrial();
  const other = { ...problem, options: { ...problem.options, dataset: "other" } };
  await Promise.all([load(problem), load(other), load({ ...problem, dtype: "f64" }), load(other)]);
  assertEquals(loaded, [[problem.name, problem.options.dataset], [problem.name, "other"]]);
});
