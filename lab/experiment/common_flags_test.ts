import { assertEquals } from "@std/assert";
import { datasetCatalogue } from "@descent/data";
import { commonFlags } from "./common_flags.ts";

Deno.test("commonFlags allows every dataset of the catalogue, and names folders after the experiment", () => {
  const { dataset, out } = commonFlags("optimizers");
  assertEquals(dataset.words, datasetCatalogue.map(({ name }) => name));
  assertEquals([dataset.default, out.default], ["digits", "reports/out/optimizers"]);
});

Deno.test("commonFlags computes by wasm on one thread, unless something else is asked for", () => {
  const { jobs, threads, matmul, blasLibrary } = commonFlags("optimizers");
  assertEquals([jobs.default, threads.default], [undefined, 1]);
  assertEquals([matmul.default, blasLibrary.default], ["wasm", undefined]);
  assertEquals(matmul.allowed, "auto, wasm or blas");
  assertEquals(
    jobs.shownDefault,
    `the machine's cores, ${navigator.hardwareConcurrency}, divided by --threads`,
  );
});
