import { assertEquals } from "@std/assert";
import { interquartileMean } from "./interquartile_mean.ts";

Deno.test("interquartileMean leaves no more than a quarter out at either end", () => {
  assertEquals(interquartileMean([5]), 5);
  assertEquals(interquartileMean([9, 1, 2]), 4);
  assertEquals(interquartileMean([-1000, 1, 2, 3, 4, 5, 6, 1000]), 3.5);
});
