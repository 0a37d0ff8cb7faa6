import { assertEquals, assertStringIncludes } from "@std/assert";
import { stub } from "@std/testing/mock";
import { runBench } from "./bench.ts";

Deno.test("The help names every part", async () => {
  const printed: string[] = [];
  using _log = stub(console, "log", (...words: unknown[]) => void printed.push(words.join(" ")));
  assertEquals(await runBench(["--help"]), 0);
  for (const word of ["--peers", "kernels", "products", "layers", "training", "curves", "trials"]) {
    assertStringIncludes(printed.join("\n"), word);
  }
});

Deno.test("A part that is none is refused before anything starts", async () => {
  const printed: string[] = [];
  using _error = stub(
    console,
    "error",
    (...words: unknown[]) => void printed.push(words.join(" ")),
  );
  assertEquals(await runBench(["--parts", "everything"]), 2);
  assertStringIncludes(printed[0], "'everything'");
});
