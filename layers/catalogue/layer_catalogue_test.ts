import { assert, assertEquals } from "@std/assert";
import { layerCatalogue } from "./layer_catalogue.ts";

Deno.test("Titles of the catalogue are unique and every bound can fail a wrong gradient", () => {
  for (const entries of [layerCatalogue.layers, layerCatalogue.losses, layerCatalogue.penalties]) {
    const titles = entries.map(({ title }) => title);
    assertEquals(new Set(titles).size, titles.length);
    for (const { title, bound } of entries) assert(bound > 0 && bound <= 1e-4, title);
  }
});

Deno.test("Every entry is tried on a batch of more than one example", () => {
  for (const { title, inputs } of layerCatalogue.layers) {
    assert(inputs.some(([N]) => N > 1), title);
  }
  for (const { title, predictions } of layerCatalogue.losses) {
    assert(predictions.some(([N]) => N > 1), title);
  }
});
