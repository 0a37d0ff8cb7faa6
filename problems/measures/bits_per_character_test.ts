import { assertAlmostEquals } from "@std/assert";
import { bitsPerCharacter } from "./bits_per_character.ts";

Deno.test("a uniform guess among 32 characters costs five bits", () => {
  assertAlmostEquals(bitsPerCharacter.total!({ sum: 0, count: 1, loss: -Math.log(1 / 32) }), 5);
});
