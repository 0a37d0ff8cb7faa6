import { assertEquals } from "@std/assert";
import { type Equivariances, equivariances } from "./equivariances.ts";
import { ruleEquivariances } from "./rule_equivariances.ts";

for (const { plugin, hyperparameters, holds } of ruleEquivariances) {
  Deno.test(`ruleEquivariances: ${plugin.title}`, () => {
    const found = equivariances(plugin, hyperparameters);
    const all = Object.keys(found) as (keyof Equivariances)[];
    assertEquals(all.filter((name) => found[name]), [...holds]);
  });
}
