import { assertEquals } from "@std/assert";
import { closestWord } from "./closest_word.ts";

Deno.test("closestWord finds what was meant, and nothing far away", () => {
  const words = ["sgd", "momentum", "rmsprop", "adam"];
  assertEquals(closestWord("adma", words), "adam");
  assertEquals(closestWord("rms-prop", words), "rmsprop");
  assertEquals(closestWord("foo", words), undefined);
  assertEquals(closestWord("", words), undefined);
  assertEquals(closestWord("sgd", []), undefined);
});
