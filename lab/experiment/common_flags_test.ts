import { assertEquals } from "@std/assert";
import { commonFlags } from "./common_flags.ts";

Deno.test("commonFlags names folders after the experiment", () => {
  assertEquals(commonFlags("optimizers").out.default, "reports/out/optimizers");
});

Deno.test("commonFlags computes by wasm on one thread, unless something else is asked for", () => {
  const { jobs, threads, matmul, blasLibrary } = commonFlags("optimizers");
  assertEquals([jobs.default, threads.default], [undefined, 1]);
  assertEquals([matmul.default, blasLibrary.default], ["wasm", undefined]);
  assertEquals(matmul.allowed, "auto, wasm, onednn or blas");
  assertEquals(
    jobs.shownDefault,
    `the machine's cores, ${navigator.hardwareConcurrency}, divided by --threads`,
  );
});
