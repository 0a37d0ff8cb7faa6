import { assertEquals } from "@std/assert";
import { loadedModules } from "./count_modules.ts";

Deno.test("Modules that are types or imported when needed are not counted, others once", () => {
  const loaded = loadedModules({
    roots: ["file:///a.ts"],
    redirects: { "jsr:b": "file:///b.ts" },
    modules: [
      {
        specifier: "file:///a.ts",
        dependencies: [
          { code: { specifier: "jsr:b" } },
          { code: { specifier: "file:///later.ts" }, isDynamic: true },
          {},
        ],
      },
      { specifier: "file:///b.ts", dependencies: [{ code: { specifier: "file:///a.ts" } }] },
      { specifier: "file:///later.ts" },
    ],
  });
  assertEquals([...loaded], ["file:///a.ts", "file:///b.ts"]);
});
