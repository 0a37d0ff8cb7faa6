import { randomStream } from "@descent/core";
import { assertThrows } from "@std/assert";
import { assertLossMatchesReference } from "./_element_loss_checks.ts";
import { focal } from "./focal.ts";

const logistic = (x: number) => 1 / (1 + Math.exp(-x));

Deno.test("focal is the reference implementation", () => {
  const random = randomStream({ seed: 41 });
  for (const [gamma, alpha] of [[2, 0.25], [0.5, 0.9], [0, 0.5]]) {
    assertLossMatchesReference(focal({ gamma, alpha }), {
      value(x, t) {
        const p = logistic((2 * t - 1) * x), q = logistic((1 - 2 * t) * x);
        return -(t === 1 ? alpha : 1 - alpha) * q ** gamma * Math.log(p);
      },
      slope(x, t) {
        const p = logistic((2 * t - 1) * x), q = logistic((1 - 2 * t) * x);
        const share = (2 * t - 1) * (t === 1 ? alpha : 1 - alpha);
        return share * q ** gamma * (gamma * p * Math.log(p) - q);
      },
    }, () => random.integer(2));
  }
});

Deno.test("focal refuses numbers out of range", () => {
  assertThrows(() => focal({ gamma: -1 }), RangeError, "gamma at least 0, got -1");
  assertThrows(() => focal({ alpha: 2 }), RangeError, "alpha from 0 to 1, got 2");
});
