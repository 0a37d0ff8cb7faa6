import { assertAlmostEquals, assertEquals } from "@std/assert";
import { chiSquareTail } from "./chi_square.ts";

Deno.test("chiSquareTail meets mpmath on both sides of its middle", () => {
  const tails = [[0.3, 3, 0.96002848030687761323], [20, 5.5, 0.0018855005282938925277], [
    100,
    3,
    1.5541594313896049214e-21,
  ]];
  for (const [value, degrees, expected] of tails) {
    assertAlmostEquals(chiSquareTail(value, degrees), expected, 1e-13 * expected);
  }
  assertEquals(chiSquareTail(0, 4), 1);
});
