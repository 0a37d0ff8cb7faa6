import { randomStream } from "@descent/core";
import { assertThrows } from "@std/assert";
import { assertLossMatchesReference } from "./_element_loss_checks.ts";
import { smoothL1 } from "./smooth_l1.ts";

Deno.test("smoothL1 is the reference implementation", () => {
  const random = randomStream({ seed: 41 });
  assertLossMatchesReference(smoothL1({ beta: 0.7 }), {
    value: (x, t) => Math.abs(x - t) < 0.7 ? (x - t) ** 2 / 1.4 : Math.abs(x - t) - 0.35,
    slope: (x, t) => Math.max(-1, Math.min(1, (x - t) / 0.7)),
  }, () => Math.fround(random.normal()));
});

Deno.test("smoothL1 refuses a beta of 0", () => {
  assertThrows(() => smoothL1({ beta: 0 }), RangeError, "expected beta to be finite and above 0");
});
