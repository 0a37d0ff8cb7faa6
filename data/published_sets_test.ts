import { assertEquals, assertMatch } from "@std/assert";
import { idxNaming } from "./formats/idx_naming.ts";
import { publishedSets } from "./published_sets.ts";

Deno.test("each published set has a name and files of its own, and classes where EMNIST's differ", () => {
  assertEquals(new Set(publishedSets.map(({ name }) => name)).size, publishedSets.length);
  for (const { name, home, prefixes } of publishedSets) {
    assertMatch(home, /^https?:/);
    const isEmnist = name.startsWith("emnist-");
    assertEquals(idxNaming(`${prefixes[0]}images-idx3-ubyte`).transposed, isEmnist);
  }
});
