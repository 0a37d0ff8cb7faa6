import { assertEquals, assertThrows } from "@std/assert";
import { wholeSteps } from "./whole_steps.ts";

Deno.test("wholeSteps spans its ends without doubles", () => {
  assertEquals(wholeSteps(2, 10, 4), [2, 5, 7, 10]);
  for (let count = 2; count <= 9; count++) {
    const numbers = wholeSteps(2, 10, count);
    assertEquals([numbers[0], numbers.at(-1), new Set(numbers).size], [2, 10, count]);
  }
});

Deno.test("wholeSteps refuses what it cannot space", () => {
  for (const [low, high, count] of [[2, 2, 2], [2, 10, 1], [2, 4, 4], [2, 4.5, 2], [2, 4, 2.5]]) {
    assertThrows(() => wholeSteps(low, high, count), RangeError, "wholeSteps: expected whole ends");
  }
});
