import { assertEquals } from "@std/assert";
import { inputOptions } from "./input_choices.ts";

Deno.test("inputOptions scales pixels to 1 unless they are to be raw, and passes subsets on", () => {
  const subsets = { trainSubset: 5, validationSubset: null };
  assertEquals(inputOptions({ pixels: "unit", ...subsets }), {
    scale: 1 / 255,
    centred: true,
    ...subsets,
  });
  assertEquals(inputOptions({ pixels: "raw", ...subsets }).scale, 1);
});
