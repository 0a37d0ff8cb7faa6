import { randomStream } from "@descent/core";
import { assertThrows } from "@std/assert";
import { assertLossMatchesReference } from "./_element_loss_checks.ts";
import { hinge } from "./hinge.ts";

Deno.test("hinge is the reference implementation", () => {
  const random = randomStream({ seed: 41 });
  assertLossMatchesReference(hinge(), {
    value: (x, t) => Math.max(0, 1 - (2 * t - 1) * x),
    slope: (x, t) => 1 - (2 * t - 1) * x > 0 ? 1 - 2 * t : 0,
  }, () => random.integer(2));
});

Deno.test("Squared hinge with a margin is the reference implementation", () => {
  const random = randomStream({ seed: 42 });
  assertLossMatchesReference(hinge({ power: 2, margin: 0.5 }), {
    value: (x, t) => Math.max(0, 0.5 - (2 * t - 1) * x) ** 2,
    slope: (x, t) => 2 * (1 - 2 * t) * Math.max(0, 0.5 - (2 * t - 1) * x),
  }, () => random.integer(2));
});

Deno.test("hinge refuses margins, powers and targets that it does not know", () => {
  assertThrows(() => hinge({ margin: 0 }), RangeError, "expected margin");
  assertThrows(() => hinge({ power: 3 as 2 }), RangeError, "1 or 2, got 3");
  const reference = { value: Number, slope: Number };
  assertThrows(
    () => assertLossMatchesReference(hinge(), reference, () => -1),
    RangeError,
    "expected targets 0 or 1, got -1 at 0",
  );
});
