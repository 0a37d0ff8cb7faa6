import { assertEquals } from "@std/assert";
import { entryPoints } from "./entry_points.ts";

Deno.test("entryPoints reads one export or several", () => {
  assertEquals(entryPoints("core", { name: "@descent/core", exports: "./mod.ts" }), [
    "core/mod.ts",
  ]);
  assertEquals(
    entryPoints("reports", {
      name: "@descent/reports",
      exports: { ".": "./mod.ts", "./testing": "./testing.ts" },
    }),
    ["reports/mod.ts", "reports/testing.ts"],
  );
  assertEquals(entryPoints("bench", { exports: "./bench.ts" }), []);
});
