import { assertEquals } from "@std/assert";
import { asynchronousHalving, type Promotion, RUNGS } from "./_asynchronous_halving.ts";

/** Runs all settings whose loss is given, in an order that a function draws, and tells the rung that each comes to. */
function climb(losses: readonly (number | null)[], pick: (count: number) => number) {
  const halving = asynchronousHalving();
  const reached = losses.map(() => 0);
  const running: Promotion[] = losses.map((_, setting) => ({ setting, rung: 0 }));
  halving.enter(running.map(({ setting }) => setting));
  while (running.length > 0) {
    const [{ setting, rung }] = running.splice(pick(running.length), 1);
    reached[setting] = rung;
    if (rung < RUNGS.length - 1) running.push(...halving.report(setting, losses[setting]));
  }
  return reached;
}

Deno.test("a third of the settings goes on at each rung, the same ones in whatever order trials end", () => {
  const losses = [5, 3, 9, 1, 8, 2, 7, 4, 6];
  // 3 is the best of the first three, 1 and 2 of the first six; 1 is the best of 3, 1 and 2.
  const wanted = [0, 1, 0, 2, 0, 1, 0, 0, 0];
  assertEquals(climb(losses, () => 0), wanted);
  assertEquals(climb(losses, (count) => count - 1), wanted);
  let state = 3;
  for (let time = 0; time < 20; time++) {
    const pick = (count: number) => (state = (state * 48271) % 2147483647) % count;
    assertEquals(climb(losses, pick), wanted);
  }
});

Deno.test("a setting goes on while others of its rung have not ended", () => {
  const halving = asynchronousHalving();
  halving.enter([0, 1, 2, 3, 4, 5]);
  assertEquals([halving.report(0, 2), halving.report(1, 1)], [[], []]);
  assertEquals(halving.report(2, 3), [{ setting: 1, rung: 1 }]);
  // Later ones wait for earlier ones alone.
  assertEquals(halving.report(5, 0), []);
});

Deno.test("of a rung with too few the best goes on, and none that has no loss", () => {
  assertEquals(climb([2, 1], () => 0), [0, 2]);
  assertEquals(climb([null, 4, null], () => 0), [0, 2, 0]);
  assertEquals(climb([null, null, null, null], () => 0), [0, 0, 0, 0]);
});

Deno.test("settings that come later are compared with those before", () => {
  const halving = asynchronousHalving();
  halving.enter([0, 1, 2]);
  for (const setting of [0, 1, 2]) halving.report(setting, 1 + setting);
  halving.enter([3, 4, 5]);
  assertEquals(halving.report(3, 9), []);
  assertEquals(halving.report(4, 8), []);
  // Two of six go on, and the other one of them has gone on before.
  assertEquals(halving.report(5, 0.5), [{ setting: 5, rung: 1 }]);
});
