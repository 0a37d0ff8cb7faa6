import { assertEquals } from "@std/assert";
import { SAMPLE_FILES } from "./sample_files.ts";

Deno.test("every sample has a name of its own and examples of at least two classes", () => {
  assertEquals(new Set(SAMPLE_FILES.map(({ format }) => format)).size, SAMPLE_FILES.length);
  for (const { classes } of SAMPLE_FILES) assertEquals(Object.keys(classes).length, 3);
});
