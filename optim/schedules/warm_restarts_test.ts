import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { cosineDecay } from "./cosine_decay.ts";
import { warmRestarts } from "./warm_restarts.ts";

Deno.test("warmRestarts: each cycle is a cosine decay of its own length", () => {
  const schedule = warmRestarts({ steps: 3, growth: 2, floor: 0.1 });
  let step = 0;
  for (const steps of [3, 6, 12, 24]) {
    const cycle = cosineDecay({ steps, floor: 0.1 });
    for (let i = 1; i <= steps; i++) assertEquals(schedule(++step), cycle(i));
  }
  const equal = warmRestarts({ steps: 4 });
  for (let i = 1; i <= 4; i++) assertAlmostEquals(equal(i + 4000), equal(i), 1e-15);
});

Deno.test("warmRestarts: refuses cycles that shrink or last no step", () => {
  assertThrows(() => warmRestarts({ steps: 0 }), RangeError, "got 0");
  assertThrows(() => warmRestarts({ steps: 1, growth: 0.5 }), RangeError, "growth");
});
