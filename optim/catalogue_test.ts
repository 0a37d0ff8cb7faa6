import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { bibtexEntries, type BibtexEntry } from "./bibtex_entries.ts";
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

Deno.test("catalogue: every rule has BibTeX of what its reference names", () => {
  const known = new Map<string, BibtexEntry>();
  for (const { name, reference, bibtex } of optimizerCatalogue) {
    const entries = bibtexEntries(bibtex ?? "");
    assert(entries.length > 0, name);
    for (const entry of entries) {
      const { key, fields: { year, author, eprint } } = entry;
      assertStringIncludes(reference, year, name);
      assertStringIncludes(reference, author.split(",")[0], name);
      if (eprint !== undefined) assertStringIncludes(reference, `arXiv:${eprint}`, name);
      assertEquals(entry, known.get(key) ?? entry, `${key} has two meanings`);
      known.set(key, entry);
    }
    for (const [, id] of reference.matchAll(/arXiv:([0-9.]+)/g)) {
      assert(entries.some(({ fields }) => fields.eprint === id), `${name}: ${id}`);
    }
  }
});
