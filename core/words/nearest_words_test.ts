import { assertEquals } from "@std/assert";
import { nearestWords } from "./nearest_words.ts";

Deno.test("nearestWords sorts by distance, beginnings first, and takes so many of what is near", () => {
  const words = ["batch-size", "epochs", "seeds", "seed", "settings", "seals"];
  assertEquals(nearestWords("seads", words), ["seeds", "seals", "seed"]);
  assertEquals(nearestWords("seads", words, 1), ["seeds"]);
  assertEquals(nearestWords("batch", words), ["batch-size"]);
  assertEquals(nearestWords("lrn", ["out", "runs", "lr"]), ["lr"]);
  assertEquals([nearestWords("foo", words), nearestWords("", words)], [[], []]);
  assertEquals(nearestWords("x", []), []);
});
