import { assertEquals } from "@std/assert";
import { optimizerCatalogue } from "../catalogue.ts";
import { equivariances } from "./equivariances.ts";

// Draws come in the order of the elements.
for (const plugin of optimizerCatalogue.filter(({ needs }) => !needs?.includes("random"))) {
  Deno.test(`equivariances: ${plugin.title} does not know the order of rows and columns`, () => {
    assertEquals(equivariances(plugin).permutation, true);
  });
}
