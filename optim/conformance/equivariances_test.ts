import { assertEquals } from "@std/assert";
import { optimizerCatalogue } from "../catalogue.ts";
import { type Equivariances, equivariances } from "./equivariances.ts";
import { ruleEquivariances } from "./rule_equivariances.ts";

for (const { plugin, hyperparameters, holds } of ruleEquivariances) {
  Deno.test(`ruleEquivariances: ${plugin.title}`, () => {
    const found = equivariances(plugin, hyperparameters);
    const all = Object.keys(found) as (keyof Equivariances)[];
    assertEquals(all.filter((name) => found[name]), [...holds]);
  });
}

// Draws come in the order of the elements.
for (const plugin of optimizerCatalogue.filter(({ needs }) => !needs?.includes("random"))) {
  Deno.test(`equivariances: ${plugin.title} does not know the order of rows and columns`, () => {
    assertEquals(equivariances(plugin).permutation, true);
  });
}
