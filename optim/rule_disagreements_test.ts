import { assert, assertEquals } from "@std/assert";
import { optimizerCatalogue } from "./catalogue.ts";
import { ruleDisagreements } from "./rule_disagreements.ts";

Deno.test("ruleDisagreements are of rules of the catalogue, in whole sentences", () => {
  const names = optimizerCatalogue.map(({ name }) => name);
  assertEquals([...ruleDisagreements.keys()].filter((name) => !names.includes(name)), []);
  for (const [name, text] of ruleDisagreements) assert(/^[A-Zαε].*\.$/.test(text), name);
});
