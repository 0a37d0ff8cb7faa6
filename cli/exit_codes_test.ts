import { assertEquals } from "@std/assert";
import { EXIT_CODES } from "./exit_codes.ts";
import { isPermitted } from "./testing/mod.ts";

Deno.test("docs/exit-codes.md has the table of the help", async () => {
  const path = new URL("../docs/exit-codes.md", import.meta.resolve("@descent/cli"));
  if (!isPermitted("docs/exit-codes.md", { name: "read", path })) return;
  const document = await Deno.readTextFile(path);
  const rows = [...document.matchAll(/^\| (\d+) +\| (.*?) +\|$/gm)]
    .map(([, code, meaning]) => ({ code: Number(code), meaning }));
  assertEquals(rows, [...EXIT_CODES]);
});
