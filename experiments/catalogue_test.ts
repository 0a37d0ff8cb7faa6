import { assertEquals, assertMatch } from "@std/assert";
import { experimentCatalogue } from "./catalogue.ts";
import { knownOptimizers } from "./experiment/known_optimizers.ts";
import { commonFlags } from "./experiment/common_flags.ts";

const optimizers = await knownOptimizers([]);

Deno.test("every experiment has a name for folders, a question, and no flag of the common ones", () => {
  const names = experimentCatalogue.map(({ name }) => name);
  assertEquals(new Set(names).size, names.length);
  for (const { name, doc, flags } of experimentCatalogue) {
    assertMatch(name, /^[a-z][a-z-]*[a-z]$/);
    assertMatch(doc, /^[A-Z].*\?$/);
    const own = Object.keys(flags(optimizers));
    assertEquals(own.filter((flag) => flag in commonFlags(name)), []);
  }
});
