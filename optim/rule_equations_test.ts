import { assert, assertEquals, assertMatch } from "@std/assert";
import { optimizerCatalogue } from "./catalogue.ts";
import { ruleEquations } from "./rule_equations.ts";

Deno.test("ruleEquations has a sentence for every optimizer of the catalogue, and for no other", () => {
  assertEquals([...ruleEquations.keys()].sort(), optimizerCatalogue.map(({ name }) => name).sort());
  for (const [name, text] of ruleEquations) {
    assertMatch(text, /^[A-Z][^\n`{}]+\.$/, name);
    assert(/[←=]/.test(text) || name === "sam", `${name} has no equation`);
  }
});
