import { assertEquals } from "@std/assert";
import { ratioOf } from "./_matrix_section.ts";

Deno.test("ratioOf writes a ratio in few characters, and hundreds as such", () => {
  const ratios = [0.00412, 0.0123, 1, 8.76, 99.4, 99.7, 312, 4000];
  assertEquals(ratios.map((ratio) => ratioOf(Math.log(ratio))), [
    ...["4e-3", "0.012", "1.0", "8.8", "99", "100", "312", "4e+3"],
  ]);
});
