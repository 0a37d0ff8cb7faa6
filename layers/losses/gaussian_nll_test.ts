import { randomStream } from "@descent/core";
import { assertThrows } from "@std/assert";
import { assertLossMatchesReference } from "./_element_loss_checks.ts";
import { gaussianNll } from "./gaussian_nll.ts";

Deno.test("gaussianNll is the reference implementation", () => {
  const random = randomStream({ seed: 41 });
  assertLossMatchesReference(gaussianNll({ variance: 0.7 }), {
    value: (x, t) => (Math.log(0.7) + (x - t) ** 2 / 0.7) / 2,
    slope: (x, t) => (x - t) / 0.7,
  }, () => Math.fround(random.normal()));
});

Deno.test("gaussianNll refuses a variance of 0", () => {
  for (const variance of [0, [1, 0]]) {
    assertThrows(() => gaussianNll({ variance }), RangeError, "above 0, got 0");
  }
});
