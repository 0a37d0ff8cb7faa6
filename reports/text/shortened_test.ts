import { assertEquals } from "@std/assert";
import { shortened } from "./shortened.ts";

Deno.test("shortened keeps both ends, and what is short enough", () => {
  assertEquals(shortened("Adam", 4), "Adam");
  assertEquals(shortened("abcdefgh", 5), "ab…gh");
  assertEquals(shortened("abcdefgh", 4), "ab…h");
  assertEquals([...shortened("😀".repeat(9), 6)].length, 6);
});
