import { FILES, isPermitted } from "@descent/cli/testing";
import { assertEquals } from "@std/assert";
import { stub } from "@std/testing/mock";
import { runFuzz } from "./fuzz.ts";

Deno.test({
  name: "fuzz counts what was read and refused",
  ignore: !isPermitted("fuzz", ...FILES),
  async fn() {
    using log = stub(console, "log");
    using _error = stub(console, "error");
    assertEquals(await runFuzz(["--count=24", "--json"]), 0);
    const { read, refused, ...others } = JSON.parse(String(log.calls[0].args[0]));
    // Memory is shown to all permissions alone.
    assertEquals([read + refused, others], [24, { faults: [], peak: null, large: [] }]);
  },
});
