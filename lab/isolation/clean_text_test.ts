import { assertEquals } from "@std/assert";
import { cleanText, cleanTexts } from "./clean_text.ts";

Deno.test("cleanText leaves what can be printed, in any script", () => {
  for (const text of ["Adam", "Ådam – 2nd moment ≤ 1", "ליאון", "狮子 🦁", "=1+1"]) {
    assertEquals(cleanText(text), text);
  }
});

Deno.test("cleanText keeps no escape sequence, control character, separator or turn of direction", () => {
  const hostile = "\x1b]0;owned\x07\x1b[2J\x9b31m\x00\x08\u2028\u2066\u202e\u200f\ud800x";
  assertEquals(cleanText(hostile).replace("\ufffd", ""), "x");
});

Deno.test("cleanText cuts off what is longer than 500 characters, and no pair in the middle", () => {
  assertEquals(cleanText("a".repeat(500)).length, 500);
  const cut = cleanText(`${"a".repeat(498)}🦁🦁`.repeat(9));
  assertEquals([cut.length, cut.isWellFormed(), cut.endsWith("…")], [500, true, true]);
});

Deno.test("cleanTexts goes into lists and objects, and leaves arrays of numbers", () => {
  const data = { a: ["\x07b"], n: null, f: Float32Array.of(1) };
  assertEquals(cleanTexts(data), { a: ["b"], n: null, f: Float32Array.of(1) });
});
