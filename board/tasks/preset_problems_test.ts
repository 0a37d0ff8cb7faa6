import { assertEquals } from "@std/assert";
import { presets } from "../protocol/preset.ts";
import { presetProblems } from "./preset_problems.ts";

Deno.test("presetProblems are those that the quick size names", () => {
  const names = presetProblems(presets.quick, "no/such/folder").map(({ name }) => name);
  assertEquals(names.toSorted(), presets.quick.problems!.toSorted());
});
