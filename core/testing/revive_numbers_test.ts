import { assertEquals } from "@std/assert";
import { reviveNumbers } from "./revive_numbers.ts";

Deno.test("reviveNumbers puts numbers in place of the strings for them, and leaves the rest", () => {
  const value = {
    name: "infinity",
    data: ["Infinity", "-Infinity", "NaN", 1, "nan", "toString"],
    expected: { out: "NaN", flag: true, nothing: null },
  };
  assertEquals(reviveNumbers(value), {
    name: "infinity",
    data: [Infinity, -Infinity, NaN, 1, "nan", "toString"],
    expected: { out: NaN, flag: true, nothing: null },
  });
  assertEquals(reviveNumbers("-Infinity"), -Infinity);
});
