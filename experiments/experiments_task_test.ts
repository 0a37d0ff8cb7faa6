import { assertEquals, assertStringIncludes } from "@std/assert";
import { stub } from "@std/testing/mock";
import { experimentsTask } from "./experiments_task.ts";

Deno.test("experiments takes the flags that all of them have, and explains them", async () => {
  using log = stub(console, "log");
  assertEquals(await experimentsTask(["--help"]), 0);
  assertStringIncludes(String(log.calls[0].args[0]), "Usage: deno task experiments");
});
