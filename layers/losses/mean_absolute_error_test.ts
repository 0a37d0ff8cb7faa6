import { randomStream } from "@descent/core";
import { assertLossMatchesReference } from "./_element_loss_checks.ts";
import { meanAbsoluteError } from "./mean_absolute_error.ts";

Deno.test("meanAbsoluteError is the reference implementation", () => {
  const random = randomStream({ seed: 41 });
  assertLossMatchesReference(meanAbsoluteError(), {
    value: (x, t) => Math.abs(x - t),
    slope: (x, t) => Math.sign(x - t),
  }, () => Math.fround(random.normal()));
});
