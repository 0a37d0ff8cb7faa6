import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { findOptimizer, optimizerCatalogue } from "./catalogue.ts";
import { sgd } from "./rules/sgd.ts";

Deno.test("catalogue: names are unique and fit for flags and folders", () => {
  const names = optimizerCatalogue.map(({ name }) => name);
  assertEquals(new Set(names).size, names.length);
  assertEquals(names.filter((name) => !/^[a-z][a-z0-9-]*$/.test(name)), []);
});

Deno.test("findOptimizer: finds each entry by its name", () => {
  for (const plugin of optimizerCatalogue) assertStrictEquals(findOptimizer(plugin.name), plugin);
});

Deno.test("findOptimizer: an unknown name lists those that there are", () => {
  assertThrows(() => findOptimizer("SGD", [sgd]), RangeError, "expected one of sgd, got 'SGD'");
});
