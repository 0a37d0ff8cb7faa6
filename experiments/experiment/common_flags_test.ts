import { assertEquals } from "@std/assert";
import { datasetCatalogue } from "../datasets/catalogue.ts";
import { commonFlags } from "./common_flags.ts";

Deno.test("commonFlags allows every dataset of the catalogue, and names folders after the experiment", () => {
  const { dataset, out, jobs } = commonFlags("optimizers");
  assertEquals(dataset.words, datasetCatalogue.map(({ name }) => name));
  assertEquals([dataset.default, out.default], ["digits", "reports/out/optimizers"]);
  assertEquals(jobs.read([String(jobs.default)]), jobs.default);
});
