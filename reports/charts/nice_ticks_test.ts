import { assert, assertEquals } from "@std/assert";
import { niceTicks } from "./nice_ticks.ts";

Deno.test("niceTicks: round numbers within the range", () => {
  assertEquals(niceTicks(98.61, 99.23, 4), [98.8, 99, 99.2]);
  assertEquals(niceTicks(-3, 17, 5), [0, 5, 10, 15]);
  assertEquals(niceTicks(0, 1, 6), [0, 0.2, 0.4, 0.6, 0.8, 1]);
  assertEquals(niceTicks(0.4, 0.4, 4), [0.4]);
  assertEquals(niceTicks(1e-7, 3.4e-7, 4), [1e-7, 2e-7, 3e-7]);
});

Deno.test("niceTicks: from two to the most for ranges of any place and size", () => {
  for (let index = 0; index < 2000; index++) {
    const low = (index % 41 - 20) * 1.37;
    const high = low + 1.19 ** (index % 97 - 48);
    const ticks = niceTicks(low, high, 5);
    assert(ticks.length >= 1 && ticks.length <= 5, `${low} ${high} ${ticks}`);
    assert(
      ticks.every((tick) => tick >= low - 1e-9 && tick <= high + 1e-9),
      `${low} ${high} ${ticks}`,
    );
  }
});
