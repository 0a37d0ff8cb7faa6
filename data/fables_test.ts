import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import { people } from "./_fable_words.ts";
import { writeFables } from "./fables.ts";

Deno.test("writeFables fills every slot, and keeps the animals of a fable to its end", () => {
  const text = writeFables({ characters: 250_000 });
  assert(!/[{}]|undefined/.test(text));
  assertMatch(text, /^[A-Za-z ,.?"\n]+$/);
  const fables = text.trimEnd().split("\n");
  assertEquals(new Set(fables).size, fables.length);
  for (const fable of fables) {
    const animals = people.filter((animal) => new RegExp(`\\b${animal}\\b`).test(fable));
    assertEquals(animals.length <= 2, true, fable);
  }
});

Deno.test("writeFables writes other fables under another seed, and refuses no text", () => {
  const [first, second] = [0, 1].map((seed) => writeFables({ characters: 500, seed }));
  assert(first !== second);
  assertThrows(() => writeFables({ characters: 0 }), RangeError, "got 0");
});
