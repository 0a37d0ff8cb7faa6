import { assertEquals, assertThrows } from "@std/assert";
import { importsOf, parseSource } from "./source_file.ts";

Deno.test("importsOf gives specifiers with their lines", () => {
  assertEquals(
    importsOf({ path: "a.ts", text: 'import a from "a";\n\nexport const b = () => import("b");' }),
    [{ specifier: "a", line: 1 }, { specifier: "b", line: 3 }],
  );
});

Deno.test("parseSource names the file that it cannot parse", () => {
  assertThrows(
    () => parseSource({ path: "core/a.ts", text: "const = 1" }),
    SyntaxError,
    "core/a.ts",
  );
});
