import { assertEquals, assertStringIncludes } from "@std/assert";
import { stub } from "@std/testing/mock";
import { runNamedExperiment } from "./run_named_experiment.ts";

Deno.test("runNamedExperiment lists experiments as data too, and refuses other names", async () => {
  using log = stub(console, "log");
  using error = stub(console, "error");
  const depth = {
    name: "depth",
    doc: "Is it deep?",
    flags: () => ({}),
    run: () => Promise.reject(),
  };
  assertEquals(await runNamedExperiment(["--json"], [depth]), 0);
  assertEquals(JSON.parse(String(log.calls[0].args[0])), {
    experiments: [{ name: "depth", doc: "Is it deep?" }],
  });
  assertEquals(await runNamedExperiment(["dept"], [depth]), 2);
  assertStringIncludes(String(error.calls[0].args[0]), "got 'dept' (did you mean depth?)");
});
