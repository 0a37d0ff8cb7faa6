import { assertEquals, assertGreater } from "@std/assert";
import { LARGE_KINDS, measureLargeFile } from "./measure_large_file.ts";

Deno.test({
  name: "measureLargeFile measures nothing, and writes nothing, where memory is not shown",
  // Shown to all permissions alone, with which it would take its seconds.
  ignore: Deno.permissions.querySync({ name: "write" }).state === "granted" &&
    Deno.permissions.querySync({ name: "run" }).state === "granted",
  fn: async () => {
    assertGreater(LARGE_KINDS.length, 3);
    assertEquals(await measureLargeFile(LARGE_KINDS[0]), null);
  },
});
