import { assertAlmostEquals, assertEquals } from "@std/assert";
import { mannWhitney } from "./mann_whitney.ts";

Deno.test("mannWhitney's exact probability is the share of all arrangements", () => {
  const [first, second] = [[1, 4, 9], [2, 6, 7, 8]];
  const all = [...first, ...second];
  const { u, exact } = mannWhitney(first, second);
  let [far, total] = [0, 0];
  for (let subset = 0; subset < 128; subset++) {
    const chosen = all.filter((_, index) => subset >> index & 1);
    if (chosen.length !== 3) continue;
    const rest = all.filter((_, index) => !(subset >> index & 1));
    total++;
    if (Math.abs(mannWhitney(chosen, rest).u - 6) >= Math.abs(u - 6)) far++;
  }
  assertEquals(total, 35);
  assertAlmostEquals(exact!, far / total, 1e-14);
});

Deno.test("mannWhitney takes infinity for the largest, and says nothing of equal values", () => {
  assertEquals(mannWhitney([Infinity, 3], [1, 2]).u, 4);
  const { approximate, exact, probabilityGreater } = mannWhitney([1, 1], [1, 1]);
  assertEquals([approximate, exact, probabilityGreater], [1, null, 0.5]);
});
