import { assertAlmostEquals, assertEquals } from "@std/assert";
import { placesOf, scaleOf } from "./searched_settings.ts";

Deno.test("placesOf divides a range evenly by its scale, and puts a single value in the middle", () => {
  assertEquals(placesOf([1, 2, 5], "linear"), [0, 0.25, 1]);
  const [low, middle, high] = placesOf([0.001, 0.1, 10], "log");
  assertAlmostEquals(middle, 0.5, 1e-12);
  assertEquals([low, high], [0, 1]);
  assertEquals(placesOf([3, 3], "log"), [0.5, 0.5]);
});

Deno.test("scaleOf is logarithmic from a factor of ten on, and linear where a value is not positive", () => {
  assertEquals(scaleOf([0.9, 0.99]), "linear");
  assertEquals(scaleOf([0.01, 0.1]), "log");
  assertEquals(scaleOf([0, 100]), "linear");
});
