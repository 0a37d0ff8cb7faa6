import { assertEquals, assertStringIncludes } from "@std/assert";
import { stub } from "@std/testing/mock";
import { FILES, isPermitted } from "@descent/cli/testing";
import { runVerify } from "./run_verify.ts";

Deno.test({
  name: "runVerify refuses a folder without a run, and says what it takes",
  ignore: !isPermitted("lab verify", ...FILES),
  async fn() {
    using error = stub(console, "error");
    using log = stub(console, "log");
    assertEquals(await runVerify(["no/such/folder"]), 2);
    assertStringIncludes(String(error.calls[0].args[0]), "expected lab.json of a run");
    assertEquals(await runVerify(["--help"]), 0);
    assertStringIncludes(String(log.calls[0].args[0]), "Usage: deno task lab verify [folder]");
  },
});
