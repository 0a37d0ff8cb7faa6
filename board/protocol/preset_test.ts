import { assert, assertEquals } from "@std/assert";
import { optimizerCatalogue } from "@descent/optim";
import { problemCatalogue } from "@descent/problems";
import { presets } from "./preset.ts";

Deno.test("presets name rules and problems that there are, with the reference among them", () => {
  const rules = optimizerCatalogue.map(({ name }) => name);
  const known = problemCatalogue.map(({ name }) => name);
  for (const preset of Object.values(presets)) {
    assertEquals(preset.rules.filter((name) => !rules.includes(name)), []);
    assertEquals((preset.problems ?? []).filter((name) => !known.includes(name)), []);
    assert(preset.rules.includes("adamw") && preset.rules.includes("momentum"));
    assertEquals(new Set(preset.rules).size, preset.rules.length);
  }
  assertEquals(presets.publish.rules.length, 24);
});
