import { assert, assertEquals } from "@std/assert";
import { wilsonInterval } from "./wilson_interval.ts";

Deno.test("wilsonInterval stays between 0 and 1 and holds the share", () => {
  for (let trials = 1; trials <= 40; trials++) {
    for (let successes = 0; successes <= trials; successes++) {
      const [low, high] = wilsonInterval(successes, trials);
      assert(0 <= low && low <= successes / trials && successes / trials <= high && high <= 1);
    }
    assertEquals([wilsonInterval(0, trials)[0], wilsonInterval(trials, trials)[1]], [0, 1]);
  }
});
