import { assertEquals } from "@std/assert";
import { entryPoints } from "./entry_points.ts";

Deno.test("entryPoints reads one export or several", () => {
  assertEquals(entryPoints("core", { exports: "./mod.ts" }), ["core/mod.ts"]);
  assertEquals(
    entryPoints("reports", { exports: { ".": "./mod.ts", "./testing": "./testing.ts" } }),
    ["reports/mod.ts", "reports/testing.ts"],
  );
});
