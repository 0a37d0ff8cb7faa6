import { assertEquals, assertStringIncludes } from "@std/assert";
import { stub } from "@std/testing/mock";
import { runReproduce } from "./reproduce.ts";

Deno.test("reproduce wants a record", async () => {
  using error = stub(console, "error");
  assertEquals(await runReproduce([]), 2);
  assertStringIncludes(
    String(error.calls[0].args[0]),
    "expected the path of a record.json, got none",
  );
});
