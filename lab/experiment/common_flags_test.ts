import { assertEquals } from "@std/assert";
import { commonFlags } from "./common_flags.ts";

Deno.test("commonFlags names folders after the experiment", () => {
  assertEquals(commonFlags("optimizers").out.default, "reports/out/optimizers");
});

Deno.test("commonFlags computes by wasm on one thread, unless something else is asked for", () => {
  const { jobs, threads, native, nativeLibrary } = commonFlags("optimizers");
  assertEquals([jobs.default, threads.default], [undefined, 1]);
  assertEquals([native.default, nativeLibrary.default], ["none", undefined]);
  assertEquals(native.allowed, "auto, none, onednn or openblas");
  assertEquals([native.read(["wasm"]), native.read(["blas"])], ["none", "openblas"]);
  assertEquals(
    jobs.shownDefault,
    `the machine's cores, ${navigator.hardwareConcurrency}, divided by --threads`,
  );
});
