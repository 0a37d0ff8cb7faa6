import { randomStream } from "@descent/core";
import { assertThrows } from "@std/assert";
import { assertLossMatchesReference } from "./_element_loss_checks.ts";
import { poissonNll } from "./poisson_nll.ts";

Deno.test("poissonNll is the reference implementation", () => {
  const random = randomStream({ seed: 41 });
  assertLossMatchesReference(poissonNll(), {
    value: (x, t) => Math.exp(x) - t * x,
    slope: (x, t) => Math.exp(x) - t,
  }, () => random.integer(4));
});

Deno.test("poissonNll refuses counts below 0", () => {
  assertThrows(
    () => assertLossMatchesReference(poissonNll(), { value: Number, slope: Number }, () => -1),
    RangeError,
    "expected targets that are finite and at least 0, got -1 at 0",
  );
});
