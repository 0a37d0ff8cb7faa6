import { assert, assertEquals } from "@std/assert";
import { letterGroups } from "./letter_groups.ts";

Deno.test("letterGroups gives one letter to all that are alike, and one each to all that differ", () => {
  assertEquals(letterGroups(3, () => false), ["a", "a", "a"]);
  assertEquals(letterGroups(3, () => true), ["a", "b", "c"]);
  assertEquals(letterGroups(1, () => true), ["a"]);
});

Deno.test("letterGroups: two share a letter exactly when they do not differ", () => {
  for (let seed = 1; seed < 40; seed++) {
    const differ = (a: number, b: number) =>
      (Math.min(a, b) * 7 + Math.max(a, b) * 13) * seed % 5 < 2;
    const letters = letterGroups(7, differ);
    for (let a = 0; a < 7; a++) {
      for (let b = a + 1; b < 7; b++) {
        const shares = [...letters[a]].some((letter) => letters[b].includes(letter));
        assert(shares === !differ(a, b), `${seed}: ${a} ${b} ${letters}`);
      }
    }
  }
});
