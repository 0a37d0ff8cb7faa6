import { assertEquals } from "@std/assert";
import { isGoldenArray } from "./golden_case.ts";

Deno.test("isGoldenArray takes arrays of as many numbers as their shape says, and nothing else", () => {
  for (const array of [{ shape: [], data: [3] }, { shape: [2, 0], dtype: "f64", data: [] }]) {
    assertEquals(isGoldenArray(array), true);
  }
  const others = [
    3,
    null,
    [3],
    { data: [3] },
    { shape: [2], data: [3] },
    { shape: [0.5, 2], data: [3] },
    { shape: [-1, -1], data: [3] },
    { shape: [1], data: ["3"] },
    { shape: [1], data: [null] },
  ];
  assertEquals(others.filter(isGoldenArray), []);
});
