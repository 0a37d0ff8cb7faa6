import { assertEquals, assertRejects } from "@std/assert";
import { loadModule } from "./load_module.ts";

Deno.test("loadModule gives the default export, or nothing where there is none", async () => {
  assertEquals(await loadModule("data:text/javascript,export default [1]"), [1]);
  assertEquals(await loadModule("data:text/javascript,export const a = 1"), undefined);
});

Deno.test("loadModule says in a sentence why a module does not load", async () => {
  await assertRejects(
    () => loadModule("data:text/javascript,throw new Error('boom')"),
    TypeError,
    "expected a module that loads, got Error 'boom' while it ran",
  );
});
