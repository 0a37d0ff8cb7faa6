import { assertThrows } from "@std/assert";
import { assertKeepsNaN, assertMatchesReference } from "./_activation_checks.ts";
import { softplus } from "./softplus.ts";

const logistic = (x: number) => 1 / (1 + Math.exp(-x));
const bend = (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

Deno.test("softplus is the reference implementation", () => {
  for (const beta of [1, 0.4, 3]) {
    assertMatchesReference(softplus({ beta }), {
      value: (x) => bend(beta * x) / beta,
      slope: (x) => logistic(beta * x),
    });
  }
});

Deno.test("softplus is the identity above its threshold", () => {
  assertMatchesReference(softplus({ beta: 2, threshold: 3 }), {
    value: (x) => 2 * x > 3 ? x : bend(2 * x) / 2,
    slope: (x) => 2 * x > 3 ? 1 : logistic(2 * x),
  });
});

Deno.test("softplus keeps NaN and infinity, with a threshold too", () => {
  assertKeepsNaN(softplus());
  assertKeepsNaN(softplus({ threshold: 20 }));
});

Deno.test("softplus refuses a beta of 0 and a threshold that is NaN", () => {
  assertThrows(() => softplus({ beta: 0 }), RangeError, "Softplus: expected beta");
  assertThrows(() => softplus({ threshold: NaN }), RangeError, "got NaN; leave it out");
});
