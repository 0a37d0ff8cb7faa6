import { assertEquals, assertStringIncludes } from "@std/assert";
import { stub } from "@std/testing/mock";
import { runCompletions } from "./run_completions.ts";

Deno.test("runCompletions completes the tasks that it is given and itself, also as data", async () => {
  using log = stub(console, "log");
  assertEquals(await runCompletions(["bash", "--json"], () => [{ name: "depth", flags: {} }]), 0);
  const { shell, script } = JSON.parse(String(log.calls[0].args[0]));
  assertEquals(shell, "bash");
  assertStringIncludes(script, "'depth' 'completions'");
});

Deno.test("runCompletions looks at no task without a shell", async () => {
  using _error = stub(console, "error");
  assertEquals(await runCompletions([], () => Promise.reject(new Error("not called"))), 2);
});
