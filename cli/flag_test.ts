import { assertEquals } from "@std/assert";
import { typedName } from "./flag.ts";

Deno.test("typedName puts a hyphen before each capital", () => {
  assertEquals(typedName("out"), "out");
  assertEquals(typedName("trainCount"), "train-count");
  assertEquals(typedName("aBC"), "a-b-c");
});
