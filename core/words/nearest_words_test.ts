import { assertEquals } from "@std/assert";
import { nearestWords } from "./nearest_words.ts";

Deno.test("nearestWords sorts by distance, beginnings first, and takes so many", () => {
  const words = ["batch-size", "epochs", "seeds", "seed", "settings"];
  assertEquals(nearestWords("seads", words), ["seeds", "seed", "epochs"]);
  assertEquals(nearestWords("batch", words, 1), ["batch-size"]);
  assertEquals(nearestWords("x", [], 3), []);
});
